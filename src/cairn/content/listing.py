"""Everything there is to go by, entry by entry: kind, id, version, status, and how well its sources were read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.instrument import instruments, licensed_texts
from cairn.content.readers.instrument_refused import refused_instruments
from cairn.content.readers.medicine import medicine_classes, medicine_dictionary
from cairn.content.readers.monitoring import day_rules
from cairn.content.readers.paper import papers
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import profiles, rule_set
from cairn.content.readers.time_course import time_course
from cairn.content.readers.value_set import value_sets
from cairn.domain.citations import Citation


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry.

    :param version: empty where it goes by the version of its whole.
    :param status: empty where an entry of its kind has none.
    :param grades: how many of its sources have each grade.
    """

    kind: str
    id: str
    version: str = ""
    status: str = ""
    grades: Mapping[str, int] | None = None


def listing() -> Iterator[Listed]:
    """Every entry of the current content, kind by kind.

    :raises ContentFaultError: for the first file that cannot be used.
    """
    yield from _measures()
    rules = rule_set()
    for rule in rules.rules:
        kind = "interaction" if rule.interaction else "rule"
        yield Listed(kind, rule.id, rules.content_version, rule.severity.value, grades_of(rule))
    for profile in profiles().values():
        yield Listed("profile", profile.id, str(profile.version), "site" if profile.site else "")
    for pack in packs().values():
        yield Listed("regime", pack.key, pack.version, pack.status.value, grades_of(pack.rules))
    for protocol in protocols().values():
        yield Listed(
            "protocol", protocol.id, str(protocol.version), protocol.status.value, grades_of(protocol)
        )
    for paper in papers().values():
        yield Listed("paper", paper.code, str(paper.version), "", grades_of(paper))
    for day in (day_rules(), time_course()):
        yield Listed("session day", day.id, "", "", grades_of(day))
    yield from (Listed("fact", fact) for fact in declared_facts())
    yield from (Listed("class of medicine", each) for each in medicine_classes())
    names = {item.name for meant in medicine_dictionary().by_words.values() for item in meant}
    yield from (Listed("medicine", name) for name in sorted(names))


def _measures() -> Iterator[Listed]:
    for instrument in instruments().values():
        status, version = instrument.status.value, str(instrument.version)
        yield Listed("measure", instrument.id, version, status, grades_of(instrument))
    for refused in refused_instruments().values():
        yield Listed("measure not shipped", refused.id, "", "refused", grades_of(refused))
    for text in licensed_texts().values():
        name, _, version = text.instrument.partition("@")
        until = f"permitted until {text.permitted_until}" if text.permitted_until else "permitted"
        yield Listed("licensed text", name, version, until)
    for values in value_sets().values():
        yield Listed("value set", values.id, "", values.instrument, {values.citation.grade.value: 1})


def grades_of(value: object) -> dict[str, int]:
    """How many citations of each grade stand anywhere in a value, the best grade first."""
    counted = Counter(citation.grade for citation in _citations(value))
    return (
        {grade.value: counted[grade] for grade in type(next(iter(counted))) if counted[grade]}
        if counted
        else {}
    )


def _citations(value: object) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _citations(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _citations(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _citations(inner)
