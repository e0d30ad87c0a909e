"""The dose day in the record: what belongs to it is asked on it, holds until answered, and is unknown after it."""

from datetime import datetime, timedelta

import pytest

from cairn.config.demo.answers import CALM_DAY
from cairn.domain.facts import UNKNOWN
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.situation import DoseDay
from cairn.domain.pathway.stages import Stage
from cairn.domain.screening.decision import Decision
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Severity
from cairn.record.models import Encounter, Screening
from cairn.record.services.administration import GatesUnmetError, start_administration
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.screening import Signer, decide_screening, run_screening, screen_now
from cairn.record.to_domain.facts import facts_of
from cairn.record.to_domain.screening import occasion_of
from cairn.record.to_domain.situation import situation_of
from tests.administration_day import morning
from tests.cast import NOON, PASSWORD, Cast, actor

HOUR = timedelta(hours=1)
NICOTINE = {"known": ["nicotine"], "complete": True}
LASTING = ("eating.disorder_active",)


def start(cast: Cast, encounter: Encounter, at: datetime = NOON) -> object:
    return start_administration(
        encounter=encounter,
        facilitators=(cast.facilitator.pk, cast.second_facilitator.pk),
        representative=cast.coordinator.pk,
        by=actor(cast.facilitator),
        at=at,
    )


def stopped(cast: Cast, encounter: Encounter, at: datetime = NOON) -> list[tuple[str, Severity]]:
    with pytest.raises(GatesUnmetError) as refused:
        start(cast, encounter, at)
    return [(each.id, each.severity) for each in refused.value.unmet]


def answer(cast: Cast, fact: str, value: object, at: datetime = NOON - HOUR) -> None:
    row = cast.maren.facts.get(fact=fact, is_current=True)
    state_fact(patient=cast.maren, fact=fact, value=value, seen=row.pk, by=actor(cast.facilitator), at=at)


def accept(cast: Cast, screening: Screening, at: datetime) -> None:
    weighed = {f["rule"]: "one patch" for f in screening.findings if f["weighs"] not in {"clear", "note"}}
    decide_screening(
        screening=screening, decision=Decision.ACCEPT, reason="", signer=Signer(cast.reviewer, PASSWORD),
        overrides=weighed, by=actor(cast.reviewer), at=at,
    )  # fmt: skip


def planned(encounter: Encounter, at: datetime) -> None:
    Encounter.objects.filter(pk=encounter.pk).update(planned_start=at)
    encounter.refresh_from_db()


def test_what_the_day_itself_holds_stops_the_session_until_it_is_weighed_and_signed(cast: Cast) -> None:
    day = morning(cast, NOON)
    answer(cast, "substances.last_24_hours", NICOTINE)
    assert stopped(cast, day.encounter) == [("day.DDI-29", Severity.HOLD)]
    again = run_screening(episode=day.episode, by=actor(cast.reviewer), at=NOON - HOUR / 2)
    assert again.occasion == "dose-day"
    accept(cast, again, NOON - HOUR / 2)
    assert start(cast, day.encounter)


def test_what_was_weighed_stops_again_when_an_answer_of_the_day_changes(cast: Cast) -> None:
    day = morning(cast, NOON)
    answer(cast, "substances.last_24_hours", NICOTINE)
    accept(cast, run_screening(episode=day.episode, by=actor(cast.reviewer), at=NOON - HOUR / 2), NOON)
    answer(cast, "substances.last_24_hours", {"known": ["nicotine", "alcohol"], "complete": True})
    assert stopped(cast, day.encounter) == [
        ("screening.changed", Severity.HOLD),
        ("day.DDI-29", Severity.HOLD),
    ]


def test_what_was_weighed_for_one_day_stops_again_on_another(cast: Cast) -> None:
    day = morning(cast, NOON)
    answer(cast, "substances.last_24_hours", NICOTINE)
    accept(cast, run_screening(episode=day.episode, by=actor(cast.reviewer), at=NOON - HOUR / 2), NOON)
    later = NOON + timedelta(days=7)
    planned(day.encounter, later)
    for fact, value in CALM_DAY.items():
        answer(cast, fact, NICOTINE if fact == "substances.last_24_hours" else value, at=later - HOUR)
    run_screening(episode=day.episode, by=actor(cast.reviewer), at=later - HOUR)
    assert stopped(cast, day.encounter, later) == [("day.DDI-29", Severity.HOLD)]


