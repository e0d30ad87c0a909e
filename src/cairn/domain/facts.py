"""The declared facts that rules may ask about, and what is known of them. Unknown is a value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final, Literal

from cairn.domain.dates import ApproximateDate, Period, forward


class Unknown(Enum):
    """The value of a fact nobody has established. It is neither no nor zero."""

    UNKNOWN = "unknown"

    def __repr__(self) -> str:
        """Show as one word in traces and test failures."""
        return "UNKNOWN"

    def __bool__(self) -> bool:
        """Refuse to be read as false: an unknown must be asked about, never assumed."""
        message = "UNKNOWN is neither true nor false. Compare with 'is UNKNOWN'."
        raise TypeError(message)


UNKNOWN: Final = Unknown.UNKNOWN


class FactType(StrEnum):
    """What kind of value a fact has."""

    BOOL = "bool"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    INSTANT = "instant"
    CODE = "code"
    CODES = "codes"
    TEXT = "text"
    EXPOSURES = "exposures"


@dataclass(frozen=True, slots=True)
class Codes:
    """A set of codes that may not be complete yet.

    :param known: the members established so far.
    :param complete: whether there are certainly no others; only then can it say that something is absent.
    """

    known: frozenset[str] = frozenset()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Exposure:
    """One medicine or substance a person takes or took.

    :param name: as stated.
    :param classes: class codes, or UNKNOWN where the name was not recognised.
    :param last_taken: the day last taken, ``"ongoing"`` where it is still taken, or UNKNOWN.
    :param lingers: how long it stays after the last dose, where that is known of what the name means: it lengthens the
        windows of rules and never shortens one.
    """

    name: str
    classes: frozenset[str] | Unknown
    last_taken: date | ApproximateDate | Literal["ongoing"] | Unknown = UNKNOWN
    lingers: Period | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Exposures:
    """The medicines stated, and whether the person has said that this is all of them.

    :param classes: the classes of all that were recognised: most rules ask about none of them.
    :param recognised: whether every name was recognised.
    """

    items: tuple[Exposure, ...] = ()
    complete: bool = False
    classes: frozenset[str] = field(init=False, repr=False, compare=False)
    recognised: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep what every rule about medicines looks at first."""
        known = [item.classes for item in self.items if not isinstance(item.classes, Unknown)]
        object.__setattr__(self, "classes", frozenset().union(*known))
        object.__setattr__(self, "recognised", len(known) == len(self.items))

    def surely_without(self, classes: frozenset[str]) -> bool:
        """Whether every medicine stated is known, and none belongs to any of these classes."""
        return self.recognised and self.classes.isdisjoint(classes)


FactValue = bool | int | Decimal | date | datetime | ApproximateDate | str | Codes | Exposures | Unknown


@dataclass(frozen=True, slots=True)
class FactDeclaration:
    """One fact that rules may ask about.

    :param id: dotted, such as ``history.seizure``.
    :param unit: UCUM unit of a number, else None.
    :param values: the codes a code or a set of codes may hold; empty where any code may.
    :param question: the question in words, by language.
    :param label: a short name for staff, by language.
    :param unsure: codes that mean "I do not know": stated, but rules treat them as unknown.
    :param lasts: whole days a statement stays true, counted from its calendar day; None where it has no end.
    """

    id: str
    type: FactType
    question: Mapping[str, str]
    label: Mapping[str, str]
    unit: str | None = None
    values: tuple[str, ...] = ()
    section: str | None = None
    asked_of: str = "client"
    sensitive: bool = False
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    help: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unsure: tuple[str, ...] = ()
    lasts: Period | None = None

    def has_lapsed(self, said_on: date, today: date) -> bool:
        """Whether what was said on a day is too old to be known today: then nobody knows, until it is asked again.

        A fact that lasts one day holds on the day it was said and no longer.
        """
        return self.lasts is not None and forward(said_on, self.lasts) <= today

    def leaves_open(self, value: "FactValue") -> bool:
        """Whether a stated value says no more than that the person does not know."""
        return isinstance(value, str) and value in self.unsure


