"""What was understood of a referral, in words, each with its origin in the sender's own words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from babel import Locale, UnknownLocaleError

from cairn.clinic.fact_lines import day_of, units_read, value_words
from cairn.clinic.words import GENDER_WORDS
from cairn.components.presenters import Fact
from cairn.content.readers.fact import declared_facts
from cairn.domain.referrals.person import Address, ReferredPerson
from cairn.domain.referrals.referral import Referral, UnderstoodFact
from cairn.domain.referrals.said import SaidDate
from cairn.domain.referrals.statements import (
    Certainty,
    Course,
    MedicineStanding,
    SaidCondition,
    SaidMedicine,
    Series,
)

MOST_LINES: Final = 150
"""Lines of one list; the rest is counted. The longest records repeat the same order for years."""
_COURSES: Final = {
    Course.CURRENT: "still so",
    Course.OVER: "over",
    Course.NOT_SAID: "not said whether still so",
}
_CERTAINTIES: Final = {
    Certainty.CONFIRMED: "",
    Certainty.UNCONFIRMED: "not confirmed by the sender",
    Certainty.REFUTED: "ruled out by the sender",
    Certainty.NOT_SAID: "the sender does not say how sure they are",
}
_STANDINGS: Final = {
    MedicineStanding.CURRENT: "taken now, the sender says",
    MedicineStanding.STOPPED: "stopped, the sender says",
    MedicineStanding.UNCLEAR: "not said whether it is taken",
}


@dataclass(frozen=True, slots=True)
class UnderstoodLine:
    """One offered fact.

    :param origin: the sender's words and date.
    :param further: how many more statements in the bundle say so.
    """

    label: str
    value: str | None
    origin: str
    where: str
    further: int
    note: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One statement as the sender wrote it, and how often it occurs."""

    words: str
    detail: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Lines:
    """A list that may be cut, and how many are not shown."""

    shown: tuple[Any, ...]
    left: int = 0


def preview(referral: Referral) -> dict[str, Any]:
    """Everything the preview shows, as words."""
    return {
        "person": person_facts(referral.person),
        "left_out": referral.person.left_out,
        "understood": [_understood(each) for each in referral.understood],
        "doubts": _cut(dict.fromkeys((each.words, _place(each.where)) for each in referral.challenges)),
        "medicines": _counted((each.words, _medicine(each)) for each in referral.medicines),
        "conditions": _counted((each.words, _condition(each)) for each in referral.conditions),
        "measures": _cut(_series(each) for each in referral.observations),
        "allergies": _counted((each.words, _CERTAINTIES[each.certainty]) for each in referral.allergies),
        "not_understood": _cut(referral.not_understood),
        "resources": referral.resources,
        "total": sum(count for _, count in referral.resources),
    }


def person_facts(person: ReferredPerson) -> list[Fact]:
    """Who the sender says it is."""
    return [
        Fact("Name", "; ".join(dict.fromkeys(name.shown for name in person.names)) or None),
        Fact("Date of birth", day_of(person.birth_date.text) if person.birth_date else None),
        Fact("Gender as recorded", GENDER_WORDS[person.gender] if person.gender else None),
        Fact("To reach them", "; ".join(each.value for each in person.telecoms) or None),
        Fact("Address", "; ".join(map(_address, person.addresses)) or None),
        Fact("Language", _language(person.language)),
        Fact("Record numbers", "; ".join(each.value for each in person.identifiers) or None),
    ]


def _language(code: str) -> str | None:
    """A language by its name where we know it, else by the code the sender gave."""
    if not code:
        return None
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return code


def _address(said: Address) -> str:
    return ", ".join(
        part for part in (*said.lines, said.city, said.state, said.postal_code, said.country) if part
    )


def _understood(fact: UnderstoodFact) -> UnderstoodLine:
    declaration = declared_facts()[fact.fact]
    first = fact.origins[0]
    day = fact.on or first.recorded
    words = f"“{first.words}”" if first.words else "no words of their own"
    sent = f", sent as {units_read(fact.as_sent)}" if fact.as_sent else ""
    return UnderstoodLine(
        label=declaration.label["en"],
        value=value_words(declaration, fact.value),
        origin=f"{words}{sent}, {_dated(day)}",
        where=_place(first.where),
        further=len(fact.origins) - 1,
        note=fact.note,
        doubts=tuple(each.words for each in fact.challenges),
    )


def _dated(said: SaidDate | None) -> str:
    return "no date" if said is None else day_of(said.text)


def _place(where: str) -> str:
    """``Condition (entry 12)``: which part of the file, without the sender's own id."""
    return re.sub(r"/\S+", "", where)


def _medicine(said: SaidMedicine) -> str:
    days = [("ordered", said.ordered), ("begun", said.started), ("ended", said.ended)]
    parts = [
        _STANDINGS[said.standing],
        said.dosage,
        *(f"{word} {day_of(day.text)}" for word, day in days if day),
    ]
    return "; ".join(part for part in parts if part)


def _condition(said: SaidCondition) -> str:
    days = [("since", said.onset), ("until", said.abatement)]
    parts = [
        _COURSES[said.course],
        _CERTAINTIES[said.certainty],
        *(f"{word} {day_of(day.text)}" for word, day in days if day),
    ]
    return "; ".join(part for part in parts if part)


def _series(series: Series) -> SaidLine:
    newest = series.latest
    return SaidLine(series.words, f"{units_read(newest.as_sent)}, {_dated(newest.on)}", len(series.readings))


def _counted(said: Iterable[tuple[str, str]]) -> Lines:
    """One line for each wording, with the details of the first (newest) and how often it occurs."""
    times: dict[str, int] = {}
    details: dict[str, str] = {}
    for words, detail in said:
        times[words] = times.get(words, 0) + 1
        details.setdefault(words, detail)
    return _cut(SaidLine(words, details[words], count) for words, count in times.items())


def _cut(lines: Iterable[Any]) -> Lines:
    whole = tuple(lines)
    return Lines(whole[:MOST_LINES], max(0, len(whole) - MOST_LINES))
