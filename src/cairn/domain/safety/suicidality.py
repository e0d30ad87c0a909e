"""From an answer about suicide to a concern that must reach a named person, and how long it has waited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagKind, FlagState, FlagStatus, Urgency
from cairn.domain.instruments.scoring import flags
from cairn.domain.instruments.wording import Wording

SITE_PATHWAY = Wording(
    en=(
        "Follow this site's pathway for thoughts of suicide: a named member of staff reaches the person, "
        "and records who, when and what was agreed."
    ),
    es=(
        "Siga el protocolo de este centro para pensamientos de suicidio: una persona concreta del equipo "
        "contacta con la persona y anota quién, cuándo y qué se acordó."
    ),
)
"""What staff do is the site's own pathway. The software gives no advice."""


@dataclass(frozen=True, slots=True)
class SafetyConcern:
    """One thing that must reach a named person. `source` says in words which answer raised it."""

    kind: FlagKind
    urgency: Urgency
    instrument: str
    flag: str
    item: str
    answer: int
    title: Wording
    source: Wording
    what_staff_do: Wording


class Attention(StrEnum):
    """Where a raised concern stands."""

    WAITING = "waiting"
    ESCALATED = "escalated"
    ACKNOWLEDGED = "acknowledged"
    ACKNOWLEDGED_LATE = "acknowledged-late"


def concerns(instrument: Instrument, partial: Mapping[str, object]) -> tuple[SafetyConcern, ...]:
    """What the answers so far raise about suicide. A blank raises nothing and clears nothing."""
    found = (concern(instrument, state) for state in flags(instrument, partial))
    return tuple(each for each in found if each is not None)


def concern(instrument: Instrument, state: FlagState) -> SafetyConcern | None:
    """The concern of one flag state; None unless it is raised and about suicide."""
    flag = state.flag
    if state.status is not FlagStatus.RAISED or state.answer is None or flag.kind is not FlagKind.SUICIDALITY:
        return None
    return SafetyConcern(
        kind=flag.kind,
        urgency=flag.urgency,
        instrument=instrument.key,
        flag=flag.id,
        item=flag.item,
        answer=state.answer,
        title=flag.title,
        source=_source(instrument, flag.item, state.answer),
        what_staff_do=SITE_PATHWAY,
    )


def escalation_due(
    raised_at: datetime, acknowledged_at: datetime | None, at: datetime, minutes: int
) -> datetime | None:
    """When the concern had to be escalated, once nobody has acknowledged it for `minutes`; else None.

    It stays due after a late acknowledgement: that it was late is part of the record.
    """
    due = raised_at + timedelta(minutes=minutes)
    return due if due <= (at if acknowledged_at is None else acknowledged_at) else None


def attention(raised_at: datetime, acknowledged_at: datetime | None, at: datetime, minutes: int) -> Attention:
    """Waiting, escalated, acknowledged, or acknowledged late."""
    late = escalation_due(raised_at, acknowledged_at, at, minutes) is not None
    if acknowledged_at is None:
        return Attention.ESCALATED if late else Attention.WAITING
    return Attention.ACKNOWLEDGED_LATE if late else Attention.ACKNOWLEDGED


def time_to_response(raised_at: datetime, acknowledged_at: datetime | None, at: datetime) -> timedelta:
    """How long the concern waited, or has waited until `at`."""
    return (at if acknowledged_at is None else acknowledged_at) - raised_at


def _source(instrument: Instrument, number: str, answer: int) -> Wording:
    item = instrument.item(number)
    choice = item.choice(answer)
    if item.text is None or choice.text is None:
        return Wording(
            en=f"{instrument.short}, item {number}, answered {answer}",
            es=f"{instrument.short}, pregunta {number}, respuesta {answer}",
        )
    return Wording(
        en=f"{instrument.short}, item {number}, “{item.text.en}”: answered “{choice.text.en}” ({answer})",
        es=(
            f"{instrument.short}, pregunta {number}, «{item.text.in_language('es')}»: "
            f"respuesta «{choice.text.in_language('es')}» ({answer})"
        ),
    )