class UndeclaredFactError(LookupError):
    """A rule or a caller named a fact that no declaration knows."""

    def __init__(self, fact: str) -> None:
        """Say which fact, and what to do."""
        super().__init__(
            f"The fact '{fact}' is not declared. Declare it in content/facts.yaml, or mend its spelling."
        )
        self.fact = fact


class FactRefusedError(ValueError):
    """A value does not fit the fact it is said of."""

    def __init__(self, fact: str, what: str) -> None:
        """Say which fact and why its value cannot stand."""
        super().__init__(f"{fact}: {what}")
        self.fact = fact
        self.what = what


_PYTHON: Final[Mapping[FactType, tuple[type, ...]]] = MappingProxyType(
    {
        FactType.BOOL: (bool,),
        FactType.INTEGER: (int,),
        FactType.DECIMAL: (Decimal,),
        FactType.DATE: (date, ApproximateDate),
        FactType.INSTANT: (datetime,),
        FactType.CODE: (str,),
        FactType.CODES: (Codes,),
        FactType.TEXT: (str,),
        FactType.EXPOSURES: (Exposures,),
    }
)


def check(declaration: FactDeclaration, value: FactValue) -> None:
    """Refuse a value that does not fit its declaration.

    :raises FactRefusedError: with what is wrong, in words.
    """
    if value is UNKNOWN:
        return
    _check_type(declaration, value)
    _check_codes(declaration, value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        _check_range(declaration, Decimal(value))


def _check_type(declaration: FactDeclaration, value: FactValue) -> None:
    wrong = not isinstance(value, _PYTHON[declaration.type])
    wrong = wrong or (isinstance(value, bool) and declaration.type is not FactType.BOOL)
    wrong = wrong or (isinstance(value, datetime) and declaration.type is not FactType.INSTANT)
    if wrong:
        raise FactRefusedError(
            declaration.id, f"expected {declaration.type.value}, got {type(value).__name__}."
        )
    if isinstance(value, datetime) and value.tzinfo is None:
        raise FactRefusedError(declaration.id, "an instant needs its time zone.")


def _check_codes(declaration: FactDeclaration, value: FactValue) -> None:
    stated = (
        value.known if isinstance(value, Codes) else {value} if declaration.type is FactType.CODE else set()
    )
    odd = sorted(str(code) for code in stated if declaration.values and code not in declaration.values)
    if odd:
        raise FactRefusedError(
            declaration.id, f"a code given is not one of its values: {', '.join(declaration.values)}."
        )


def _check_range(declaration: FactDeclaration, number: Decimal) -> None:
    unit = f" {declaration.unit}" if declaration.unit else ""
    if declaration.minimum is not None and number < declaration.minimum:
        raise FactRefusedError(
            declaration.id, f"the value is below {declaration.minimum}{unit}. Check the unit."
        )
    if declaration.maximum is not None and number > declaration.maximum:
        raise FactRefusedError(
            declaration.id, f"the value is above {declaration.maximum}{unit}. Check the unit."
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one person, by declared fact. What is not there is UNKNOWN."""

    declared: Mapping[str, FactDeclaration]
    values: Mapping[str, FactValue] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse undeclared facts and values of the wrong kind."""
        for fact, value in self.values.items():
            if fact not in self.declared:
                raise UndeclaredFactError(fact)
            check(self.declared[fact], value)

    def get(self, fact: str) -> FactValue:
        """The value of a declared fact, UNKNOWN where nobody has said.

        :raises UndeclaredFactError: when no declaration knows the fact.
        """
        if fact not in self.declared:
            raise UndeclaredFactError(fact)
        return self.values.get(fact, UNKNOWN)

    def __iter__(self) -> Iterator[str]:
        """The ids of the facts something is known of."""
        return iter(fact for fact, value in self.values.items() if value is not UNKNOWN)

    def with_values(self, changes: Mapping[str, FactValue]) -> "Facts":
        """The same facts with some values replaced."""
        return Facts(self.declared, MappingProxyType({**self.values, **changes}))
