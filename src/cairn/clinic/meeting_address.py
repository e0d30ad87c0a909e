"""Where a meeting is opened: each kind has a page of its own, shown only to those it opens for."""

from functools import cache
from typing import Final
from uuid import UUID

from django.urls import resolve, reverse

from cairn.domain.vocabulary import EncounterKind
from cairn.record.actor import Actor
from cairn.record.permissions import Permission, may
from cairn.record.selectors.encounter import Encounter

_ANY: Final = UUID(int=0)


def meeting_address(meeting: Encounter, reader: Actor) -> str:
    """The address of the page on which a meeting is held or read; empty where it does not open for this reader."""
    kind = EncounterKind(meeting.kind)
    asked = _permission(kind)
    return _url(kind, meeting.patient_id, meeting.pk) if asked is None or may(reader, asked) else ""


def _url(kind: EncounterKind, patient: UUID, meeting: UUID) -> str:
    match kind:
        case EncounterKind.FIT_CONSULTATION:
            return reverse("clinic:fit", args=[patient])
        case EncounterKind.ADMINISTRATION:
            return reverse("clinic:person-days", args=[patient])
        case _:
            return reverse("clinic:meeting", args=[patient, meeting])


@cache
def _permission(kind: EncounterKind) -> Permission | None:
    """What the page of this kind asks for; addresses do not change while serving."""
    return getattr(resolve(_url(kind, _ANY, _ANY)).func, "permission", None)
