"""The comparisons a condition may make: each takes a fact's known value and answers yes, no or unknown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cairn.domain.dates import ApproximateDate, Period, age_on, back, longer, parse_period
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures, FactType, FactValue


class Answer(StrEnum):
    """Three answers: unknown is one of them."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def of(truth: bool) -> Answer:  # noqa: FBT001 -- turns one truth value into an answer
    """Yes or no."""
    return Answer.YES if truth else Answer.NO


@dataclass(frozen=True, slots=True)
class Operands:
    """What a comparison is made against: the rule's own value, and the moment or fact it refers to."""

    value: object = None
    minimum: Period | None = None
    maximum: Period | None = None


NO_OPERANDS: Final = Operands()


@dataclass(frozen=True, slots=True)
class TakenWithin:
    """Which classes, taken within which period, and how many medicines of them.

    :param exact: the period counts as written, as where a trial names one; else what stays longer in the body, longer.
    """

    classes: frozenset[str]
    period: Period
    at_least: int = 1
    exact: bool = False


Compare = Callable[[FactValue, Operands, "date | datetime"], Answer]
Parse = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One operator: the fact types it accepts, how its value is read, and how it answers."""

    types: frozenset[FactType]
    parse: Parse
    compare: Compare


NUMBERS: Final = frozenset({FactType.INTEGER, FactType.DECIMAL})
SCALARS: Final = NUMBERS | {FactType.BOOL, FactType.CODE, FactType.TEXT}
DAYS: Final = frozenset({FactType.DATE, FactType.INSTANT})


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        message = f"'{value}' is not a number."
        raise ValueError(message)  # noqa: TRY004 -- a content fault, reported with its place
    try:
        return Decimal(str(value))
    except InvalidOperation:
        message = f"'{value}' is not a number."
        raise ValueError(message) from None


def _scalar(value: object) -> object:
    return _number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _codes(value: object) -> frozenset[str]:
    if not isinstance(value, list) or not value or not all(isinstance(code, str) for code in value):
        message = f"'{value}' is not a list of codes."
        raise ValueError(message)
    return frozenset(value)


def _code(value: object) -> str:
    if not isinstance(value, str):
        message = f"'{value}' is not a code."
        raise ValueError(message)  # noqa: TRY004 -- a content fault, reported with its place
    return value


def _period(value: object) -> Period:
    return parse_period(str(value))


def _years(value: object) -> int:
    return int(_number(value))


def _nothing(value: object) -> None:
    if value is not None:
        message = "this comparison takes no value."
        raise ValueError(message)


def _classes(value: object) -> frozenset[str]:
    return _codes(value) if isinstance(value, list) else frozenset({_code(value)})


def _taken_within(value: object) -> TakenWithin:
    keys = {"class", "period", "at_least", "exact"}
    if not isinstance(value, dict) or not {"class", "period"} <= set(value) <= keys:
        message = "write {class: …, period: P30D}, with at_least: 2 where one is not enough."
        raise ValueError(message)
    at_least, exact = value.get("at_least", 1), value.get("exact", False)
    if type(at_least) is not int or at_least < 1 or type(exact) is not bool:
        message = "at_least is a whole number from 1, and exact is true or false."
        raise ValueError(message)
    return TakenWithin(_classes(value["class"]), _period(value["period"]), at_least, exact)


def _equal(value: FactValue, against: Operands, _: date | datetime) -> Answer:
    return of(value == against.value)


def _ordered(test: Callable[[Decimal, Decimal], bool]) -> Compare:
    def compare(value: FactValue, against: Operands, _: date | datetime) -> Answer:
        return of(test(value, against.value))  # type: ignore[arg-type]  # a number, as its type was checked at load

    return compare


def _in(value: FactValue, against: Operands, _: date | datetime) -> Answer:
    return of(value in against.value)  # type: ignore[operator]  # parsed by _codes


def _contains(value: FactValue, against: Operands, _: date | datetime) -> Answer:
    return _meets(value, frozenset({str(against.value)}))


def _intersects(value: FactValue, against: Operands, _: date | datetime) -> Answer:
    return _meets(value, against.value)  # type: ignore[arg-type]  # parsed by _codes


def _meets(value: FactValue, wanted: frozenset[str]) -> Answer:
    assert isinstance(value, Codes)  # noqa: S101 -- the fact's type was checked at load
    if value.known & wanted:
        return Answer.YES
    return Answer.NO if value.complete else Answer.UNKNOWN


def _not_empty(value: FactValue, _: Operands, __: date | datetime) -> Answer:
    assert isinstance(value, Codes)  # noqa: S101 -- the fact's type was checked at load
    if value.known:
        return Answer.YES
    return Answer.NO if value.complete else Answer.UNKNOWN


def _span(value: object) -> tuple[date, date]:
    if isinstance(value, ApproximateDate):
        return value.earliest, value.latest
    day = value.astimezone(UTC).date() if isinstance(value, datetime) else value
    assert isinstance(day, date)  # noqa: S101 -- the fact's type was checked at load
    return day, day


def within_last(value: object, period: Period, moment: date | datetime) -> Answer:
    """Whether a day lies in the period that ends at the moment; unknown where the day is too vague to say.

    What is asked about has happened, so "some time this year" lies before the moment. A day that lies wholly after it
    is a mistake or a plan, and says nothing.
    """
    earliest, latest = _span(value)
    end = _span(moment)[0]
    start = back(end, period)
    if earliest > end:
        return Answer.UNKNOWN
    if earliest >= start:
        return Answer.YES
    return Answer.NO if latest < start else Answer.UNKNOWN


def _within_last(value: FactValue, against: Operands, moment: date | datetime) -> Answer:
    assert isinstance(against.value, Period)  # noqa: S101 -- parsed by _period
    return within_last(value, against.value, moment)


def _age_at_least(value: FactValue, against: Operands, moment: date | datetime) -> Answer:
    earliest, latest = _span(value)
    years, day = int(str(against.value)), _span(moment)[0]
    if age_on(latest, day) >= years:
        return Answer.YES
    return Answer.NO if age_on(earliest, day) < years else Answer.UNKNOWN


def _between_before(value: FactValue, against: Operands, moment: date | datetime) -> Answer:
    assert isinstance(value, datetime)  # noqa: S101 -- the fact's type was checked at load
    if not isinstance(moment, datetime):
        return Answer.UNKNOWN
    here, there = value.astimezone(UTC), moment.astimezone(UTC)
    soon_enough = against.maximum is None or here >= back(there, against.maximum)
    early_enough = against.minimum is None or here <= back(there, against.minimum)
    return of(soon_enough and early_enough)


def _class_present(value: FactValue, against: Operands, _: date | datetime) -> Answer:
    assert isinstance(value, Exposures)  # noqa: S101 -- the fact's type was checked at load
    wanted = against.value
    assert isinstance(wanted, frozenset)  # noqa: S101 -- parsed by _classes
    if value.surely_without(wanted):
        return Answer.NO if value.complete else Answer.UNKNOWN
    answers = [
        Answer.UNKNOWN if item.classes is UNKNOWN else of(bool(item.classes & wanted)) for item in value.items
    ]
    return any_of([*answers, Answer.NO if value.complete else Answer.UNKNOWN])


def _class_taken_within(value: FactValue, against: Operands, moment: date | datetime) -> Answer:
    assert isinstance(value, Exposures)  # noqa: S101 -- the fact's type was checked at load
    wanted = against.value
    assert isinstance(wanted, TakenWithin)  # noqa: S101 -- parsed by _taken_within
    if value.surely_without(wanted.classes):
        return Answer.NO if value.complete else Answer.UNKNOWN
    answers = [_item_taken_within(item, wanted, moment) for item in value.items]
    certain = answers.count(Answer.YES)
    if certain >= wanted.at_least:
        return Answer.YES
    possible = certain + answers.count(Answer.UNKNOWN)
    return Answer.NO if value.complete and possible < wanted.at_least else Answer.UNKNOWN


def _item_taken_within(item: Exposure, wanted: TakenWithin, moment: date | datetime) -> Answer:
    belongs = Answer.UNKNOWN if item.classes is UNKNOWN else of(bool(item.classes & wanted.classes))
    if item.last_taken == "ongoing":
        recent = Answer.YES
    elif item.last_taken is UNKNOWN:
        recent = Answer.UNKNOWN
    else:
        lingers = None if wanted.exact else item.lingers
        longest = wanted.period if lingers is None else longer(wanted.period, lingers, moment)
        recent = within_last(item.last_taken, longest, moment)
    return all_of([belongs, recent])


def all_of(answers: list[Answer]) -> Answer:
    """Kleene's and: no if any is no, yes if all are yes, else unknown."""
    if Answer.NO in answers:
        return Answer.NO
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES


