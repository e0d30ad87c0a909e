"""Looking into JSON that others wrote: what is of another type than expected is as good as absent."""

import re
from decimal import Decimal

from cairn.fhir.json_reading import Json

JsonObject = dict[str, Json]


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without what no database or page can hold: NUL and lone surrogates become U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text).strip()


def text_in(node: JsonObject, key: str) -> str:
    """The text under the key, cleaned; empty when absent or not text."""
    found = node.get(key)
    return clean(found) if isinstance(found, str) else ""


def object_in(node: JsonObject, key: str) -> JsonObject:
    """The object under the key; empty when absent or not an object."""
    found = node.get(key)
    return found if isinstance(found, dict) else {}


def objects_in(node: JsonObject, key: str) -> tuple[JsonObject, ...]:
    """The objects in the list under the key, in order; others are passed over."""
    found = node.get(key)
    return tuple(item for item in found if isinstance(item, dict)) if isinstance(found, list) else ()


def texts_in(node: JsonObject, key: str) -> tuple[str, ...]:
    """The non-empty texts in the list under the key, in order."""
    found = node.get(key)
    texts = (clean(item) for item in found if isinstance(item, str)) if isinstance(found, list) else ()
    return tuple(text for text in texts if text)


def number_in(node: JsonObject, key: str) -> Decimal | None:
    """The number under the key, exact; None when absent or not a number."""
    found = node.get(key)
    if isinstance(found, bool) or not isinstance(found, (int, Decimal)):
        return None
    return Decimal(found)
