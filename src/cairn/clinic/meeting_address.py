"""Where a meeting is opened: each kind has a page of its own, shown only to those it opens for."""

from django.urls import resolve, reverse

from cairn.domain.vocabulary import EncounterKind
from cairn.record.actor import Actor
from cairn.record.permissions import Permission, may
from cairn.record.selectors.encounter import Encounter


def meeting_address(meeting: Encounter, reader: Actor) -> str:
    """The address of the page on which a meeting is held or read; empty where it does not open for this reader."""
    kind = EncounterKind(meeting.kind)
    match kind:
        case EncounterKind.FIT_CONSULTATION:
            url = reverse("clinic:fit", args=[meeting.patient_id])
        case EncounterKind.ADMINISTRATION:
            url = reverse("clinic:person-days", args=[meeting.patient_id])
        case _:
            url = reverse("clinic:meeting", args=[meeting.patient_id, meeting.pk])
    asked = _permission(kind, url)
    return url if asked is None or may(reader, asked) else ""


_asked: dict[EncounterKind, Permission | None] = {}


def _permission(kind: EncounterKind, url: str) -> Permission | None:
    """What the page of this kind asks for; addresses do not change while serving."""
    if kind not in _asked:
        _asked[kind] = getattr(resolve(url).func, "permission", None)
    return _asked[kind]
