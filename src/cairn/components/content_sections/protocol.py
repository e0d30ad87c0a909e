"""A protocol, laid out: its steps with windows and people, measures, what must be true first, what may be changed."""

from typing import Final

from cairn.components.content_sections.section import SOURCED, Section, length, shown, sourced
from cairn.components.presenters import Column
from cairn.domain.protocols.gate import Gate
from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import MeasurePoint, Needed, Protocol, Step, TimeOfDay
from cairn.domain.protocols.tailoring import Tailoring
from cairn.domain.protocols.window import START, Side, Window

_STEPS: Final = (
    Column("Step", is_code=True), Column("Session"), Column("When"), Column("Lasts"), Column("Who"), Column("Why"),
    *SOURCED,
)  # fmt: skip
_MEASURES: Final = (
    Column("Measure", is_code=True), Column("Instrument", is_code=True), Column("When"), Column("Why"), *SOURCED,
)  # fmt: skip
_GATES: Final = (
    Column("Gate", is_code=True), Column("What must be true"), Column("Before", is_code=True),
    Column("After", is_code=True), Column("Who sees to it"), Column("Why"), *SOURCED,
)  # fmt: skip
_PAPERS: Final = (Column("Paper", is_code=True), Column("Before", is_code=True), Column("Why"), *SOURCED)
_TAILORING: Final = (
    Column("What", is_code=True),
    Column("Within"),
    Column("Usually"),
    Column("Why"),
    *SOURCED,
)
_PEOPLE: Final = {
    Part.DOSED: "{} takes the product",
    Part.PRESENT: "{}",
    Part.APART: "{} stays apart",
}
_WHO: Final = {Who.PERSON: "the person", Who.PARTNER: "the partner"}


def protocol_sections(it: Protocol) -> tuple[Section, ...]:
    """What a clinician reads of one protocol."""
    return shown(
        Section("What it is for", (_meant_for(it),)),
        Section("Phases", tuple(f"{phase.title['en']}: {phase.purpose['en']}" for phase in it.phases)),
        Section(
            "Sessions and contacts",
            columns=_STEPS,
            rows=tuple(_step(step, it) for step in it.steps),
            stacked=True,
        ),
        Section(
            "What must be true before a step", columns=_GATES, rows=tuple(map(_gate, it.gates)), stacked=True
        ),
        Section("Papers", columns=_PAPERS, rows=tuple(map(_paper, it.needed))),
        Section(
            "Measures",
            columns=_MEASURES,
            rows=tuple(_measure(point, it) for point in it.measures),
            stacked=True,
        ),
        Section(
            "What may be changed for a person",
            columns=_TAILORING,
            rows=tuple(map(_tailoring, it.tailoring)),
            stacked=True,
        ),
    )


def _meant_for(it: Protocol) -> str:
    indications = ", ".join(each.replace("-", " ") for each in it.indications) or "no diagnosis asked for"
    places = ", ".join(it.regimes) or "any place"
    return f"Meant for: {indications}. Places: {places}."


def _step(step: Step, it: Protocol) -> tuple[str, ...]:
    lasts = "as the dose calls for" if step.minutes is None else f"{step.minutes} minutes"
    kept = "" if step.minutes == step.reserve_minutes else f"; {step.reserve_minutes} kept free"
    held = " or ".join(modality.value.replace("-", " ") for modality in step.modalities)
    people = ", ".join(_PEOPLE[part].format(_WHO[who]) for who, part in step.people)
    title = f"{step.title['en']} (only if asked for)" if step.optional else step.title["en"]
    return (
        step.id,
        title,
        when(step.window, it),
        f"{lasts}{kept}, {held}",
        f"{people}; {step.staff} facilitator{'' if step.staff == 1 else 's'}",
        step.why["en"],
        *sourced(step.citation),
    )


def _measure(point: MeasurePoint, it: Protocol) -> tuple[str, ...]:
    time = "" if point.time_of_day is TimeOfDay.ANY else f", {point.time_of_day.value.replace('-', ' ')}"
    optional = " (only if asked for)" if point.optional else ""
    label = f"{point.label['en']}{optional}: {when(point.window, it)}{time}"
    return point.id, point.instrument, label, point.why["en"], *sourced(point.citation)


def _gate(gate: Gate) -> tuple[str, ...]:
    who = ", ".join(role.value.replace("-", " ") for role in gate.who)
    return (
        gate.id,
        gate.title["en"],
        gate.before,
        ", ".join(gate.needs),
        who,
        gate.why["en"],
        *sourced(gate.citation),
    )


def _paper(needed: Needed) -> tuple[str, ...]:
    return needed.code, needed.before, needed.why["en"], *sourced(needed.citation)


def _tailoring(each: Tailoring) -> tuple[str, ...]:
    within = f"{each.least} to {each.most}" if each.is_number else ", ".join(each.options)
    return f"{each.id}", f"{each.title['en']}: {within}", each.usual, each.why["en"], *sourced(each.citation)


def when(window: Window, it: Protocol) -> str:
    """A window in words, from its anchor."""
    anchor = "the beginning" if window.after == START else it.step(window.after).title["en"].lower()
    if window.side is Side.WITH:
        return f"beginning with {anchor}"
    return f"{length(window.opens)} to {length(window.closes)} {window.side.value} {anchor}"