def any_of(answers: list[Answer]) -> Answer:
    """Kleene's or: yes if any is yes, no if all are no, else unknown."""
    if Answer.YES in answers:
        return Answer.YES
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NO


def opposite(answer: Answer) -> Answer:
    """Kleene's not: unknown stays unknown."""
    return _OPPOSITES[answer]


_OPPOSITES: Final = MappingProxyType(
    {Answer.YES: Answer.NO, Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN}
)

_CODE = frozenset({FactType.CODE})
_CODES = frozenset({FactType.CODES})
_EXPOSURES = frozenset({FactType.EXPOSURES})

COMPARISONS: Final[Mapping[str, Comparison]] = MappingProxyType(
    {
        "eq": Comparison(SCALARS, _scalar, _equal),
        "ne": Comparison(SCALARS, _scalar, lambda v, a, m: opposite(_equal(v, a, m))),
        "lt": Comparison(NUMBERS, _number, _ordered(lambda a, b: a < b)),
        "le": Comparison(NUMBERS, _number, _ordered(lambda a, b: a <= b)),
        "gt": Comparison(NUMBERS, _number, _ordered(lambda a, b: a > b)),
        "ge": Comparison(NUMBERS, _number, _ordered(lambda a, b: a >= b)),
        "in": Comparison(_CODE, _codes, _in),
        "not_in": Comparison(_CODE, _codes, lambda v, a, m: opposite(_in(v, a, m))),
        "contains": Comparison(_CODES, _code, _contains),
        "intersects": Comparison(_CODES, _codes, _intersects),
        "not_empty": Comparison(_CODES, _nothing, _not_empty),
        "within_last": Comparison(DAYS, _period, _within_last),
        "age_at_least": Comparison(frozenset({FactType.DATE}), _years, _age_at_least),
        "between_before": Comparison(frozenset({FactType.INSTANT}), _nothing, _between_before),
        "class_present": Comparison(_EXPOSURES, _classes, _class_present),
        "class_taken_within": Comparison(_EXPOSURES, _taken_within, _class_taken_within),
    }
)
"""Every operator but ``missing``, which asks about knowledge itself and is answered by the condition."""
