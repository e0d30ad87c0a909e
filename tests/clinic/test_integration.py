"""The integration tab: what came up by topic over all sessions, the fears beside, the contacts with their question."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.clock import now
from cairn.domain.vocabulary import EncounterKind
from cairn.record.models import AuditEvent, Encounter, EncounterNote, EpisodeOfCare, SafetyFlag
from cairn.record.services.encounter import schedule_encounter, start_encounter, write_note
from cairn.record.services.encounter_note import keep_topic_note
from cairn.record.services.episode import open_episode
from cairn.record.services.intention import write_intention
from tests.cast import NOON, Cast, actor, signed_in


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


@pytest.fixture
def nkechi(cast: Cast, episode: EpisodeOfCare) -> Client:
    return signed_in(cast.facilitator)


def meeting(
    cast: Cast, episode: EpisodeOfCare, kind: EncounterKind = EncounterKind.INTEGRATION, number: int = 1
) -> Encounter:
    return schedule_encounter(
        episode=episode, kind=kind, number=number, start=now() + timedelta(days=number - 2),
        by=actor(cast.coordinator), at=NOON,
    )  # fmt: skip


def going_on(cast: Cast, episode: EpisodeOfCare, **planned) -> Encounter:
    return start_encounter(encounter=meeting(cast, episode, **planned), by=actor(cast.facilitator), at=NOON)


def wrote(cast: Cast, encounter: Encounter, topic: str, text: str) -> EncounterNote | None:
    return keep_topic_note(
        encounter=encounter, topic=topic, text=text, seen=None, by=actor(cast.facilitator), at=NOON
    )


def tab(cast: Cast) -> str:
    return reverse("clinic:person-integration", args=[cast.maren.pk])


def at(cast: Cast, encounter: Encounter, name: str = "") -> str:
    return reverse(f"clinic:meeting{name}", args=[cast.maren.pk, encounter.pk])


def test_an_empty_tab_says_what_will_stand_here(cast: Cast, nkechi: Client) -> None:
    assert "No integration session yet" in nkechi.get(tab(cast)).content.decode()


def test_what_came_up_stands_by_topic_over_the_sessions_with_intention_and_fears_beside(
    cast: Cast, episode: EpisodeOfCare, nkechi: Client
) -> None:
    write_intention(episode=episode, text="To meet the quiet.", seen=0, by=actor(cast.facilitator), at=NOON)
    prepared = going_on(cast, episode, kind=EncounterKind.PREPARATION)
    wrote(cast, prepared, "fears", "That nothing happens.")
    first, second = (going_on(cast, episode, number=number) for number in (1, 2))
    wrote(cast, first, "images", "A harbour at night.")
    wrote(cast, second, "images", "The harbour again, by day.")
    page = nkechi.get(tab(cast)).content.decode()
    assert page.count(">Images</h3>") == 1
    assert page.index("A harbour at night.") < page.index("The harbour again, by day.")
    beside = nkechi.get(at(cast, first)).content.decode()
    for words in ("To meet the quiet.", "That nothing happens."):
        assert (words in page, words in beside) == (True, True)


def test_the_first_integration_session_is_recorded(
    cast: Cast, episode: EpisodeOfCare, nkechi: Client
) -> None:
    encounter = meeting(cast, episode)
    nkechi.post(at(cast, encounter, "-start"))
    page = nkechi.get(at(cast, encounter)).content.decode()
    for topic in (
        "Insights",
        "Emotions",
        "Images",
        "Memories",
        "Body",
        "Working it through",
        "What to do with it",
    ):
        assert topic in page
    nkechi.post(at(cast, encounter, "-topics"), {"insights": "The quiet is not empty."})
    nkechi.post(at(cast, encounter, "-finish"))
    assert "The quiet is not empty." in nkechi.get(tab(cast)).content.decode()


def contact(cast: Cast, episode: EpisodeOfCare) -> Encounter:
    return going_on(cast, episode, kind=EncounterKind.FOLLOW_UP)


def test_a_plain_no_is_kept_and_raises_nothing(cast: Cast, episode: EpisodeOfCare, nkechi: Client) -> None:
    encounter = contact(cast, episode)
    assert "thoughts of harming yourself" in nkechi.get(at(cast, encounter)).content.decode()
    nkechi.post(at(cast, encounter, "-safety"), {"answer": "no"})
    assert EncounterNote.objects.get().text == "Answered no."
    assert SafetyFlag.objects.count() == 0


@pytest.mark.parametrize(("answer", "urgency"), [("yes", "stat"), ("worry", "asap")])
def test_anything_else_reaches_the_queue_at_once(
    cast: Cast, episode: EpisodeOfCare, nkechi: Client, answer: str, urgency: str
) -> None:
    encounter = contact(cast, episode)
    told = nkechi.post(
        at(cast, encounter, "-safety"), {"answer": answer, "words": "Last night."}, follow=True
    )
    assert "raised in the safety queue" in told.content.decode()
    flag = SafetyFlag.objects.get()
    assert (flag.urgency, flag.kind, flag.response) == (urgency, "suicidality", None)
    assert "Last night." in flag.answer


def test_an_unanswered_safety_question_is_not_a_no(
    cast: Cast, episode: EpisodeOfCare, nkechi: Client
) -> None:
    encounter = contact(cast, episode)
    assert nkechi.post(at(cast, encounter, "-safety"), {}).status_code == 422
    nkechi.post(at(cast, encounter, "-finish"))
    page = nkechi.get(tab(cast)).content.decode()
    assert "the safety question was not asked" in page
    assert EncounterNote.objects.count() == 0


def test_contacts_say_whether_they_are_late_today_or_ahead(
    cast: Cast, episode: EpisodeOfCare, nkechi: Client
) -> None:
    for number in (1, 2, 3):
        meeting(cast, episode, kind=EncounterKind.FOLLOW_UP, number=number)
    page = nkechi.get(tab(cast)).content.decode()
    assert [page.count(f"</svg> {word}</span>") for word in ("late", "today", "ahead")] == [1, 1, 1]


def test_integration_needs_its_sessions_before_following_up(
    cast: Cast, episode: EpisodeOfCare, nkechi: Client
) -> None:
    EpisodeOfCare.objects.filter(pk=episode.pk).update(stage="integration")
    step = reverse("clinic:person-step", args=[cast.maren.pk])
    refused = nkechi.post(step, {"from": "integration"})
    assert "integration sessions have not been held" in refused.content.decode()
    for number in (1, 2, 3):
        encounter = going_on(cast, episode, number=number)
        nkechi.post(at(cast, encounter, "-finish"))
    assert nkechi.post(step, {"from": "integration"}).status_code == 302
    episode.refresh_from_db()
    assert episode.stage == "following-up"
    assert "Close this way through care" in nkechi.get(step).content.decode()
    nkechi.post(reverse("clinic:person-close", args=[cast.maren.pk]), {"ending": "completed"})
    episode.refresh_from_db()
    assert (episode.stage, episode.close_reason) == ("closed", "completed")
    assert nkechi.get(step).status_code == 409


def test_who_may_not(cast: Cast, episode: EpisodeOfCare) -> None:
    assert signed_in(cast.stranger).get(tab(cast)).status_code == 404
    for account in (cast.coordinator, cast.researcher, cast.maren.account):
        assert signed_in(account).get(tab(cast)).status_code == 403


def test_reading_it_is_in_the_log(cast: Cast, nkechi: Client) -> None:
    nkechi.get(tab(cast))
    assert AuditEvent.objects.filter(action="note.read", patient=cast.maren.pk, writes=False).count() == 1


def test_three_sessions_with_notes_cost_no_more_queries_than_one(
    cast: Cast, episode: EpisodeOfCare, nkechi: Client
) -> None:
    def held(number: int) -> None:
        encounter = going_on(cast, episode, number=number)
        write_note(
            encounter=encounter, text="A note.", kind="topic", topic="body", by=actor(cast.facilitator),
            at=NOON, recorded_at=NOON,
        )  # fmt: skip

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert nkechi.get(tab(cast)).status_code == 200
        return len(caught)

    held(1)
    nkechi.get(tab(cast))
    before = asked()
    held(2)
    held(3)
    assert asked() == before <= 12
