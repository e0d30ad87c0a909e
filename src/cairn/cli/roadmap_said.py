"""One object of a JSON file, read key by key; what cannot be used is refused under its name."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Final, TypeVar

from cairn.cli.terminal import BadInput

Code = TypeVar("Code", bound=StrEnum)
_PAIR: Final = 2
_MOST_ROWS: Final = 1_000


class Said:
    """A mapping under the name a refusal will give it. ``close`` refuses keys nobody read."""

    def __init__(self, where: str, data: object) -> None:
        """Refuse what is no object."""
        if not isinstance(data, dict):
            raise BadInput(f"{where} is not a JSON object. Write it in braces, with keys in quotes.")
        self.where = where
        self._data: Mapping[str, object] = data
        self._read: set[str] = set()

    def wrong(self, key: str, what: str, do: str) -> BadInput:
        """A refusal of one entry."""
        return BadInput(f"{self.where}, {key}: {what}. {do}")

    def close(self) -> None:
        """Refuse a key that was never read, which may be a misspelt one."""
        odd = [key for key in self._data if key not in self._read]
        if odd:
            raise self.wrong(odd[0], "is not known here", "Mend its spelling or take it out.")

    def has(self, key: str) -> bool:
        """Whether it is written and not null."""
        return self._data.get(key) is not None

    def get(self, key: str, otherwise: object = None) -> object:
        """The raw value."""
        self._read.add(key)
        return self._data[key] if self.has(key) else otherwise

    def text(self, key: str) -> str:
        """Words, or nothing."""
        value = self.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(key, "is not text", "Write it in quotes.")
        return value.strip()

    def needed(self, key: str) -> str:
        """Words that must be there."""
        value = self.text(key)
        if not value:
            raise self.wrong(key, "is missing", "Write it in quotes.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, none where it is missing."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            raise self.wrong(key, "is not a list of texts", 'Write ["…", "…"].')
        return tuple(str(each) for each in value)

    def count(self, key: str, otherwise: int) -> int:
        """A whole number, not below nought."""
        value = self.get(key, otherwise)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_ROWS:
            raise self.wrong(key, f"is not a whole number up to {_MOST_ROWS}", "Write digits without quotes.")
        return value

    def code(self, key: str, codes: type[Code], otherwise: Code) -> Code:
        """One of a closed set."""
        value = self.get(key, otherwise.value)
        if value not in list(codes):
            raise self.wrong(key, f"'{value}' is not one of its codes", f"Use {', '.join(codes)}.")
        return codes(str(value))

    def inner(self, key: str) -> "Said":
        """The object under a key; an empty one where it is missing."""
        return Said(f"{self.where}, {key}", self.get(key, {}))

    def rows(self, key: str) -> list["Said"]:
        """The objects of a list."""
        value = self.get(key, [])
        if not isinstance(value, list) or len(value) > _MOST_ROWS:
            raise self.wrong(key, "is not a list", "Write it in square brackets.")
        return [Said(f"{self.where}, {key} {number}", each) for number, each in enumerate(value, 1)]

    def pairs(self, key: str) -> Iterator[tuple[str, object]]:
        """The keys and values of the object under a key."""
        value = self.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "is not a JSON object", "Write it in braces, with keys in quotes.")
        yield from value.items()

    def spans(self, key: str, value: object) -> list[tuple[object, object]]:
        """Pairs of a beginning and an end."""
        shaped = isinstance(value, list) and all(
            isinstance(each, list) and len(each) == _PAIR for each in value
        )
        if not shaped:
            raise self.wrong(
                key, "is not a list of beginnings with their ends", 'Write [["09:00", "17:00"]].'
            )
        assert isinstance(value, list)  # noqa: S101 -- it was just seen
        return [(each[0], each[1]) for each in value]

    def day(self, key: str) -> date | None:
        """A day, or None where it is missing."""
        return self.as_day(self.get(key)) if self.has(key) else None

    def as_day(self, value: object) -> date:
        """A day written as text."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise BadInput(f"{self.where}: '{value}' is not a day. Write it as 2026-12-01.") from None

    def as_time(self, value: object) -> time:
        """A time of day written as text, to the minute."""
        try:
            found = time.fromisoformat(str(value))
        except ValueError:
            raise BadInput(f"{self.where}: '{value}' is not a time of day. Write it as 09:00.") from None
        if found.tzinfo is not None:
            raise BadInput(f"{self.where}: '{value}' has an offset. Write the centre's own time, as 09:00.")
        return found.replace(second=0, microsecond=0)
