"""The frame around every part of one person's record: who they are, where they are, the parts, who cares for them."""

from functools import cache
from typing import Any, Final
from uuid import UUID

from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone

from cairn.clinic.meeting_address import meeting_address
from cairn.clinic.words import STAGE_WORDS, concern_words, meeting_words, regime_words
from cairn.clock import now
from cairn.components.presenters import Link, Stone, StoneState
from cairn.domain.dates import age_on
from cairn.domain.pathway.stages import Stage
from cairn.record.actor import Actor
from cairn.record.permissions import Permission, may
from cairn.record.selectors.person import Patient, PersonHeader, person_header

TABS: Final = (
    ("story", "Story"),
    ("screening", "Screening"),
    ("roadmap", "Roadmap"),
    ("preparation", "Preparation"),
    ("days", "Days"),
    ("integration", "Integration"),
    ("measures", "Measures"),
    ("consents", "Consents"),
    ("documents", "Documents"),
    ("activity", "Activity"),
)
"""Each part's name in the address ``clinic:person-<name>``, and its word."""

_NOBODY: Final = str(UUID(int=0))


def frame(reader: Actor, patient: Patient, tab: str) -> dict[str, Any]:
    """The context ``clinic/person.html`` needs; a page adds its own and fills the block ``tab``.

    Three queries, whatever the record holds.
    """
    header = person_header(patient)
    name = str(patient)
    return {
        "patient": patient,
        "header": header,
        "under": _under(header),
        "regime": regime_of(header),
        "stones": path_stones(header.stage),
        "person_tabs": _tabs(reader, patient.pk, tab),
        "crumbs": [Link("People", reverse("clinic:people")), Link(name, "", current=True)],
        "next_words": _next_words(header),
        "next_is_over": _is_over(header),
        "next_url": meeting_address(header.next_meeting, reader) if header.next_meeting else "",
        "fit_url": _fit_url(reader, header),
        "may_change_team": may(reader, Permission.CARE_TEAM_CHANGE),
        "may_correct": may(reader, Permission.FACT_STATE),
        "may_invite": may(reader, Permission.PORTAL_INVITE),
        "may_open": may(reader, Permission.PERSON_REGISTER) and not header.is_open,
    }


def _fit_url(reader: Actor, header: PersonHeader) -> str:
    """Where the fit consultation begins or is planned, while none is; empty where the reader does neither."""
    if header.stage is not Stage.FIT or not header.is_open or header.next_meeting is not None:
        return ""
    if may(reader, Permission.NOTE_READ):
        return reverse("clinic:fit", args=[header.patient.pk])
    if may(reader, Permission.EPISODE_ADVANCE):
        return reverse("clinic:fit-schedule", args=[header.patient.pk])
    return ""


def path_stones(stage: Stage) -> tuple[Stone, ...]:
    """The way with the place where the person is; everything lies behind them once it is closed."""
    order = [each for each in Stage if each is not Stage.CLOSED]
    here = len(order) if stage is Stage.CLOSED else order.index(stage)

    def state(index: int) -> StoneState:
        if index < here:
            return StoneState.DONE
        return StoneState.HERE if index == here else StoneState.AHEAD

    return tuple(Stone(STAGE_WORDS[each], state(index)) for index, each in enumerate(order))


def _under(header: PersonHeader) -> list[str]:
    patient, episode = header.patient, header.episode
    today = timezone.localtime(now()).date()
    age = "age not known" if patient.birth_date is None else f"{age_on(patient.birth_date, today)} years"
    concern = concern_words(episode.concern) if episode is not None and episode.concern else ""
    return [part for part in (age, patient.pronouns, concern) if part]


def _is_over(header: PersonHeader) -> bool:
    """Whether the next meeting's time has gone by and nobody held it or called it off."""
    meeting = header.next_meeting
    return meeting is not None and meeting.status == "planned" and (meeting.planned_end or now()) < now()


def _next_words(header: PersonHeader) -> str:
    meeting = header.next_meeting
    return "" if meeting is None else meeting_words(meeting.kind, meeting.number)


def _tabs(reader: Actor, patient_id: UUID, here: str) -> list[Link]:
    return [
        Link(label, address.replace(_NOBODY, str(patient_id)), name == here)
        for name, label, address, permission in _open_tabs()
        if permission is None or may(reader, permission)
    ]


@cache
def _open_tabs() -> tuple[tuple[str, str, str, Permission | None], ...]:
    """The parts that have a page: name, word, nobody's address, and the permission that page asks for.

    Found once: addresses do not change while serving.
    """
    found = []
    for name, label in TABS:
        try:
            address = reverse(f"clinic:person-{name}", args=[_NOBODY])
        except NoReverseMatch:
            continue
        found.append((name, label, address, getattr(resolve(address).func, "permission", None)))
    return tuple(found)


def regime_of(header: PersonHeader) -> str:
    """Under whose rules the person's way is, in words."""
    return regime_words(header.episode.regime if header.episode else header.patient.site.regime)
