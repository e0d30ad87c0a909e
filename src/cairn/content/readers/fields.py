"""One entry of a content file, read key by key: each value of the right kind, and no key left unread."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn, TypeVar

from cairn.content.loader import ContentFaultError
from cairn.domain.citations import Citation
from cairn.domain.instruments.wording import Wording
from cairn.domain.vocabulary import Grade

Code = TypeVar("Code", bound=StrEnum)


class Fields:
    """A mapping of a content file under the name a fault will give it. `close()` refuses keys nobody read."""

    def __init__(self, file: str, entry: str, data: object) -> None:
        self.file, self.entry = file, entry
        if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
            raise ContentFaultError(
                file, entry, "is not a mapping.", "Write it as 'key: value' with text keys."
            )
        self._data: Mapping[str, object] = data
        self._read: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is written; asking does not count as reading it."""
        return key in self._data

    def written(self) -> tuple[str, ...]:
        """The keys that are written, in their order."""
        return tuple(self._data)

    def fault(self, what: str, do: str) -> NoReturn:
        """Refuse the entry."""
        raise ContentFaultError(self.file, self.entry, what, do)

    def close(self) -> None:
        """Refuse keys that were never read: a misspelt key must not be silently ignored."""
        odd = [key for key in self._data if key not in self._read]
        if odd:
            self.fault(f"the key '{odd[0]}' is not known here.", "Mend its spelling or take it out.")

    def get(self, key: str) -> object:
        """The raw value, which must be written."""
        if key not in self._data:
            self.fault(f"'{key}' is missing.", f"Write '{key}:'.")
        self._read.add(key)
        return self._data[key]

    def text(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str) or not value.strip():
            self.fault(f"'{key}' is not text.", "Write words, in quotes if they look like a number.")
        return value

    def integer(self, key: str) -> int:
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(f"'{key}' is not a whole number.", "Write digits without quotes.")
        return value

    def decimal(self, key: str) -> Decimal:
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.fault(f"'{key}' is not a number.", "Write digits without quotes.")
        return Decimal(str(value))

    def decimal_or_none(self, key: str) -> Decimal | None:
        return self.decimal(key) if self.has(key) else None

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.get(key) if self.has(key) else default
        if not isinstance(value, bool):
            self.fault(f"'{key}' is neither true nor false.", "Write true or false without quotes.")
        return value

    def day(self, key: str) -> date:
        value = self.get(key)
        if not isinstance(value, date):
            self.fault(f"'{key}' is not a date.", "Write it as 2026-11-22 without quotes.")
        return value

    def code(self, key: str, codes: type[Code]) -> Code:
        value = self.get(key)
        if value not in list(codes):
            self.fault(f"'{key}' is not one of its codes.", f"Use one of {', '.join(codes)}.")
        return codes(str(value))

    def rows(self, key: str) -> list[object]:
        value = self.get(key)
        if not isinstance(value, list):
            self.fault(f"'{key}' is not a list.", "Write one entry a line, each after '- '.")
        return value

    def rows_if_any(self, key: str) -> list[object]:
        return self.rows(key) if self.has(key) else []

    def texts(self, key: str) -> tuple[str, ...]:
        rows = self.rows(key)
        words = tuple(row for row in rows if isinstance(row, str))
        if len(words) != len(rows) or not rows:
            self.fault(f"'{key}' is not a list of texts.", 'Quote each one, such as "1".')
        return words

    def inner(self, key: str) -> "Fields":
        """The mapping under the key."""
        return Fields(self.file, f"{self.entry}, {key}", self.get(key))

    def wording(self, key: str) -> Wording:
        inner = self.inner(key)
        words = Wording(inner.text("en"), inner.text("es") if inner.has("es") else None)
        inner.close()
        return words

    def wording_or_none(self, key: str) -> Wording | None:
        return self.wording(key) if self.has(key) else None

    def citation(self, key: str) -> Citation:
        return read_citation(self.inner(key))


def refuse_twice(fields: Fields, kind: str, ids: list[str]) -> None:
    """Refuse an id that stands twice under one key."""
    twice = [each for each in ids if ids.count(each) > 1]
    if twice:
        fields.fault(f"'{twice[0]}' stands twice under '{kind}'.", "Give each its own.")


def read_citation(fields: Fields) -> Citation:
    """A source with its grade."""
    citation = Citation(
        text=fields.text("text"),
        grade=fields.code("grade", Grade),
        read_on=fields.day("read_on") if fields.has("read_on") else None,
        url=fields.text("url") if fields.has("url") else None,
    )
    fields.close()
    return citation
