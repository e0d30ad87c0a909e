"""Who did something, and small JSON documents kept as text."""

import json
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Author:
    """The account that did it, and the name printed beside it then.

    :param is_patient: whether it is the person in care.
    """

    account: UUID
    name: str
    is_patient: bool = False


JsonText = str
"""A JSON document as canonical text, so that equal documents are equal values."""


def json_text(document: object) -> JsonText:
    """The canonical text of a JSON document: keys sorted, no blanks, nothing escaped that need not be."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
