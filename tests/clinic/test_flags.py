"""Safety flags on the page: the answer in words, who to reach, taken on once, and who is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cairn.clock import now
from cairn.record.actor import PRODUCT
from cairn.record.models import AuditEvent, SafetyFlag
from cairn.record.services.response import ask_measure, save_answers
from cairn.record.services.safety_flag import escalate_flags
from tests.cast import NOON, Cast, actor, signed_in
from tests.clinic.screened import opened


@pytest.fixture
def flag(cast: Cast) -> SafetyFlag:
    response = ask_measure(
        episode=opened(cast), instrument="phq-9", occasion="baseline", by=actor(cast.coordinator), at=NOON
    )
    assert cast.maren.account is not None
    save_answers(response=response, answers={"9": 2}, seen=None, by=actor(cast.maren.account), at=NOON)
    return SafetyFlag.objects.get()


def where(cast: Cast, flag: SafetyFlag) -> str:
    return reverse("clinic:flag", args=[cast.maren.pk, flag.pk])


def taking_on(flag: SafetyFlag) -> str:
    return reverse("clinic:flag-acknowledge", args=[flag.pk])


def test_a_flag_says_what_was_answered_and_how_to_reach_them(cast: Cast, flag: SafetyFlag) -> None:
    cast.site.crisis_words = "The crisis line is 988."
    cast.site.save()
    page = signed_in(cast.facilitator).get(where(cast, flag)).content.decode()
    for words in (
        "PHQ-9, item 9", "More than half the days", "+1 503 555 0111", "The crisis line is 988.",
        "site&#x27;s pathway", "They have not made one here yet", "I take this on",
    ):  # fmt: skip
        assert words in page
    assert AuditEvent.objects.filter(patient=cast.maren.pk, action="flag.read").exists()


def test_it_is_taken_on_from_the_queue_with_words_and_the_time_it_took(cast: Cast, flag: SafetyFlag) -> None:
    browser = signed_in(cast.facilitator)
    assert taking_on(flag) in browser.get(reverse("clinic:today")).content.decode()
    done = browser.post(
        taking_on(flag), {"what_was_done": "Called her; she is with her sister."}, follow=True
    )
    page = done.content.decode()
    assert "You have taken it on" in page
    assert "Called her; she is with her sister." in page
    assert "Nkechi Okafor" in page
    flag.refresh_from_db()
    assert flag.acknowledged_by == cast.facilitator


def test_no_words_are_refused(cast: Cast, flag: SafetyFlag) -> None:
    refused = signed_in(cast.facilitator).post(taking_on(flag), {"what_was_done": " "})
    assert refused.status_code == 422
    assert "Write what you are doing about it" in refused.content.decode()
    flag.refresh_from_db()
    assert flag.acknowledged_at is None


def test_the_second_is_told_who_was_faster_and_keeps_their_words(cast: Cast, flag: SafetyFlag) -> None:
    signed_in(cast.facilitator).post(taking_on(flag), {"what_was_done": "Called her."})
    late = signed_in(cast.reviewer).post(taking_on(flag), {"what_was_done": "I am calling her now."})
    page = late.content.decode()
    assert "Nkechi Okafor was faster" in page
    assert "I am calling her now." in page
    flag.refresh_from_db()
    assert flag.what_was_done == "Called her."


def test_a_flag_nobody_answered_in_time_is_marked(cast: Cast, flag: SafetyFlag) -> None:
    escalate_flags(by=PRODUCT, at=NOON + timedelta(minutes=20))
    page = signed_in(cast.coordinator).get(where(cast, flag)).content.decode()
    assert "passed on: nobody answered in time" in page
    assert "passed on to everyone here at" in page
    assert "12:20" in page


def test_who_may_see_a_flag(cast: Cast, flag: SafetyFlag) -> None:
    assert signed_in(cast.stranger).get(where(cast, flag)).status_code == 404
    assert signed_in(cast.stranger).post(taking_on(flag), {"what_was_done": "x"}).status_code == 404
    for closed in (cast.researcher, cast.administrator, cast.maren.account):
        assert signed_in(closed).get(where(cast, flag)).status_code == 403
        assert signed_in(closed).post(taking_on(flag), {"what_was_done": "x"}).status_code == 403
    elsewhere = reverse("clinic:flag", args=[cast.other.pk, flag.pk])
    assert signed_in(cast.coordinator).get(elsewhere).status_code == 404


def test_another_flag_of_theirs_is_one_link_away(cast: Cast, flag: SafetyFlag) -> None:
    other = SafetyFlag.objects.create(
        patient=cast.maren, site=cast.site, kind="suicidality", urgency="stat", source="follow-up 3",
        answer="“I do not want to wake up.”", raised_at=now(), due_at=now(),
    )  # fmt: skip
    page = signed_in(cast.facilitator).get(where(cast, flag)).content.decode()
    assert where(cast, other) in page
    assert (
        "“I do not want to wake up.”" in signed_in(cast.facilitator).get(where(cast, other)).content.decode()
    )


def test_an_answer_taken_back_is_said(cast: Cast, flag: SafetyFlag) -> None:
    assert flag.response is not None
    assert cast.maren.account is not None
    save_answers(
        response=flag.response, answers={"9": None}, seen=None, by=actor(cast.maren.account), at=NOON
    )
    assert "What they answered" in signed_in(cast.facilitator).get(where(cast, flag)).content.decode()
