"""Roadmaps: proposed by the centre, agreed by the person alone, never written over."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from cairn.components.documents.plan_sheet import plan_sheet
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.stages import Stage
from cairn.domain.roadmap.planner import Around, propose
from cairn.domain.roadmap.preferences import Hours, Preferences
from cairn.domain.roadmap.roadmap import PlannedGate, Roadmap
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import CarePlan, Encounter, EpisodeOfCare, QuestionnaireResponse, Task
from cairn.record.selectors.care_plan import active_plan, roadmap_of
from cairn.record.services.care_plan import agree_roadmap, propose_roadmap
from cairn.record.services.episode import open_episode
from cairn.record.services.screening import finish_task
from cairn.record.to_domain.protocol import sessions_needed
from cairn.record.to_domain.situation import situation_of
from tests.cast import NOON, Cast, actor


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


@pytest.fixture(scope="module")
def roadmap() -> Roadmap:
    hours = tuple(Hours(day, time(9), time(18)) for day in range(5))
    person = Preferences(date(2026, 11, 9), hours, ZoneInfo("America/Los_Angeles"))
    planned = propose(next(iter(protocols().values())), packs()["us-or"], person, date(2026, 11, 2))
    assert isinstance(planned, Roadmap)
    return planned


def _mar(cast: Cast) -> Actor:
    assert cast.maren.account is not None
    return actor(cast.maren.account)


def _propose(cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap, reason: str = "") -> CarePlan:
    return propose_roadmap(
        episode=episode, roadmap=roadmap, by=actor(cast.coordinator), at=NOON, reason=reason
    )


def test_a_stored_roadmap_is_the_value_it_was(cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap) -> None:
    plan = _propose(cast, episode, roadmap)
    assert roadmap_of(CarePlan.objects.get(pk=plan.pk)) == roadmap


def test_agreeing_makes_appointments_and_asks_for_measures_once(
    cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap
) -> None:
    agree_roadmap(plan=_propose(cast, episode, roadmap), by=_mar(cast), at=NOON)
    assert Encounter.objects.filter(episode=episode).count() == len(roadmap.steps)
    assert QuestionnaireResponse.objects.filter(episode=episode).count() == len(roadmap.measures)
    agree_roadmap(plan=_propose(cast, episode, roadmap, "moved a day"), by=_mar(cast), at=NOON)
    assert Encounter.objects.filter(episode=episode).count() == len(roadmap.steps)
    assert [plan.status for plan in CarePlan.objects.order_by("version")] == ["revoked", "active"]


def test_only_the_person_agrees(cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap) -> None:
    plan = _propose(cast, episode, roadmap)
    with pytest.raises(RefusedError, match="Only the person themselves"):
        agree_roadmap(plan=plan, by=actor(cast.coordinator), at=NOON)
    assert active_plan(episode) is None


def test_an_agreed_roadmap_changes_only_with_a_reason(
    cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap
) -> None:
    agree_roadmap(plan=_propose(cast, episode, roadmap), by=_mar(cast), at=NOON)
    with pytest.raises(RefusedError, match="Say why it changes"):
        _propose(cast, episode, roadmap)


def test_a_proposal_that_gave_way_cannot_be_agreed(
    cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap
) -> None:
    first = _propose(cast, episode, roadmap)
    _propose(cast, episode, roadmap)
    with pytest.raises(ChangedMeanwhileError):
        agree_roadmap(plan=first, by=_mar(cast), at=NOON)


def test_a_facilitator_does_not_propose(cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap) -> None:
    with pytest.raises(NotAllowedError):
        propose_roadmap(episode=episode, roadmap=roadmap, by=actor(cast.facilitator), at=NOON)


def test_the_day_of_agreeing_is_the_day_where_the_centre_is(
    cast: Cast, episode: EpisodeOfCare, roadmap: Roadmap
) -> None:
    evening = datetime(2026, 11, 3, 5, 0, tzinfo=UTC)  # nine in the evening of the second, at the centre
    plan = agree_roadmap(plan=_propose(cast, episode, roadmap), by=_mar(cast), at=evening)
    assert plan_sheet(cast.maren, plan, made_at=evening).agreed_on == date(2026, 11, 2)


def _planned(key: str) -> Roadmap:
    hours = tuple(Hours(day, time(8), time(19)) for day in range(7))
    person = Preferences(date(2026, 11, 9), hours, ZoneInfo("America/Los_Angeles"))
    around = Around(partner=person)
    planned = propose(protocols()[key], packs()["us-or"], person, date(2026, 11, 2), around=around)
    assert isinstance(planned, Roadmap)
    return planned


def test_before_the_first_of_two_days_only_the_preparation_that_precedes_it_is_needed(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    assert sessions_needed(None) == (3, 3)
    plan = _propose(cast, episode, _planned("existential-distress@1"))
    agree_roadmap(plan=plan, by=_mar(cast), at=NOON)
    plan.refresh_from_db()
    assert sessions_needed(plan) == (3, 6)
    days = Encounter.objects.filter(episode=episode, kind="administration").order_by("number")
    assert [(day.step, day.number) for day in days] == [("administration-1", 1), ("administration-2", 2)]


def test_what_a_partner_does_alone_is_not_kept_in_the_person_s_record(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    plan = _propose(cast, episode, _planned("trd-mood-couples-parallel@1"))
    agree_roadmap(plan=plan, by=_mar(cast), at=NOON)
    assert "partner-" not in str([step["id"] for step in plan.steps["steps"]])
    assert not Encounter.objects.filter(episode=episode, step__startswith="partner-").exists()
    assert Encounter.objects.filter(episode=episode, step="together-preparation").exists()
    assert not QuestionnaireResponse.objects.filter(occasion__startswith="partner-").exists()
    assert QuestionnaireResponse.objects.filter(instrument="csi-16@1").count() == 3


def _unmet(episode: EpisodeOfCare, stage: Stage) -> list[str]:
    situation = situation_of(episode, NOON)
    return [one.id for one in unmet_before(stage, situation) if one.id.startswith("roadmap.gate.")]


def test_what_the_way_of_care_asks_for_first_becomes_a_task_that_holds_the_day(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    agree_roadmap(plan=_propose(cast, episode, _planned("trd-mood@1")), by=_mar(cast), at=NOON)
    task = Task.objects.get(episode=episode)  # the screening and asking again prove themselves
    assert task.because == "roadmap:ongoing-clinician"
    assert task.what == "Somebody goes on treating the depression afterwards"
    assert _unmet(episode, Stage.PREPARATION) == []
    assert _unmet(episode, Stage.ADMINISTRATION) == ["roadmap.gate.ongoing-clinician"]
    finish_task(task=task, by=actor(cast.reviewer), at=NOON)
    assert _unmet(episode, Stage.ADMINISTRATION) == []


def test_a_new_roadmap_moves_what_is_open_and_asks_again_only_for_what_changed(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    first = _planned("trd-mood@1")
    agree_roadmap(plan=_propose(cast, episode, first), by=_mar(cast), at=NOON)
    asked = next(gate for gate in first.gates if gate.id == "ongoing-clinician")
    later = replace(asked, by=asked.by + timedelta(days=1))
    other = replace(asked, title={"en": "The family doctor knows", "es": "La consulta de cabecera lo sabe"})

    def agree(gate: PlannedGate) -> list[Task]:
        plan = _propose(cast, episode, replace(first, gates=(gate,)), "moved a day")
        agree_roadmap(plan=plan, by=_mar(cast), at=NOON)
        return list(Task.objects.filter(episode=episode).order_by("made_at", "id"))

    (task,) = agree(later)
    assert task.due_on == later.by
    finish_task(task=task, by=actor(cast.reviewer), at=NOON)
    assert len(agree(later)) == 1
    assert {task.what for task in agree(other)} == {asked.title["en"], other.title["en"]}
    assert _unmet(episode, Stage.ADMINISTRATION) == ["roadmap.gate.ongoing-clinician"]
