"""Stated facts in words, with where each came from and whether the person has confirmed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from cairn.components.times import written_day
from cairn.content.readers.fact import declared_facts, sections
from cairn.domain.dates import ApproximateDate
from cairn.domain.fact_values import from_json, to_json
from cairn.domain.facts import Codes, Exposures, FactDeclaration, FactRefusedError, FactValue, Unknown
from cairn.domain.vocabulary import FactSource
from cairn.record.selectors.story import FactStatement

SECTION_WORDS: Final = {
    "about-you": "Who they are",
    "body": "Body and health",
    "heart": "Heart and circulation",
    "mind": "Mental health so far",
    "safety": "Safety",
    "medicines": "Medicines and other substances",
    "life": "What has shaped them",
    "support": "People and places around them",
    "goals": "What they hope for",
    "": "At the centre",
}
"""The parts of the intake, as the care team calls them: the titles of the form itself speak to the person."""
_UNITS: Final = {
    "mm[Hg]": "mmHg",
    "mL/min/{1.73_m2}": "mL/min/1.73 m²",
    "mL/min/1.73.m2": "mL/min/1.73 m²",
    "[lb_av]": "lb",
    "[in_i]": "in",
    "kg/m2": "kg/m²",
}
STATUS_KINDS: Final = {"prefilled": "not-assessed", "confirmed": "clear", "entered-in-error": "block"}
STATUS_WORDS: Final = {
    "prefilled": "to be confirmed",
    "confirmed": "confirmed",
    "entered-in-error": "entered in error",
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One stated fact as a page shows it.

    :param fact: its id, where it can be stated here; empty where it is worked out or measured.
    :param kind: of the tag that says where it stands.
    """

    fact: str
    label: str
    value: str | None
    kind: str
    state: str
    origin: str
    doubts: tuple[str, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether somebody still has to confirm it."""
        return self.kind in {"review", "not-assessed"}


@dataclass(frozen=True, slots=True)
class FactSection:
    """The facts of one part of the intake.

    :param waiting: how many wait to be confirmed.
    :param origin: said once for all, where every fact of the part came the same way; empty otherwise.
    """

    title: str
    lines: tuple[FactLine, ...]
    waiting: int
    origin: str

    @property
    def is_calm(self) -> bool:
        """Whether nothing in it waits or is doubted."""
        return not self.waiting


def _section(title: str, lines: list[FactLine]) -> FactSection:
    origins = {line.origin for line in lines}
    waiting = sum(1 for line in lines if line.waits)
    return FactSection(
        title, tuple(lines), waiting, origins.pop() if len(origins) == 1 and len(lines) > 1 else ""
    )


def fact_sections(statements: Mapping[str, FactStatement]) -> list[FactSection]:
    """The stated facts by part of the intake, in the order of the questions; sensitive ones are no exception here."""
    by_section: dict[str, list[FactLine]] = {}
    for fact, declaration in declared_facts().items():
        if fact in statements:
            by_section.setdefault(declaration.section or "", []).append(_line(declaration, statements[fact]))
    titles = {**{key: words["en"] for key, words in sections().items()}, **SECTION_WORDS}
    return [_section(titles[key], by_section[key]) for key in [*sections(), ""] if key in by_section]


def _line(declaration: FactDeclaration, row: FactStatement) -> FactLine:
    origin = row.origin or {}
    return FactLine(
        fact=declaration.id if declaration.asked_of in {"client", "staff"} else "",
        label=declaration.label["en"],
        value=stored_words(declaration, row.value),
        kind="review" if row.needs_attention and row.status == "prefilled" else STATUS_KINDS[row.status],
        state=STATUS_WORDS[row.status],
        origin=_origin_words(declaration, row, origin),
        doubts=tuple(origin.get("doubts", ())) if row.status == "prefilled" else (),
    )


def _origin_words(declaration: FactDeclaration, row: FactStatement, origin: Mapping[str, object]) -> str:
    if row.status == "confirmed":
        who = (
            "the person"
            if row.source == FactSource.CLIENT.value
            else (row.by.name if row.by else "the centre")
        )
        return ", ".join(
            filter(None, (f"Said by {who}", written_day(row.at), asked_again_words(declaration)))
        )
    sender = origin.get("sender") or "the referral"
    words = f"“{origin['words']}”" if origin.get("words") else "no words of their own"
    dated = f", {day_of(str(origin['on']))}" if origin.get("on") else ", no date"
    return f"From {sender}: {words}{dated}"


def asked_again_words(declaration: FactDeclaration) -> str:
    """When a fact is asked again that does not stay true; empty where it stays."""
    if declaration.lasts is None:
        return ""
    one_day = not declaration.lasts.months and declaration.lasts.exact.days == 1
    return "asked again for each day" if one_day else f"asked again after {declaration.lasts.text}"


def stored_words(declaration: FactDeclaration, json: object) -> str | None:
    """A stored value in words; None where nobody knows."""
    try:
        value = from_json(declaration, json)
    except FactRefusedError:
        return "a value that does not fit this question any more"
    return value_words(declaration, value)


def value_words(declaration: FactDeclaration, value: FactValue) -> str | None:
    """A value of a declared fact in words; None where it is unknown."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Codes):
        return _codes(declaration, value)
    if isinstance(value, Exposures):
        names = ", ".join(dict.fromkeys(item.name for item in value.items))
        return (names or "None") + ("" if value.complete else " (there may be more)")
    if isinstance(value, str):
        return _code(declaration, value)
    if isinstance(value, date | ApproximateDate):
        return _day(value)
    number = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
    return f"{number} {unit_words(declaration.unit)}".strip()


def _day(value: date | ApproximateDate) -> str:
    if isinstance(value, date):
        return written_day(value)
    said = to_json(value)
    return said if isinstance(said, str) else f"between {value.earliest} and {value.latest}"


def unit_words(unit: str | None) -> str:
    """A unit as people write it."""
    return _UNITS.get(unit or "", unit or "")


def day_of(said: str) -> str:
    """The day of a date the sender wrote, with its weekday; a year or a month stays as it is."""
    try:
        return written_day(date.fromisoformat(said[:10]))
    except ValueError:
        return said


def units_read(said: str) -> str:
    """A value as the sender wrote it, its units as people write them."""
    for code, words in _UNITS.items():
        said = said.replace(code, words)
    return said


def _code(declaration: FactDeclaration, code: str) -> str:
    return declaration.value_labels.get(code, {}).get("en", code)


def _codes(declaration: FactDeclaration, value: Codes) -> str:
    named = ", ".join(_code(declaration, code) for code in sorted(value.known))
    if value.complete:
        return named or "None"
    return f"{named} (there may be others)" if named else "not all known"
