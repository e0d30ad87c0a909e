"""The dose day in the record: what belongs to it is asked on it, holds until answered, and goes stale after it."""

from datetime import datetime, timedelta

import pytest

from cairn.config.demo.answers import CALM_DAY
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.stages import Stage
from cairn.domain.screening.decision import Decision
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Severity
from cairn.record.models import Encounter
from cairn.record.services.administration import GatesUnmetError, start_administration
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.screening import Signer, decide_screening, run_screening, screen_now
from cairn.record.to_domain.situation import situation_of
from tests.administration_day import morning
from tests.cast import NOON, PASSWORD, Cast, actor


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def start(cast: Cast, encounter: Encounter) -> object:
    return start_administration(
        encounter=encounter,
        facilitators=(cast.facilitator.pk, cast.second_facilitator.pk),
        representative=cast.coordinator.pk,
        by=actor(cast.facilitator),
        at=NOON,
    )


def answer(cast: Cast, fact: str, value: object) -> None:
    row = cast.maren.facts.get(fact=fact, is_current=True)
    state_fact(
        patient=cast.maren, fact=fact, value=value, seen=row.pk, by=actor(cast.facilitator), at=later(-60)
    )


def test_what_the_day_itself_holds_stops_the_session_until_it_is_weighed_and_signed(cast: Cast) -> None:
    day = morning(cast, NOON)
    answer(cast, "substances.last_24_hours", {"known": ["nicotine"], "complete": True})
    with pytest.raises(GatesUnmetError) as refused:
        start(cast, day.encounter)
    assert {unmet.id for unmet in refused.value.unmet} == {"screening.today.DDI-29"}
    again = run_screening(episode=day.episode, by=actor(cast.reviewer), at=later(-30))
    weighed = {
        f["rule"]: "one patch, weighed" for f in again.findings if f["weighs"] not in {"clear", "note"}
    }
    decide_screening(
        screening=again, decision=Decision.ACCEPT, reason="", signer=Signer(cast.reviewer, PASSWORD),
        overrides=weighed, by=actor(cast.reviewer), at=later(-30),
    )  # fmt: skip
    assert start(cast, day.encounter)


def test_a_question_of_the_day_that_nobody_answered_stops_the_session(cast: Cast) -> None:
    day = morning(cast, NOON)
    answer(cast, "substance.screen_today", None)
    with pytest.raises(GatesUnmetError) as refused:
        start(cast, day.encounter)
    (unmet,) = refused.value.unmet
    assert (unmet.id, unmet.severity) == ("screening.today", Severity.NOT_ASSESSED)
    assert unmet.what == "1 question of this day is open."
    assert "Does the screen of today show" in unmet.how


def test_the_rules_of_the_day_are_asked_within_a_day_of_it_and_not_before(cast: Cast) -> None:
    day = morning(cast, NOON)
    occasions = [screen_now(day.episode, at).occasion for at in (later(-60 * 25), later(-60 * 24), NOON)]
    assert occasions == [Occasion.SCREENING, Occasion.DOSE_DAY, Occasion.DOSE_DAY]


def test_answers_about_an_earlier_day_say_nothing_of_this_one(cast: Cast) -> None:
    day = morning(cast, NOON)
    before, after = (
        {question.fact for question in screen_now(day.episode, at).questions} for at in (NOON, later(60 * 24))
    )
    assert after - before == set(CALM_DAY)


def test_a_signature_of_that_day_still_covers_the_rest_when_the_day_is_over(cast: Cast) -> None:
    day = morning(cast, NOON)
    Encounter.objects.filter(pk=day.encounter.pk).update(planned_start=later(60 * 24 * 30))
    unmet = {each.id for each in unmet_before(Stage.PREPARATION, situation_of(day.episode, later(60 * 48)))}
    assert "screening.changed" not in unmet
