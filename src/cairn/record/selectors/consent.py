"""Find what a person signed."""

import uuid

from cairn.domain.vocabulary import ConsentStatus
from cairn.record.errors import NotFoundError
from cairn.record.models import Consent, EpisodeOfCare, Intention, Patient

__all__ = ["Consent", "Intention", "active_consents", "consents_of", "find_consent", "intentions_of"]


def active_consents(episode: EpisodeOfCare) -> dict[str, Consent]:
    """What is in force for an episode, by kind."""
    return {
        row.kind: row for row in Consent.objects.filter(episode=episode, status=ConsentStatus.ACTIVE.value)
    }


def consents_of(patient: Patient) -> list[Consent]:
    """Everything a person signed, the latest first."""
    found = Consent.objects.filter(patient=patient).exclude(status=ConsentStatus.ENTERED_IN_ERROR.value)
    return list(found.select_related("signed_by", "witnessed_by").order_by("-signed_at", "pk"))


def find_consent(patient: Patient, consent_id: uuid.UUID) -> Consent:
    """One signed document of a person the reader was already allowed to open.

    :raises NotFoundError: when it is not theirs.
    """
    found = Consent.objects.filter(patient=patient, pk=consent_id).first()
    if found is None:
        raise NotFoundError
    return found


def intentions_of(episode: EpisodeOfCare) -> list[Intention]:
    """Every version of the intention, the latest first."""
    return list(Intention.objects.filter(episode=episode).select_related("by").order_by("-version"))