def test_a_block_of_the_day_no_reason_opens(cast: Cast) -> None:
    day = morning(cast, NOON)
    answer(cast, "pregnancy.test_today", "positive")
    assert stopped(cast, day.encounter) == [("day.SCR-PREG-01-DAY", Severity.BLOCK)]


def test_a_question_of_the_day_that_nobody_answered_stops_the_session(cast: Cast) -> None:
    day = morning(cast, NOON)
    answer(cast, "substance.screen_today", None)
    assert stopped(cast, day.encounter) == [("day.SCR-SUD-02", Severity.NOT_ASSESSED)]


def test_the_rules_of_the_day_are_asked_on_its_calendar_day_at_the_site_and_on_no_other(cast: Cast) -> None:
    day = morning(
        cast, NOON
    )  # noon in Oregon: its day begins twelve hours before and ends twelve hours after
    minute = timedelta(minutes=1)
    moments = (NOON - 12 * HOUR - minute, NOON - 12 * HOUR, NOON, NOON + 12 * HOUR - minute, NOON + 12 * HOUR)
    ordinary, dose_day = Occasion.SCREENING, Occasion.DOSE_DAY
    expected = [ordinary, dose_day, dose_day, dose_day, ordinary]
    assert [occasion_of(day.episode, at) for at in moments] == expected
    assert [screen_now(day.episode, at).occasion for at in moments] == expected
    for status, occasion in (("in-progress", dose_day), ("finished", ordinary), ("cancelled", ordinary)):
        Encounter.objects.filter(pk=day.encounter.pk).update(status=status)
        assert occasion_of(day.episode, NOON) is occasion
    Encounter.objects.filter(pk=day.encounter.pk).update(status="planned", planned_start=None)
    assert occasion_of(day.episode, NOON) is ordinary


def test_nothing_of_the_day_stands_in_the_gate_before_it_and_everything_from_it_on(cast: Cast) -> None:
    day = morning(cast, NOON)
    assert situation_of(day.episode, NOON - 13 * HOUR).dose_day == DoseDay()
    asked = [each.rule.id for each in situation_of(day.episode, NOON).dose_day.findings]
    later = [each.rule.id for each in situation_of(day.episode, NOON + 30 * HOUR).dose_day.findings]
    assert len(asked) == len(screen_now(day.episode, NOON).of_the_day)
    assert sorted(asked) == sorted(later)


def test_answers_about_an_earlier_day_are_unknown_on_this_one(cast: Cast) -> None:
    day = morning(cast, NOON)
    last, next_day = NOON + timedelta(hours=11, minutes=59), NOON + 12 * HOUR
    planned(day.encounter, next_day)
    of_one_day = set(CALM_DAY) - set(LASTING)
    assert not [fact for fact in CALM_DAY if facts_of(cast.maren, last).get(fact) is UNKNOWN]
    assert {fact for fact in CALM_DAY if facts_of(cast.maren, next_day).get(fact) is UNKNOWN} == of_one_day
    open_now = {question.fact for question in screen_now(day.episode, next_day).questions}
    assert of_one_day <= open_now


def test_a_signature_of_that_day_still_covers_the_rest_when_the_day_is_over(cast: Cast) -> None:
    day = morning(cast, NOON)
    accept(cast, run_screening(episode=day.episode, by=actor(cast.reviewer), at=NOON - HOUR), NOON - HOUR)
    planned(day.encounter, NOON + timedelta(days=30))
    at = NOON + timedelta(days=2)
    unmet = {each.id for each in unmet_before(Stage.PREPARATION, situation_of(day.episode, at))}
    assert "screening.changed" not in unmet
    answer(cast, "psychosis.ever", value=True, at=at)
    unmet = {each.id for each in unmet_before(Stage.PREPARATION, situation_of(day.episode, at))}
    assert "screening.changed" in unmet
