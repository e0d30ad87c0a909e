"""Today: who must be called now, who is expected, what is due."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.clock import now
from cairn.domain.vocabulary import EncounterKind, EncounterStatus, ResponseStatus
from cairn.record.models import Encounter, EpisodeOfCare, QuestionnaireResponse, SafetyFlag, Task
from cairn.record.services.episode import open_episode
from tests.cast import NOON, Cast, actor, signed_in

TODAY = "clinic:today"


def opened(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


def plan(cast: Cast, episode: EpisodeOfCare, number: int = 1) -> Encounter:
    return Encounter.objects.create(
        patient=cast.maren, episode=episode, kind=EncounterKind.PREPARATION.value, number=number,
        status=EncounterStatus.PLANNED.value, planned_start=now(), lead=cast.facilitator, room=cast.room,
    )  # fmt: skip


def flag(cast: Cast, episode: EpisodeOfCare, source: str = "phq-9@1 item 9") -> SafetyFlag:
    response = QuestionnaireResponse.objects.create(
        patient=cast.maren, episode=episode, instrument="phq-9@1", occasion=source,
        status=ResponseStatus.IN_PROGRESS.value, answers={}, asked_at=NOON, due_on=now().date(),
    )  # fmt: skip
    return SafetyFlag.objects.create(
        patient=cast.maren, site=cast.site, response=response, kind="suicidality", urgency="now", source=source,
        raised_at=now() - timedelta(minutes=4), due_at=now(),
    )  # fmt: skip


def task(cast: Cast, episode: EpisodeOfCare) -> None:
    Task.objects.create(
        patient=cast.maren, episode=episode, what="Ask the prescriber for a letter", role="coordinator",
        due_on=now().date(), made_at=NOON, made_by=cast.reviewer,
    )  # fmt: skip


def test_it_shows_flags_people_and_what_is_due(cast: Cast) -> None:
    episode = opened(cast)
    flag(cast, episode)
    plan(cast, episode)
    task(cast, episode)
    page = signed_in(cast.facilitator).get(reverse(TODAY)).content.decode()
    assert "PHQ-9, item 9" in page
    assert "I take this on" in page
    assert "Waiting 4 min" in page
    assert "Preparation 1" in page
    assert "with Nkechi Okafor, The garden" in page
    assert "Ask the prescriber for a letter" in page
    assert "PHQ-9" in page
    assert page.index("Safety") < page.index("People today") < page.index("To be done")


def test_who_cares_for_nobody_sees_nobody(cast: Cast) -> None:
    episode = opened(cast)
    flag(cast, episode)
    plan(cast, episode)
    task(cast, episode)
    page = signed_in(cast.stranger).get(reverse(TODAY)).content.decode()
    assert "Mar Solberg" not in page
    assert "Ask the prescriber" not in page
    assert "No flag waits." in page


def test_it_is_not_for_researchers_or_people_in_care(cast: Cast) -> None:
    assert signed_in(cast.researcher).get(reverse(TODAY)).status_code == 403
    assert signed_in(cast.maren.account).get(reverse(TODAY)).status_code == 403


def test_one_of_each_and_three_of_each_cost_the_same(cast: Cast) -> None:
    episode = opened(cast)
    browser = signed_in(cast.facilitator)
    counts = []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            flag(cast, episode, f"phq-9@1 item {number}")
            plan(cast, episode, number)
            task(cast, episode)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(reverse(TODAY)).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_who_prepares_them_sees_which_reports_are_due(cast: Cast) -> None:
    page = signed_in(cast.coordinator).get(reverse(TODAY)).content.decode()
    assert "The rules of the place" in page
    assert "State data report (303)" in page
    assert "OR-303-05" in page
    assert "The rules of the place" not in signed_in(cast.facilitator).get(reverse(TODAY)).content.decode()


def test_what_is_unmet_comes_as_a_part_and_as_a_page(cast: Cast) -> None:
    opened(cast)
    address = reverse("clinic:person-unmet", args=[cast.maren.pk])
    browser = signed_in(cast.facilitator)
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "The fit consultation has not been held." in part
    assert "<html" not in part
    assert "Before screening" in browser.get(address).content.decode()
