"""Generated dossiers: every field of every part, empty and filled."""

import dataclasses
import types
import typing
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from cairn.domain.dossier.author import Author, json_text
from cairn.domain.dossier.dossier import Dossier, Site
from cairn.domain.dossier.patient import Patient
from cairn.domain.referrals.person import Identifier

_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
instants = st.datetimes(_EARLIEST.replace(tzinfo=None), _LATEST.replace(tzinfo=None), timezones=st.just(UTC))
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 1, 1))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
codes = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,4})?", fullmatch=True)
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
).map(json_text)
answers = st.dictionaries(st.integers(1, 20).map(str), st.integers(0, 4), max_size=9).map(
    lambda d: tuple(d.items())
)

FREE_TEXT_STATUS = {
    "inquiries": ["received", "contacted", "registered", "declined", "entered-in-error"],
    "referrals": ["previewed", "accepted", "declined", "entered-in-error"],
    "facts": ["prefilled", "confirmed", "entered-in-error"],
    "administrations": ["preparation", "in-progress", "completed", "stopped", "entered-in-error"],
}
DOCUMENTS = {
    "address",
    "reflection",
    "value",
    "origin",
    "facts",
    "findings",
    "overrides",
    "steps",
    "details",
    "plan",
}
DOCUMENTS |= {"requirements", "payload", "answers"}
CODES = {"fact", "action", "kind", "answer", "language"}
LINKS = {
    "episode": "episodes",
    "encounter": "encounters",
    "response": "responses",
    "screening": "screenings",
    "signature": "signatures",
    "second_signature": "signatures",
    "administration": "administrations",
}


class Maker:
    """Draws values of dataclasses by their fields, with links only to what was drawn before."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.ids: dict[str, list[UUID]] = {}

    def value(self, kind: type, section: str) -> Any:
        hints = typing.get_type_hints(kind)
        drawn = {each.name: self.field(each, hints[each.name], section) for each in dataclasses.fields(kind)}
        return kind(**drawn)

    def field(self, field: "dataclasses.Field[Any]", hint: Any, section: str) -> Any:
        if field.name == "number" and section == "accesses":
            return len(self.ids.get(section, []))
        if field.name in LINKS:
            return self.link(field)
        return self.draw(self.values(field, hint, section))

    def values(self, field: "dataclasses.Field[Any]", hint: Any, section: str) -> st.SearchStrategy[Any]:
        may_be_empty = field.default in {"", None} or field.name == "value"
        if field.name == "replaces":
            return st.sampled_from([None, *self.ids.get(section, [])])
        if field.name == "status" and hint is str:
            return st.sampled_from(FREE_TEXT_STATUS[section])
        if field.name == "answers" and hint is not str:
            return answers
        if field.name in DOCUMENTS and hint is str:
            return st.just("") | documents if may_be_empty else documents
        if (field.name in CODES and hint is str) or (field.name == "text" and section == "consents"):
            return codes
        if field.name == "instrument":
            return st.sampled_from(["phq-9@1", "gad-7@1", "pcl-5@1", "site-own@3"])
        return self.of(hint, may_be_empty=may_be_empty)

    def link(self, field: "dataclasses.Field[Any]") -> UUID | None:
        known = self.ids[LINKS[field.name]]
        optional = field.default is None
        return self.draw(st.sampled_from([*([None] if optional else []), *known]))

    def of(self, hint: Any, *, may_be_empty: bool) -> st.SearchStrategy[Any]:
        if typing.get_origin(hint) is types.UnionType:
            inner = next(each for each in typing.get_args(hint) if each is not type(None))
            return st.none() | self.of(inner, may_be_empty=False)
        if typing.get_origin(hint) is tuple:
            return st.lists(self.item(typing.get_args(hint)[0]), max_size=2).map(tuple)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return st.sampled_from(list(hint))
        simple: dict[Any, st.SearchStrategy[Any]] = {
            UUID: st.uuids(version=4),
            datetime: instants,
            date: days,
            str: st.just("") | words if may_be_empty else words,
            int: st.integers(0, 99),
            bool: st.booleans(),
            Decimal: st.decimals(0, 999, places=3, allow_nan=False),
            Author: st.builds(Author, st.uuids(version=4), words, st.booleans()),
        }
        return simple[hint]

    def item(self, kind: Any) -> st.SearchStrategy[Any]:
        if kind is Identifier:
            return st.builds(Identifier, words, words, st.sampled_from(["", "MR"]))
        return st.deferred(lambda: st.just(self.value(kind, "")))


SECTION_ORDER = [
    *(
        "care_team",
        "inquiries",
        "referrals",
        "episodes",
        "tasks",
        "facts",
        "encounters",
        "notes",
        "fit_decisions",
    ),
    *("responses", "scores", "flags", "screenings", "signatures", "decisions", "care_plans", "intentions"),
    *("consents", "administrations", "events", "accesses"),
]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A whole record: one to two members in every part, so that links have somewhere to go."""
    maker = Maker(draw)
    hints = typing.get_type_hints(Dossier)
    values: dict[str, Any] = {}
    for section in SECTION_ORDER:
        kind = typing.get_args(hints[section])[0]
        found = []
        for _ in range(draw(st.integers(1, 2))):
            found.append(maker.value(kind, section))
            maker.ids.setdefault(section, []).append(found[-1].id)
        values[section] = tuple(found)
    patient = maker.value(Patient, "patient")
    site = Site(draw(st.uuids(version=4)), draw(words))
    return Dossier(taken_at=draw(instants), site=site, patient=patient, **values)
