"""Integration: the sessions, what came up over all of them, the intention and fears beside, the contacts afterwards."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cairn.clinic.person_frame import frame
from cairn.clinic.topics import SAFETY, TOPICS
from cairn.clinic.views.preparation import CARRIED, carried, intention_context, meeting_rows
from cairn.clinic.words import meeting_words
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.permissions import Permission, may
from cairn.record.selectors.care_plan import active_plan
from cairn.record.selectors.consent import intentions_of
from cairn.record.selectors.encounter import Encounter, meetings_of
from cairn.record.selectors.encounter_note import NoteLine, note_lines
from cairn.record.selectors.patient import Patient
from cairn.record.to_domain.protocol import protocol_of

SHOWN = (EncounterKind.PREPARATION, EncounterKind.INTEGRATION, EncounterKind.FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A follow-up contact: when it is due, and whether the safety question was asked."""

    words: str
    row: Encounter
    is_due: bool
    is_late: bool
    safety: str


@page(audience=Audience.CLINIC, permission=Permission.NOTE_READ, reads="note.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The tab."""
    context = frame(request.actor, patient, "integration")
    episode = context["header"].episode
    meetings = [] if episode is None else meetings_of(episode, *SHOWN)
    of_kind = {kind: [row for row in meetings if row.kind == kind.value] for kind in SHOWN}
    notes = note_lines(meetings)
    sessions = of_kind[EncounterKind.INTEGRATION]
    today = timezone.localtime(now()).date()
    plan = None if episode is None else active_plan(episode)
    titles = {step.id: step.title["en"] for step in protocol_of(plan.protocol if plan else None).steps}
    came_up = [topic.code for topic in TOPICS[EncounterKind.INTEGRATION]]
    context |= {
        "meetings": meeting_rows(sessions),
        "topics": carried(sessions, notes, came_up),
        "carried": carried(of_kind[EncounterKind.PREPARATION], notes, CARRIED),
        "contacts": [
            _contact(row, notes.get(row.pk, []), today, titles) for row in of_kind[EncounterKind.FOLLOW_UP]
        ],
        "may_hold": may(request.actor, Permission.ENCOUNTER_HOLD),
        "may_step": may(request.actor, Permission.EPISODE_ADVANCE),
        **intention_context([] if episode is None else intentions_of(episode)),
    }
    return render(request, "clinic/person/integration.html", context)


def _contact(row: Encounter, notes: list[NoteLine], today: date, titles: dict[str, str]) -> ContactLine:
    day = None if row.planned_start is None else timezone.localtime(row.planned_start).date()
    waiting = row.status == EncounterStatus.PLANNED.value and day is not None
    said = [line.note.text for line in notes if line.note.topic == SAFETY]
    return ContactLine(
        words=titles.get(row.step) or meeting_words(row.kind, row.number),
        row=row,
        is_due=waiting and day == today,
        is_late=bool(waiting and day is not None and day < today),
        safety=said[-1] if said else "",
    )
