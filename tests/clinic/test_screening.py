"""The screening of one person: found, asked, decided, signed; and what every refusal leaves standing."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.record.models import AuditEvent, Screening
from cairn.record.services.patient import register_patient
from tests.cast import NOON, Cast, actor, signed_in
from tests.clinic.screened import address, answered, decide, opened, page, screened, state


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_nothing_asked_shows_questions_and_no_way_to_accept(cast: Cast) -> None:
    screened(cast, opened(cast))
    shown = page(cast)
    assert "On hold" in shown
    assert "What is not known is never read as no." in shown
    assert '<button class="button" disabled>Accept</button>' in shown
    assert reverse("clinic:person-fact", args=[cast.maren.pk, "history.seizure"]) in shown


def test_a_finding_opens_to_its_rule_evidence_facts_and_who_said_them(cast: Cast) -> None:
    opened(cast)
    answered(cast, medicines={"items": [{"name": "Zoloft 50 mg", "last_taken": "ongoing"}], "complete": True})
    shown = page(cast, finding="DDI-06")
    for words in (
        "DDI-06 · grade A", "effect may be weaker", "Mechanism", "Trial excluded", "Evidence of harm",
        "Prohibited here", "Zoloft 50 mg, still taken", "said by Nkechi Okafor, Mon 2 Nov 2026", "Gukasyan",
    ):  # fmt: skip
        assert words in shown


def test_what_a_referral_said_is_shown_as_not_confirmed(cast: Cast) -> None:
    opened(cast)
    cast.maren.facts.create(
        fact="history.seizure", value="other", status="prefilled", source="referral", at=NOON, recorded_at=NOON,
        origin={"sender": "Dr Lind", "words": "epilepsy"},
    )  # fmt: skip
    assert "from the referral of Dr Lind “epilepsy”, not confirmed yet" in page(cast)


def test_a_question_is_answered_on_the_spot_and_the_finding_moves(cast: Cast) -> None:
    opened(cast)
    answered(cast)
    browser = signed_in(cast.reviewer)
    asking = address(cast, "person-fact", "vitals.systolic")
    row = cast.maren.facts.get(fact="vitals.systolic", is_current=True)
    assert browser.post(asking, {"value": "148", "seen": str(row.pk)}).url == address(cast)
    assert "Resting blood pressure 148/76" in page(cast)


@pytest.mark.parametrize(
    ("fact", "told", "kept"),
    [
        ("psychosis.ever", {"value": "no"}, False),
        ("psychosis.ever", {"value": "not-sure"}, None),
        ("history.seizure", {"value": "none"}, "none"),
        ("history.seizure", {"value": "not-known"}, None),
        ("lab.alt", {"value": "22.5"}, "22.5"),
        ("lab.alt", {"unknown": "on"}, None),
        ("vitals.pressure_on", {"value": "2026-10"}, "2026-10"),
        ("treatment.recent", {"value": ["ect"], "complete": "on"}, {"known": ["ect"], "complete": True}),
        ("treatment.recent", {"complete": "on"}, {"known": [], "complete": True}),
    ],
)
def test_every_kind_of_question_can_be_answered(
    cast: Cast, fact: str, told: dict[str, str], kept: object
) -> None:
    opened(cast)
    browser = signed_in(cast.facilitator)
    assert browser.get(address(cast, "person-fact", fact)).status_code == 200
    assert browser.post(address(cast, "person-fact", fact), told).status_code == 302
    assert cast.maren.facts.get(fact=fact, is_current=True).value == kept


@pytest.mark.parametrize(
    ("fact", "told", "words"),
    [
        ("lab.alt", {}, "say that nobody knows"),
        ("lab.alt", {"value": "20", "unknown": "on"}, "Take one of the two away"),
        ("vitals.systolic", {"value": "999"}, "less than or equal to 300"),
        ("vitals.pressure_on", {"value": "last week"}, "expected a day"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_what_would(
    cast: Cast, fact: str, told: dict[str, str], words: str
) -> None:
    opened(cast)
    answer = signed_in(cast.facilitator).post(address(cast, "person-fact", fact), told)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert told.get("value", "") in answer.content.decode()


def test_an_answer_over_a_colleagues_newer_one_is_told_and_kept(cast: Cast) -> None:
    opened(cast)
    state(cast, "lab.alt", "31")
    browser = signed_in(cast.reviewer)
    answer = browser.post(address(cast, "person-fact", "lab.alt"), {"value": "22"})
    shown = answer.content.decode()
    assert "A colleague answered this a moment ago" in shown
    assert 'value="22"' in shown
    assert "31" in shown
    row = cast.maren.facts.get(fact="lab.alt", is_current=True)
    assert f'value="{row.pk}"' in shown, "sending again replaces what stands, knowingly"


def test_facts_the_record_answers_have_no_form(cast: Cast) -> None:
    browser = signed_in(cast.reviewer)
    for fact in ("dose.total_mg_analyte", "suicide.phq9_item9", "no.such"):
        assert browser.get(address(cast, "person-fact", fact)).status_code == 404


def test_screening_is_kept_and_what_changed_since_is_said(cast: Cast) -> None:
    opened(cast)
    answered(cast)
    browser = signed_in(cast.reviewer)
    assert "None is kept yet" in browser.get(address(cast)).content.decode()
    browser.post(address(cast, "screening-run"))
    assert Screening.objects.count() == 1
    assert "Changed since it was screened" not in browser.get(address(cast)).content.decode()
    state(cast, "vitals.systolic", "149")
    shown = browser.get(address(cast)).content.decode()
    assert "Changed since it was screened" in shown
    assert "118 mmHg → <b>149 mmHg</b>" in shown
    browser.post(address(cast, "screening-run"))
    assert "What that one changed against" in browser.get(address(cast)).content.decode()


def test_an_unknown_medicine_is_looked_up_chosen_or_kept(cast: Cast) -> None:
    opened(cast)
    items = [{"name": "Zolofft 50 mg", "last_taken": "ongoing"}, {"name": "Qqqqq", "last_taken": "ongoing"}]
    answered(cast, medicines={"items": items, "complete": True})
    browser = signed_in(cast.reviewer)
    shown = page(cast)
    assert "is not a medicine we know" in shown
    asked = f"{address(cast, 'person-medicine')}?name=zolofft"
    choices = browser.get(asked).content.decode()
    assert "Zoloft: " in choices
    row = cast.maren.facts.get(fact="medicines", is_current=True)
    assert browser.post(asked, {"meant": "keep", "seen": str(row.pk)}).status_code == 302
    assert cast.maren.facts.get(fact="medicines", is_current=True).pk == row.pk
    odd = browser.post(asked, {"meant": "other", "other": "Wwwww", "seen": str(row.pk)})
    assert "not known here either" in odd.content.decode()
    assert 'value="Wwwww"' in odd.content.decode()
    browser.post(asked, {"meant": "Zoloft", "seen": str(row.pk)})
    now = cast.maren.facts.get(fact="medicines", is_current=True)
    assert [item["name"] for item in now.value["items"]] == ["Zoloft 50 mg", "Qqqqq"]
    assert browser.get(asked).url == address(cast), "it is understood by now"


def test_a_medicine_no_row_speaks_of_says_so_on_the_list(cast: Cast) -> None:
    opened(cast)
    items = [{"name": "Zoloft 50 mg", "last_taken": "ongoing"}, {"name": "ketamine", "last_taken": "ongoing"}]
    answered(cast, medicines={"items": items, "complete": True})
    shown = signed_in(cast.reviewer).get(address(cast, "person-medicines")).content.decode()
    assert "No row of the interaction table speaks of ketamine. That is not a proof of safety." in shown
    assert "speaks of sertraline" not in shown


def test_the_list_of_medicines_is_stated_with_the_person(cast: Cast) -> None:
    opened(cast)
    browser, where = signed_in(cast.facilitator), address(cast, "person-medicines")
    assert browser.get(address(cast, "person-fact", "medicines")).url == where
    assert browser.post(where, {}).status_code == 422
    half = browser.post(where, {"name-0": "Lithium", "when-0": "on"})
    assert "say that it is not known" in half.content.decode()
    assert 'value="Lithium"' in half.content.decode()
    told = {
        "name-0": "Lithium",
        "when-0": "on",
        "on-0": "2026-05",
        "name-1": "Ibuprofen",
        "when-1": "ongoing",
    }
    assert browser.post(where, told).status_code == 302
    row = cast.maren.facts.get(fact="medicines", is_current=True)
    assert [item["last_taken"] for item in row.value["items"]] == ["2026-05", "ongoing"]
    assert row.value["complete"] is False
    late = browser.post(where, {"complete": "on"}).content.decode()
    assert "A colleague changed the list" in late
    assert str(row.pk) in late


def test_who_may_see_and_who_may_not(cast: Cast) -> None:
    screening = screened(cast, opened(cast))
    names = [
        ("person-screening",), ("person-tasks",), ("screening-decide", screening.pk, "defer"),
        ("person-fact", "lab.alt"), ("person-medicines",),
    ]  # fmt: skip
    for name, *more in names:
        where = address(cast, name, *more)
        assert signed_in(cast.reviewer).get(where).status_code == 200
        assert signed_in(cast.stranger).get(where).status_code == (403 if name == "screening-decide" else 404)
        for closed in (cast.researcher, cast.administrator, cast.maren.account):
            assert signed_in(closed).get(where).status_code == 403
    assert signed_in(cast.facilitator).get(address(cast)).status_code == 200
    assert (
        signed_in(cast.facilitator).get(address(cast, "screening-decide", screening.pk, "defer")).status_code
        == 403
    )
    assert (
        signed_in(cast.reviewer).get(address(cast, "screening-decide", screening.pk, "shrug")).status_code
        == 404
    )
    assert signed_in(cast.reviewer).get(address(cast, "screening-declined")).status_code == 404


def test_another_persons_screening_is_not_found_under_hers(cast: Cast) -> None:
    theirs = screened(cast, opened(cast, cast.other))
    opened(cast)
    assert (
        signed_in(cast.reviewer).get(address(cast, "screening-decide", theirs.pk, "defer")).status_code == 404
    )


def test_looking_leaves_a_line(cast: Cast) -> None:
    opened(cast)
    page(cast)
    assert AuditEvent.objects.get(patient=cast.maren.pk, action="screening.read").name == "Emi Aoki"


def test_no_way_open_says_so_and_screens_nothing(cast: Cast) -> None:
    browser = signed_in(cast.reviewer)
    assert "No way through care is open" in browser.get(address(cast)).content.decode()
    assert "Open one first" in browser.post(address(cast, "screening-run"), follow=True).content.decode()


def test_the_page_stays_at_thirteen_queries_however_much_is_kept(cast: Cast) -> None:
    episode = opened(cast)
    answered(cast)
    browser = signed_in(cast.reviewer)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            screened(cast, episode)
        browser.get(address(cast))
        with CaptureQueriesContext(connection) as caught:
            browser.get(address(cast))
        counts.append(len(caught))
    assert counts == [13, 13]


def test_reviews_list_who_waits_and_cost_the_same_for_one_and_three(cast: Cast) -> None:
    browser, where = signed_in(cast.reviewer), reverse("clinic:reviews")
    assert "Nobody waits for a review" in browser.get(where).content.decode()
    screened(cast, opened(cast))
    counts = []
    for more in (0, 2):
        for n in range(more):
            by = actor(cast.coordinator)
            person = register_patient(site=cast.site, family=f"Invented{n}", given="Person", by=by, at=NOON)
            screened(cast, opened(cast, person))
        with CaptureQueriesContext(connection) as caught:
            shown = browser.get(where).content.decode()
        counts.append(len(caught))
    assert counts[0] == counts[1]
    assert "Mar Solberg" in shown
    assert "open questions" in shown
    assert "Mon 2 Nov 2026" in shown


def test_reviews_say_what_was_decided_and_are_the_reviewers(cast: Cast) -> None:
    screening = screened(cast, opened(cast))
    opened(cast, cast.other)
    decide(cast, screening, "defer", reason="An ECG is missing.")
    shown = signed_in(cast.reviewer).get(reverse("clinic:reviews")).content.decode()
    assert "deferred by Emi Aoki" in shown
    assert "not screened yet" in shown
    for closed in (cast.facilitator, cast.coordinator, cast.researcher):
        assert signed_in(closed).get(reverse("clinic:reviews")).status_code == 403
