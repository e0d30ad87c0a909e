"""A screening decided and signed: what moves on, what is refused, and that no word is lost."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.urls import reverse

from cairn.clock import now
from cairn.domain.vocabulary import Role
from cairn.record.models import Screening, ScreeningDecision, StageChange, Task
from cairn.record.services.account import make_account
from tests.cast import NOON, PASSWORD, Cast, actor, signed_in
from tests.clinic.screened import address, answered, decide, opened, page, screened, state, weighed


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_accepting_asks_what_was_weighed_and_moves_on_when_nothing_else_is_unmet(cast: Cast) -> None:
    episode = opened(cast)
    answered(cast)
    screening = screened(cast, episode)
    refused = decide(cast, screening, "accept")
    assert refused.status_code == 422
    assert "What was weighed" in refused.content.decode()
    done = decide(cast, screening, "accept", **weighed(screening))
    assert done.url == address(cast)
    shown = page(cast)
    assert "Accepted" in shown
    assert "Signed by Emi Aoki, MD" in shown
    assert "weighed with her physician" in shown
    episode.refresh_from_db()
    assert episode.stage == "screening", "intake and measures are still unmet"


def test_accepting_says_what_is_still_unmet_before_the_roadmap(cast: Cast) -> None:
    episode = opened(cast)
    answered(cast)
    screening = screened(cast, episode)
    answer = signed_in(cast.reviewer).post(
        address(cast, "screening-decide", screening.pk, "accept"),
        {"secret": PASSWORD, **weighed(screening)},
        follow=True,
    )
    assert "Before the roadmap: The intake is not finished." in answer.content.decode()


def test_conditions_become_tasks_that_are_done_once(cast: Cast) -> None:
    episode = opened(cast)
    answered(cast)
    screening = screened(cast, episode)
    told = {"conditions": "An ECG\n\nA letter from her prescriber\n", **weighed(screening)}
    assert decide(cast, screening, "accept-with-conditions", **told).status_code == 302
    assert sorted(task.what for task in Task.objects.all()) == ["A letter from her prescriber", "An ECG"]
    browser = signed_in(cast.reviewer)
    task = Task.objects.first()
    assert task is not None
    listed = browser.get(address(cast, "person-tasks"))
    assert task.what in listed.content.decode()
    done = address(cast, "task-finish", task.pk)
    assert f"Done: {task.what}" in browser.post(done, follow=True).content.decode()
    assert "it is done already" in browser.post(done, follow=True).content.decode()


def test_declining_closes_the_way_and_gives_words_to_send(cast: Cast) -> None:
    episode = opened(cast)
    screening = screened(cast, episode)
    silent = decide(cast, screening, "decline", reason="not now")
    assert silent.status_code == 422
    assert "not now</textarea>" in silent.content.decode()
    done = decide(cast, screening, "decline", reason="A recent episode of mania.", ending="declined")
    assert done.url == address(cast, "screening-declined")
    words = signed_in(cast.reviewer).get(done.url).content.decode()
    assert "Other places to turn to" in words
    assert "mania" not in words.split('id="words-out"')[1].split("Back to the screening")[0]
    episode.refresh_from_db()
    assert (episode.stage, episode.close_reason) == ("closed", "declined")
    assert StageChange.objects.get(after="closed").reason == "A recent episode of mania."


@pytest.mark.parametrize("secret", ["", "a guess"])
def test_a_wrong_password_signs_nothing_and_loses_no_word(cast: Cast, secret: str) -> None:
    screening = screened(cast, opened(cast))
    answer = decide(cast, screening, "defer", reason="An ECG is missing.", secret=secret)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing was signed" in shown
    assert "An ECG is missing.</textarea>" in shown
    assert "a guess" not in shown
    assert not ScreeningDecision.objects.exists()


def test_facts_that_changed_are_shown_looked_at_again_and_then_signed(cast: Cast) -> None:
    screening = screened(cast, opened(cast))
    state(cast, "lab.alt", "31")
    answer = decide(cast, screening, "defer", reason="An ECG is missing.")
    shown = answer.content.decode()
    assert "Something changed since it was screened" in shown
    assert "not known → <b>31 U/L</b>" in shown
    assert "An ECG is missing.</textarea>" in shown
    again = decide(cast, screening, "defer", reason="An ECG is missing.", do="look-again").content.decode()
    assert "Screened again" in again
    assert "An ECG is missing.</textarea>" in again
    newest = Screening.objects.exclude(pk=screening.pk).get()
    assert address(cast, "screening-decide", newest.pk, "defer") in again
    assert decide(cast, newest, "defer", reason="An ECG is missing.").status_code == 302


def test_the_second_of_two_reviewers_is_told_who_decided_and_when(cast: Cast) -> None:
    screening = screened(cast, opened(cast))
    decide(cast, screening, "defer", reason="An ECG is missing.")
    late = decide(cast, screening, "defer", reason="I would ask for a letter.").content.decode()
    assert "This screening is decided" in late
    assert "signed by Emi Aoki, MD" in late
    assert "I would ask for a letter.</textarea>" in late
    assert ScreeningDecision.objects.count() == 1


def test_signing_is_tried_ten_times_and_then_waits(cast: Cast) -> None:
    screening = screened(cast, opened(cast))
    for _ in range(10):
        decide(cast, screening, "defer", reason="An ECG.", secret="")
    answer = decide(cast, screening, "defer", reason="An ECG.").content.decode()
    assert "tried too often" in answer
    assert "An ECG.</textarea>" in answer


def test_a_passkey_shown_again_signs_and_an_old_one_does_not(cast: Cast) -> None:
    screening = screened(cast, opened(cast))
    browser = signed_in(cast.reviewer)

    def confirmed(ago: float, **more: object) -> None:
        session = browser.session
        record = {"method": "mfa", "type": "webauthn", "reauthenticated": True, "at": now().timestamp() - ago}
        session["account_authentication_methods"] = [{**record, **more}]
        session["account_authentication_methods_user"] = str(cast.reviewer.pk)
        session.save()

    where = address(cast, "screening-decide", screening.pk, "defer")
    told = {"reason": "An ECG is missing.", "secret": ""}
    for ago, more in ((200, {}), (5, {"reauthenticated": False}), (5, {"type": "totp"})):
        confirmed(ago, **more)
        assert browser.post(where, told).status_code == 422
    confirmed(5)
    assert "You have just confirmed with your passkey" in browser.get(where).content.decode()
    assert browser.post(where, told).status_code == 302
    assert ScreeningDecision.objects.get().signature.method == "passkey"
    assert browser.get(reverse("clinic:confirmed")).status_code == 200


def _second(cast: Cast):
    return make_account(
        site=cast.site, name="Rui Costa", email="costa@cedar.example", roles=(Role.CLINICAL_REVIEWER,),
        password="another long walk", by=actor(cast.administrator), at=NOON,
    )  # fmt: skip


def test_where_a_rule_asks_for_it_a_second_person_signs_too(cast: Cast) -> None:
    second = _second(cast)
    episode = opened(cast)
    answered(cast, **{"vitals.systolic": "148"})
    screening = screened(cast, episode)
    told = weighed(screening)
    for email, secret, words in (
        (second.email, "wrong", "The second person was not recognised"),
        ("nobody@cedar.example", "wrong", "No colleague here has"),
        (cast.reviewer.email, PASSWORD, "must be another person"),
        (cast.facilitator.email, PASSWORD, "must be allowed to decide"),
    ):
        answer = decide(cast, screening, "accept", second_email=email, second_secret=secret, **told)
        assert words in answer.content.decode()
        assert "weighed with her physician</textarea>" in answer.content.decode()
    done = decide(
        cast, screening, "accept", second_email=second.email, second_secret="another long walk", **told
    )
    assert done.status_code == 302
    assert ScreeningDecision.objects.get().second_signature.printed_name == "Rui Costa"


def test_a_closed_way_is_decided_no_more(cast: Cast) -> None:
    screening = screened(cast, opened(cast))
    decide(cast, screening, "decline", reason="Too soon.", ending="not-now")
    shown = page(cast)
    assert "Declined" in shown
    assert "Screen again" not in shown
    later = screened(cast, screening.episode)
    assert 'class="decide"' not in page(cast)
    assert "Open a new one to decide again" in decide(cast, later, "defer", reason="An ECG.").content.decode()
