"""The content this centre works by: read by staff, found by words, answered for by a clinical reviewer's signature."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.clinic.content_entries import entries
from cairn.clinic.content_entry import KINDS, ContentEntry
from cairn.content.readers.instrument_refused import refused_instruments
from cairn.content.site_folder import watch
from cairn.record.models import ContentReview, Signature
from cairn.record.services.screening import screen_now
from tests.cast import NOON, PASSWORD, Cast, signed_in
from tests.clinic.screened import answered, opened

WAITING = next(each for each in entries("general") if each.key == "SCR-CV-03-LONG" and each.waits)
STOPPING = next(each for each in entries("general") if each.key == "SCR-CV-01")


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def where(entry: ContentEntry, name: str = "content-entry") -> str:
    return reverse(f"clinic:{name}", args=[entry.kind, entry.key])


def sign(cast: Cast, entry: ContentEntry, **told: str):
    stated = {"version": entry.version, "secret": PASSWORD, "note": "Read beside the paper.", **told}
    return signed_in(cast.reviewer).post(where(entry, "content-review"), stated)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed_and_every_entry_opens(cast: Cast, kind: str) -> None:
    browser = signed_in(cast.reviewer)
    assert browser.get(reverse("clinic:content-kind", args=[kind])).status_code == 200
    mine = [each for each in entries("general") if each.kind == kind]
    assert mine
    for entry in mine[:4]:
        page = browser.get(where(entry)).content.decode()
        assert entry.version in page
        assert "Who read it here" in page


def test_what_waits_for_a_signature_stands_first_and_can_be_shown_alone(cast: Cast) -> None:
    browser = signed_in(cast.reviewer)
    page = browser.get(reverse("clinic:content")).content.decode()
    assert "Not enforced yet" in page
    assert page.index("not signed here") < page.index("</li>")
    alone = browser.get(reverse("clinic:content"), {"show": "waiting", "q": WAITING.key}).content.decode()
    assert WAITING.title in alone


def test_what_is_not_shipped_is_named_with_its_reason(cast: Cast) -> None:
    measures = reverse("clinic:content-kind", args=["measures"])
    page = signed_in(cast.facilitator).get(measures).content.decode()
    assert all(each.title.en in page for each in refused_instruments().values())
    assert "Not shipped" not in signed_in(cast.facilitator).get(reverse("clinic:content")).content.decode()


def test_content_is_found_by_words(cast: Cast) -> None:
    browser = signed_in(cast.facilitator)
    page = browser.get(reverse("clinic:content"), {"q": "DDI-06"}).content.decode()
    assert "DDI-06" in page
    assert "DDI-07" not in page
    assert "Nothing found" in browser.get(reverse("clinic:content"), {"q": "zzzz qqqq"}).content.decode()


def test_an_entry_says_its_source_and_what_a_review_changes(cast: Cast) -> None:
    page = signed_in(cast.facilitator).get(where(STOPPING)).content.decode()
    assert "grade" in page.lower()
    assert STOPPING.sources[0].text.split(":")[0] in page
    assert "Nobody at Cedar House yet." in page
    assert "I have read it" not in page, "a facilitator reads, and does not sign"


def test_a_signature_is_kept_and_the_rule_then_enforces(cast: Cast) -> None:
    episode = opened(cast)
    answered(cast)
    before = screen_now(episode, NOON).finding(WAITING.key)
    assert not before.enforced
    assert sign(cast, WAITING).url == where(WAITING)
    assert screen_now(episode, NOON).finding(WAITING.key).enforced
    page = signed_in(cast.facilitator).get(where(WAITING)).content.decode()
    assert "Emi Aoki, MD" in page
    assert "Read beside the paper." in page
    assert "not signed here" not in page
    assert Signature.objects.get().subject == f"Content/{WAITING.key}"


def test_the_law_is_signed_as_one_text(cast: Cast) -> None:
    pack = next(each for each in entries("general") if each.key == "us-or")
    rule = next(each for each in entries("general") if each.kind == "law" and each.key == "OR-EXC-01")
    page = signed_in(cast.reviewer).get(where(rule)).content.decode()
    assert "I have read it" not in page
    assert where(pack) in page
    assert sign(cast, pack).status_code == 302
    assert ContentReview.objects.get().content == "us-or"


def test_a_law_that_is_not_for_use_does_not_say_that_a_signature_would_enforce_it(cast: Cast) -> None:
    for key in ("us-nm", "NM-CLIN-01"):
        entry = next(each for each in entries("general") if each.kind == "law" and each.key == key)
        page = signed_in(cast.reviewer).get(where(entry)).content.decode()
        assert "it shows what is not known and asks nothing else, signed or not" in page
        assert "enforce too" not in page
        assert "does not wait for it" not in page


def test_a_protocol_says_that_it_is_offered_as_a_draft_until_it_is_signed(cast: Cast) -> None:
    protocol = next(each for each in entries("general") if each.key == "trd-mood@1")
    page = signed_in(cast.facilitator).get(where(protocol)).content.decode()
    assert "it is offered as a draft, and every roadmap by it says so" in page


@pytest.mark.parametrize("secret", ["", "a guess"])
def test_a_wrong_password_records_nothing_and_keeps_the_note(cast: Cast, secret: str) -> None:
    refused = sign(cast, WAITING, secret=secret)
    assert refused.status_code == 422
    assert "Nothing was signed" in refused.content.decode()
    assert "Read beside the paper.</textarea>" in refused.content.decode()
    assert not ContentReview.objects.exists()


def test_content_that_changed_since_it_was_opened_is_read_again(cast: Cast) -> None:
    refused = sign(cast, WAITING, version="2025.1").content.decode()
    assert "Read it again, then sign" in refused
    assert f'value="{WAITING.version}"' in refused
    assert sign(cast, WAITING, note="x" * 401).status_code == 422
    assert not ContentReview.objects.exists()


def test_who_may_read_and_who_may_sign(cast: Cast) -> None:
    for reader in (cast.facilitator, cast.coordinator, cast.researcher, cast.administrator, cast.stranger):
        assert signed_in(reader).get(reverse("clinic:content")).status_code == 200
        assert signed_in(reader).get(where(WAITING)).status_code == 200
        assert signed_in(reader).post(where(WAITING, "content-review"), {"version": "1"}).status_code == 403
    assert signed_in(cast.maren.account).get(reverse("clinic:content")).status_code == 403
    browser = signed_in(cast.reviewer)
    assert browser.get(reverse("clinic:content-kind", args=["spells"])).status_code == 404
    assert browser.get(reverse("clinic:content-entry", args=["rules", "SCR-NO"])).status_code == 404


def test_one_and_three_reviews_cost_the_same(cast: Cast) -> None:
    browser = signed_in(cast.reviewer)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            assert sign(cast, WAITING).status_code == 302
        with CaptureQueriesContext(connection) as caught:
            browser.get(reverse("clinic:content"))
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_a_fault_in_the_centres_own_folder_is_said_and_what_was_good_goes_on(
    cast: Cast, tmp_path: Path
) -> None:
    profiles = tmp_path / "site" / "profiles"
    profiles.mkdir(parents=True)
    (profiles / "ours.yaml").write_text("id: ours\nversion: 1\ntitle: Ours\nwords: Ours.\nextends: no-such\n")
    watch(tmp_path / "site", tmp_path / "kept", NOON)
    try:
        page = signed_in(cast.facilitator).get(reverse("clinic:content")).content.decode()
        assert "own content folder cannot be used" in page
        assert "profiles/ours.yaml" in page
        assert WAITING.title in page, "what was good goes on"
    finally:
        watch(None, tmp_path / "kept", NOON)
    assert (
        "own content folder"
        not in signed_in(cast.facilitator).get(reverse("clinic:content")).content.decode()
    )
