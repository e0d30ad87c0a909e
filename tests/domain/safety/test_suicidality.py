from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cairn.domain.instruments.flags import FlagKind, Urgency
from cairn.domain.instruments.scoring import flags
from cairn.domain.safety.suicidality import (
    SITE_PATHWAY,
    Attention,
    attention,
    concern,
    concerns,
    escalation_due,
    time_to_response,
)
from tests.domain.instruments.cases import GAD_7, PHQ_9, all_answered

RAISED = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)


def minutes(count: int) -> Any:
    return RAISED + timedelta(minutes=count)


def test_a_positive_answer_becomes_a_concern_that_says_where_it_came_from() -> None:
    (found,) = concerns(PHQ_9, {"9": 1})
    assert (found.kind, found.urgency) == (FlagKind.SUICIDALITY, Urgency.STAT)
    assert (found.instrument, found.flag, found.item, found.answer) == (
        "phq-9@1",
        "thoughts-of-death-or-self-harm",
        "9",
        1,
    )
    assert found.source.en == (
        "PHQ-9, item 9, “Thoughts that you would be better off dead or of hurting yourself in some way”: "
        "answered “Several days” (1)"
    )
    assert found.source.es.startswith("PHQ-9, pregunta 9, «Pensamientos de que estaría mejor muerto(a)")


def test_staff_are_sent_to_their_own_pathway_and_not_advised() -> None:
    (found,) = concerns(PHQ_9, {"9": 3})
    assert found.what_staff_do == SITE_PATHWAY
    assert "this site's pathway" in found.what_staff_do.en


@pytest.mark.parametrize("answers", [{}, {"9": None}, {"9": 0}, {"9": 7}])
def test_a_blank_or_negative_answer_raises_nothing(answers: dict[object, object]) -> None:
    assert concerns(PHQ_9, answers) == ()


def test_an_instrument_without_a_suicide_item_raises_nothing() -> None:
    assert concerns(GAD_7, all_answered(GAD_7, 3)) == ()


def test_a_skeleton_without_texts_still_says_which_item() -> None:
    bare = tuple(
        replace(item, text=None, choices=tuple(replace(choice, text=None) for choice in item.choices))
        for item in PHQ_9.items
    )
    skeleton = replace(PHQ_9, items=bare)
    (state,) = flags(skeleton, {"9": 2})
    assert concern(skeleton, state).source.en == "PHQ-9, item 9, answered 2"


@pytest.mark.parametrize(
    ("acknowledged", "at", "due", "state"),
    [
        (None, 29, None, Attention.WAITING),
        (None, 30, 30, Attention.ESCALATED),
        (None, 500, 30, Attention.ESCALATED),
        (10, 500, None, Attention.ACKNOWLEDGED),
        (29, 500, None, Attention.ACKNOWLEDGED),
        (45, 500, 30, Attention.ACKNOWLEDGED_LATE),
    ],
)
def test_what_nobody_acknowledges_in_time_is_escalated_and_stays_late(
    acknowledged: int | None, at: int, due: int | None, state: object
) -> None:
    seen = None if acknowledged is None else minutes(acknowledged)
    assert escalation_due(RAISED, seen, minutes(at), 30) == (None if due is None else minutes(due))
    assert attention(RAISED, seen, minutes(at), 30) is state


def test_time_to_response_stops_at_the_acknowledgement() -> None:
    assert time_to_response(RAISED, None, minutes(12)) == timedelta(minutes=12)
    assert time_to_response(RAISED, minutes(7), minutes(12)) == timedelta(minutes=7)
