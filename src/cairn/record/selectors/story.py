"""How somebody came here and what has been said about them: what the Story part of their record shows."""

from dataclasses import dataclass

from cairn.record.models import FactStatement, Inquiry, Patient, Referral
from cairn.record.selectors.fact_statement import current_statements

__all__ = [
    "FactStatement",
    "Inquiry",
    "Referral",
    "Story",
    "referrals_of",
    "story_of",
]

MOST = 50


@dataclass(frozen=True, slots=True)
class Story:
    """The first question, and the current statement of each fact."""

    inquiries: tuple[Inquiry, ...]
    facts: dict[str, FactStatement]


def story_of(patient: Patient) -> Story:
    """The story of a person the reader was already allowed to open: two queries."""
    inquiries = Inquiry.objects.filter(patient=patient).order_by("-received_at")[:MOST]
    return Story(tuple(inquiries), current_statements(patient.pk))


def referrals_of(patient: Patient) -> tuple[Referral, ...]:
    """The documents others sent about a person, without their text."""
    found = Referral.objects.filter(patient=patient).defer("document").select_related("received_by")
    return tuple(found.order_by("-received_at")[:MOST])
