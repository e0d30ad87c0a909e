"""A roadmap as a page shows it: stones, windows, who and where, and the reasons behind each step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe

from cairn.clinic.words import roles_words
from cairn.components.charts.calendar_strip import PHONE, CalendarStrip, calendar_strip
from cairn.components.presenters import Stone, StoneState
from cairn.components.times import moment
from cairn.content.readers.instrument import instruments
from cairn.domain.protocols.protocol import Modality
from cairn.domain.roadmap.roadmap import PlannedStep, Reason, Roadmap
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.selectors.encounter import Encounter

MODALITY_WORDS = {
    Modality.IN_PERSON: "in person",
    Modality.VIDEO: "by video",
    Modality.PHONE: "by telephone",
}
GRADED = "grade"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step with the appointment made of it, where there is one.

    :param starts: where the appointment is now; the roadmap's own moment where none was made.
    :param is_moved: the appointment stands elsewhere than the roadmap.
    :param is_outside: the appointment stands outside the window the roadmap gives it.
    """

    step: PlannedStep
    title: str
    starts: datetime
    duration: str
    how: str
    appointment: Encounter | None
    is_moved: bool
    is_outside: bool
    reasons: tuple[tuple[str, str], ...]


def step_lines(roadmap: Roadmap, encounters: Iterable[Encounter]) -> tuple[StepLine, ...]:
    """Every step in time order."""
    made = {row.step: row for row in encounters if row.step}
    return tuple(_line(step, made.get(step.id)) for step in roadmap.steps)


def _line(step: PlannedStep, made: Encounter | None) -> StepLine:
    planned = None if made is None else made.started_at or made.planned_start
    starts = planned or step.starts
    return StepLine(
        step=step,
        title=step.title["en"],
        starts=starts,
        duration=step.duration.words["en"],
        how=MODALITY_WORDS[step.modality],
        appointment=made,
        is_moved=starts != step.starts,
        is_outside=not step.opens <= starts <= step.closes,
        reasons=tuple((reason.words["en"], source_words(reason)) for reason in step.reasons),
    )


def source_words(reason: Reason) -> str:
    """Where a reason comes from, with its grade."""
    graded = f"{GRADED} {reason.grade.value}" if reason.grade else ""
    return ", ".join(part for part in (reason.source, graded) if part)


def step_stones(lines: tuple[StepLine, ...], urls: dict[UUID, str]) -> tuple[Stone, ...]:
    """The sessions as stones; what was held is behind, the first that was not is here."""
    shown = [line for line in lines if line.step.kind is not EncounterKind.FOLLOW_UP]
    here = next((line for line in shown if not _is_over(line)), None)

    def state(line: StepLine) -> StoneState:
        if line.appointment is not None and line.appointment.status == EncounterStatus.CANCELLED.value:
            return StoneState.SKIPPED
        if line is here:
            return StoneState.HERE
        return StoneState.DONE if _is_over(line) else StoneState.AHEAD

    return tuple(
        Stone(line.title, state(line), str(moment(line.starts)), _address(line, urls)) for line in shown
    )


def _address(line: StepLine, urls: dict[UUID, str]) -> str:
    return "" if line.appointment is None else urls.get(line.appointment.pk, "")


def _is_over(line: StepLine) -> bool:
    over = {EncounterStatus.FINISHED.value, EncounterStatus.CANCELLED.value}
    return line.appointment is not None and line.appointment.status in over


def measure_rows(roadmap: Roadmap) -> list[tuple[object, ...]]:
    """When which measure is asked."""
    return [
        (instruments()[each.instrument.partition("@")[0]].short, each.label["en"], each.opens, each.closes)
        for each in roadmap.measures
    ]


def drawn(roadmap: Roadmap) -> dict[str, Any]:
    """The strip, wide and for a phone."""
    wide, narrow = calendar_strip(roadmap), calendar_strip(roadmap, chart_id="strip-narrow", width=PHONE)
    return {"strip": _svg(wide), "strip_narrow": _svg(narrow), "strip_title": wide.title}


def _svg(strip: CalendarStrip) -> SafeString:
    return mark_safe(strip.svg)  # noqa: S308 -- drawn on this server from a roadmap; its words are escaped there


def gate_lines_of(roadmap: Roadmap) -> tuple[tuple[str, str, str], ...]:
    """What must be true before which step: in words, before what, and who can see to it."""
    titles = {step.id: step.title["en"] for step in roadmap.steps}
    return tuple(
        (gate.title["en"], f"{titles[gate.before]}, {gate.by:%d %B %Y}", roles_words(gate.who))
        for gate in roadmap.gates
    )


def note_lines_of(roadmap: Roadmap) -> tuple[tuple[str, str], ...]:
    """What the reader must know of the whole: gaps of the regime, rules that are read again."""
    return tuple((note.words["en"], source_words(note)) for note in roadmap.notes)
