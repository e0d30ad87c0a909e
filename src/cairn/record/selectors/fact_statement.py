"""What is stated about a person now."""

import uuid

from cairn.record.models import FactStatement

__all__ = ["FactStatement", "current_statements", "statement_history"]


SHOWN = (
    "patient",
    "fact",
    "value",
    "status",
    "source",
    "origin",
    "needs_attention",
    "at",
    "recorded_at",
    "replaces",
)


def current_statements(patient_id: uuid.UUID) -> dict[str, FactStatement]:
    """The current statement of each fact of a person the reader was already allowed to open."""
    rows = FactStatement.objects.filter(patient_id=patient_id, is_current=True).select_related("by")
    rows = rows.only(*SHOWN, "by__name")
    return {row.fact: row for row in rows}


def statement_history(patient_id: uuid.UUID, fact: str) -> list[FactStatement]:
    """Every statement of one fact, the latest first."""
    found = FactStatement.objects.filter(patient_id=patient_id, fact=fact).select_related("by")
    return list(found.order_by("-recorded_at"))
