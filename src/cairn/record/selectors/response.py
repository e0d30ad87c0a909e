"""Find measures and their answers."""

import uuid
from datetime import date

from django.db.models import Q

from cairn.record.errors import NotFoundError
from cairn.record.models import Patient, QuestionnaireResponse, Score

__all__ = [
    "QuestionnaireResponse",
    "Score",
    "find_response",
    "latest_scores",
    "open_responses",
    "responses_of",
]


def find_response(patient: Patient, response_id: uuid.UUID) -> QuestionnaireResponse:
    """One form of a person the reader was already allowed to open.

    :raises NotFoundError: when it is not theirs.
    """
    found = QuestionnaireResponse.objects.filter(patient=patient, pk=response_id).first()
    if found is None:
        raise NotFoundError
    return found


def open_responses(patient: Patient, on: date) -> list[QuestionnaireResponse]:
    """The forms whose time has come and that wait for a person, the earliest first."""
    due = Q(opens_on=None) | Q(opens_on__lte=on)
    return list(
        QuestionnaireResponse.objects.filter(patient=patient, status="in-progress")
        .filter(due)
        .order_by("asked_at", "pk")
    )


def responses_of(patient: Patient, instrument: str | None = None) -> list[QuestionnaireResponse]:
    """Every form of a person in time order with its scores; of one instrument, where named by id."""
    found = QuestionnaireResponse.objects.filter(patient=patient).exclude(status="entered-in-error")
    if instrument is not None:
        found = found.filter(instrument__startswith=f"{instrument}@")
    return list(found.prefetch_related("scores").order_by("asked_at", "pk"))


def latest_scores(response: QuestionnaireResponse) -> list[Score]:
    """The scores of a form's answers as they stand now (prefetched scores are used)."""
    return [row for row in response.scores.all() if row.version == response.version]
