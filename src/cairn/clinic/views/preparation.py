"""Preparation: the sessions, the intention, what helps and what is feared, what is signed, what is still unmet."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from cairn.clinic.paper_lines import paper_lines
from cairn.clinic.person_frame import frame
from cairn.clinic.topics import TOPICS
from cairn.clinic.words import meeting_words
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.vocabulary import EncounterKind
from cairn.record.permissions import Permission, may
from cairn.record.selectors.consent import Consent, Intention, active_consents, intentions_of
from cairn.record.selectors.encounter import Encounter, meetings_of
from cairn.record.selectors.encounter_note import NoteLine, note_lines
from cairn.record.selectors.episode import EpisodeOfCare
from cairn.record.selectors.patient import Patient
from cairn.record.to_domain.protocol import protocol_of

Carried = list[tuple[str, list[tuple[str, NoteLine]]]]
"""Notes by the title of their topic, each with the words of its meeting."""

CARRIED = ("fears", "boundaries", "grounding")
"""The topics whose words are shown beside the sessions, since the day and the integration need them."""


@page(audience=Audience.CLINIC, permission=Permission.CONSENT_READ, reads="preparation.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """The tab. Words spoken in confidence are shown to those who may read notes only."""
    context = frame(request.actor, patient, "preparation")
    episode = context["header"].episode
    reads = may(request.actor, Permission.NOTE_READ)
    meetings = [] if episode is None else meetings_of(episode, EncounterKind.PREPARATION)
    notes = note_lines(meetings) if reads else {}
    signed = {} if episode is None else active_consents(episode)
    versions = intentions_of(episode) if episode is not None and reads else []
    context |= {
        "meetings": meeting_rows(meetings),
        "reads": reads,
        "may_hold": may(request.actor, Permission.ENCOUNTER_HOLD),
        "may_witness": may(request.actor, Permission.CONSENT_WITNESS),
        "may_step": may(request.actor, Permission.EPISODE_ADVANCE),
        "carried": carried(meetings, notes, CARRIED),
        **_papers(episode, signed),
        **intention_context(versions),
    }
    return render(request, "clinic/person/preparation.html", context)


def _papers(episode: EpisodeOfCare | None, signed: dict[str, Consent]) -> dict[str, object]:
    needed = {each.code for each in protocol_of(None).needed}
    lines = () if episode is None else paper_lines(signed, needed, episode.patient.site.regime)
    return {"papers": lines}


def meeting_rows(meetings: Iterable[Encounter]) -> list[tuple[str, Encounter]]:
    """Each meeting with its words."""
    return [(meeting_words(row.kind, row.number), row) for row in meetings]


def intention_context(versions: list[Intention]) -> dict[str, object]:
    """The intention as it stands, and how it came to be."""
    return {"intention": versions[0] if versions else None, "earlier_intentions": versions[1:]}


def carried(meetings: list[Encounter], notes: Mapping[UUID, list[NoteLine]], codes: Iterable[str]) -> Carried:
    """What was written under some topics over all sessions, by topic; a topic nobody wrote under is left out."""
    wanted = tuple(codes)
    written: dict[str, list[tuple[str, NoteLine]]] = {code: [] for code in wanted}
    for meeting in meetings:
        for line in notes.get(meeting.pk, []):
            if line.note.topic in written and line.note.text.strip():
                written[line.note.topic].append((meeting_words(meeting.kind, meeting.number), line))
    kinds = {EncounterKind(meeting.kind) for meeting in meetings}
    titles = {topic.code: topic.title for kind in kinds for topic in TOPICS[kind]}
    return [(titles[code], lines) for code, lines in written.items() if lines]
