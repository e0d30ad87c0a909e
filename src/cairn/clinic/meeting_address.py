"""Where a meeting is opened: each kind has a page of its own."""

from django.urls import reverse

from cairn.domain.vocabulary import EncounterKind
from cairn.record.selectors.encounter import Encounter


def meeting_address(meeting: Encounter) -> str:
    """The address of the page on which a meeting is held or read."""
    match EncounterKind(meeting.kind):
        case EncounterKind.FIT_CONSULTATION:
            return reverse("clinic:fit", args=[meeting.patient_id])
        case EncounterKind.ADMINISTRATION:
            return reverse("clinic:person-days", args=[meeting.patient_id])
        case _:
            return reverse("clinic:meeting", args=[meeting.patient_id, meeting.pk])
