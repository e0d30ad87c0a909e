"""Reading one JSON object field by field, noting every fault instead of stopping at the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar
from uuid import UUID

from cairn.domain.quantities import Amount, DoseUnit, Doubt, Doubtful, Form, NotRead, parse_number

CodeSet = TypeVar("CodeSet", bound=StrEnum)

TEXT_LIMIT: Final = 4000

CLOCKS_DIFFER: Final = timedelta(minutes=2)
"""How far a tablet's clock may run ahead of the server's before a time counts as in the future."""

# After a fault the event is refused whole, so what stands in for the unreadable value is never kept.
_NO_ID: Final = UUID(int=0)
_NO_AMOUNT: Final = Amount(Decimal(1), DoseUnit.MG_PSILOCYBIN)


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field.

    :param field: dotted, such as ``payload.systolic``.
    :param code: stable. ``confirm`` alone means: ask the person, then send again with ``confirmed`` true.
    """

    field: str
    code: str
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Received:
    """What a reader knows beside the fields: when the event came, and what the person confirmed.

    :param opens_at: the earliest time an event of this session can have.
    """

    opens_at: datetime
    received_at: datetime
    confirmed: bool = False


class Fields:
    """The fields of one JSON object, each read once, with the faults found on the way."""

    def __init__(self, raw: object, path: str, faults: list[FieldFault], received: Received) -> None:
        """Start reading; what is not an object is one fault and reads as empty."""
        self.path, self.faults, self.received = path, faults, received
        self.read: set[str] = set()
        self.raw: Mapping[str, Any] = {}
        if isinstance(raw, Mapping):
            self.raw = raw
        else:
            faults.append(
                FieldFault(
                    path.rstrip(".") or "event", "not-an-object", "It is not a JSON object.", "Send one."
                )
            )

    def fault(self, name: str, code: str, what: str, do: str) -> None:
        """Note what is wrong with a field."""
        self.faults.append(FieldFault(f"{self.path}{name}".rstrip("."), code, what, do))

    def value(self, name: str) -> Any:
        """The raw value of a field, None where it is missing."""
        self.read.add(name)
        return self.raw.get(name)

    def inner(self, name: str) -> "Fields":
        """The fields of an object inside this one."""
        return Fields(self.value(name), f"{self.path}{name}.", self.faults, self.received)

    def finish(self) -> None:
        """Note every field that nobody read: a misspelt field must not vanish."""
        for name in sorted(str(key) for key in self.raw if key not in self.read):
            self.fault(
                name, "unknown-field", "No such field is known here.", "Leave it out, or mend its name."
            )

    def text(self, name: str, *, needed: bool = True) -> str:
        """Words, trimmed; empty where they may be missing."""
        value = self.value(name)
        words = value.strip() if isinstance(value, str) else ""
        if value is not None and not isinstance(value, str):
            self.fault(name, "not-text", "It is not text.", "Send words.")
        elif needed and not words:
            self.fault(name, "missing", "It is empty.", "Say it in a few words.")
        elif len(words) > TEXT_LIMIT:
            self.fault(
                name, "too-long", f"It has more than {TEXT_LIMIT} characters.", "Shorten it or split it."
            )
        return words

    def yes(self, name: str) -> bool:
        """A yes or no that is no where it is missing."""
        value = self.value(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.fault(name, "not-yes-or-no", "It is neither true nor false.", "Send true or false.")
        return False

    def code(self, name: str, codes: type[CodeSet]) -> CodeSet:
        """One code of a closed set."""
        if self.value(name) is None:
            self.fault(name, "missing", "It is missing.", f"Send one of: {_list(codes)}.")
            return next(iter(codes))
        return self.code_or_none(name, codes) or next(iter(codes))

    def code_or_none(self, name: str, codes: type[CodeSet]) -> CodeSet | None:
        """One code of a closed set, or None where nobody said."""
        value = self.value(name)
        return None if value is None else self._one(name, value, codes)

    def codes(self, name: str, codes: type[CodeSet]) -> tuple[CodeSet, ...]:
        """Several codes of a closed set, each once, in the order of the set."""
        value = self.value(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(name, "not-a-list", "It is not a list.", f"Send a list of: {_list(codes)}.")
            return ()
        chosen = {self._one(name, item, codes) for item in value}
        return tuple(code for code in codes if code in chosen)

    def _one(self, name: str, value: object, codes: type[CodeSet]) -> CodeSet | None:
        if isinstance(value, str) and value in {code.value for code in codes}:
            return codes(value)
        self.fault(
            name, "unknown-code", f"'{str(value)[:40]}' is not known here.", f"Send one of: {_list(codes)}."
        )
        return None

    def whole(self, name: str) -> int | None:
        """A whole number, or None where it was not measured."""
        value = self.value(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.fault(
            name, "not-a-whole-number", "It is not a whole number.", "Send digits only, or leave it empty."
        )
        return None

    def number(self, name: str) -> Decimal | None:
        """A number sent as text so that no digit is lost, or None where it was not measured."""
        value = self.value(name)
        if value is None:
            return None
        number = parse_number(value) if isinstance(value, str) else None
        if isinstance(number, Decimal):
            return number
        if isinstance(number, NotRead):
            self.fault(name, number.code, number.what, number.do)
        else:
            self.fault(name, "not-text", "A number with decimals is sent as text.", 'Send it as "37.4".')
        return None

    def amount(self, name: str) -> Amount:
        """An amount with its unit, and its solid form where one is stated."""
        before = len(self.faults)
        inner = self.inner(name)
        number = inner.number("value")
        if number is None and len(self.faults) == before:
            inner.fault("value", "missing", "The amount is missing.", "Write the number on the label.")
        unit, form = inner.code("unit", DoseUnit), inner.code_or_none("form", Form) or Form.NOT_STATED
        inner.finish()
        if number is None or len(self.faults) > before:
            return _NO_AMOUNT
        try:
            return Amount(number, unit, form)
        except ValueError as refusal:
            inner.fault("form", "mismatch", str(refusal), "Leave the form out.")
            return _NO_AMOUNT

    def id(self, name: str) -> UUID:
        """A UUID."""
        value = self.value(name)
        try:
            return UUID(value) if isinstance(value, str) else self._no_id(name)
        except ValueError:
            return self._no_id(name)

    def _no_id(self, name: str) -> UUID:
        self.fault(name, "not-an-id", "It is not a UUID.", "Let the device give each event its own.")
        return _NO_ID

    def moment(self, name: str) -> datetime:
        """A time with its zone, within the session and not in the future."""
        value = self.value(name)
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            moment = None
        if moment is None:
            self.fault(
                name, "not-a-time", "It is not a time.", "Send ISO 8601, such as 2026-11-22T09:58:00Z."
            )
        elif moment.tzinfo is None:
            self.fault(name, "no-zone", "The time has no zone.", "End it with Z or an offset such as -08:00.")
        elif moment > self.received.received_at + CLOCKS_DIFFER:
            self.fault(
                name, "future", "It lies in the future.", "Check the tablet's clock, then send it again."
            )
        elif moment < self.received.opens_at:
            self.fault(name, "before-session", "It lies before this session.", "Check the day and the hour.")
        else:
            return moment
        return self.received.opens_at

    def doubt(self, name: str, doubt: Doubt | None) -> None:
        """Note a number that cannot be, or that nobody has confirmed yet."""
        if doubt is None or (self.received.confirmed and doubt.kind is Doubtful.CONFIRM):
            return
        self.fault(name, doubt.kind.value, doubt.what, doubt.do)


def _list(codes: type[StrEnum]) -> str:
    return ", ".join(code.value for code in codes)
