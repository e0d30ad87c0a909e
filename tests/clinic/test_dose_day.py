"""A session's day on the pages: what it asks, where it is answered, what it holds, and nothing of it before."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from cairn.clinic.day_lines import ANCHOR, asked_on_the_day, question_lines
from cairn.clinic.fact_lines import asked_again_words, fact_sections
from cairn.clock import now
from cairn.content.readers.fact import declared_facts
from cairn.domain.dates import parse_period
from cairn.record.models import Encounter, FactStatement
from cairn.record.to_domain.situation import situation_of
from tests.administration_day import Morning, morning
from tests.cast import Cast, signed_in
from tests.clinic.screened import address, answered, opened, page
from tests.clinic.test_readiness import address as readiness
from tests.clinic.test_readiness import soon, staff

TEST = "What does the urine pregnancy test of today show?"
EATEN = "What has the person eaten today?"
LABELS = (
    "systolic pressure before the dose, diastolic pressure before the dose, urine pregnancy test today, "
    "intoxicated or in withdrawal now, drug and alcohol screen today, taken in the last 24 hours, usual caffeine "
    "this morning, bought or herbal remedies in the last week, as-needed medicine this morning, eaten today"
)


def lose(cast: Cast, *facts: str) -> None:
    """Nobody has said it yet."""
    FactStatement.objects.filter(patient=cast.maren, fact__in=facts).delete()


def said_yesterday(cast: Cast, *facts: str) -> None:
    yesterday = now() - timedelta(days=1)
    FactStatement.objects.filter(patient=cast.maren, fact__in=facts).update(at=yesterday)


def on_the_page(cast: Cast, day: Morning) -> str:
    return signed_in(cast.facilitator).get(readiness(day)).content.decode()


def group(shown: str) -> str:
    """The part of the page under its heading."""
    return shown.partition(f'id="{ANCHOR}"')[2].partition("</section>")[0]


def test_before_the_day_one_quiet_line_says_what_is_asked_and_nothing_stops(cast: Cast) -> None:
    day = soon(cast)
    Encounter.objects.filter(pk=day.encounter.pk).update(planned_start=now() + timedelta(days=3))
    lose(cast, "pregnancy.test_today", "food.today")
    shown = group(on_the_page(cast, day))
    assert f"These are asked on the day: {LABELS}." in shown
    assert TEST not in shown
    assert "data-is" not in shown


def test_before_the_day_there_is_nothing_to_begin_with_and_the_page_says_when(cast: Cast) -> None:
    day = soon(cast)
    Encounter.objects.filter(pk=day.encounter.pk).update(planned_start=now() + timedelta(days=1))
    signed_in(cast.facilitator).post(readiness(day, "clinic:readiness-ask-again"))
    shown = on_the_page(cast, day)
    assert "What belongs to its day is asked on that day; then it can begin." in shown
    assert "A session begins on the day it is planned for." in shown
    assert "Begin the session" not in shown
    refused = signed_in(cast.facilitator).post(readiness(day, "clinic:administration-start"), staff(cast))
    assert (refused.status_code, "planned for another day" in refused.content.decode()) == (422, True)


def test_on_the_day_each_open_question_is_a_line_with_its_form_and_what_stops_stands_first(
    cast: Cast,
) -> None:
    day = soon(cast)
    lose(cast, "food.today", "pregnancy.test_today")
    shown = on_the_page(cast, day)
    assert "The session cannot start yet." in shown
    assert "1 thing must be seen to first." in shown
    lines = group(shown).split("<li ")[1:]
    assert [TEST in lines[0], EATEN in lines[1], len(lines)] == [True, True, 2]
    assert ["not-assessed" in lines[0], 'data-is="note"' in lines[1]] == [True, True]
    back = urlencode({"next": f"{readiness(day)}#{ANCHOR}"})
    assert f'{address(cast, "person-fact", "pregnancy.test_today")}?{back}"' in lines[0]


def test_answered_there_it_comes_back_and_the_session_begins(cast: Cast) -> None:
    day = soon(cast)
    lose(cast, "pregnancy.test_today")
    browser, back = signed_in(cast.facilitator), f"{readiness(day)}#{ANCHOR}"
    form = address(cast, "person-fact", "pregnancy.test_today")
    asked = browser.get(form, {"next": back}).content.decode()
    assert f'name="next" value="{back}"' in asked
    assert "it is asked again for each day" in asked
    refused = browser.post(readiness(day, "clinic:administration-start"), staff(cast))
    assert (
        "The session cannot start: Is the urine pregnancy test of today positive" in refused.content.decode()
    )
    assert browser.post(form, {"value": "negative", "next": back}).url == back
    shown = on_the_page(cast, day)
    assert "Everything that is asked on the day is answered, and nothing stops." in group(shown)
    assert browser.post(readiness(day, "clinic:administration-start"), staff(cast)).url == readiness(
        day, "clinic:room"
    )


def test_what_is_found_on_the_day_stops_and_leads_to_the_screening(cast: Cast) -> None:
    day = soon(cast)
    lose(cast, "substance.affected_now")
    browser = signed_in(cast.facilitator)
    browser.post(address(cast, "person-fact", "substance.affected_now"), {"value": "yes"})
    shown = group(on_the_page(cast, day))
    assert "Intoxicated or in withdrawal now." in shown
    assert "A clinical reviewer may weigh it: screen again, decide and sign, today." in shown
    assert "(SCR-SUD-01-NOW, " in shown
    assert address(cast) in shown


def test_yesterdays_answer_is_asked_again_and_stands_in_the_history_only(cast: Cast) -> None:
    day = soon(cast)
    said_yesterday(cast, "food.today", "pregnancy.test_today")
    assert TEST in group(on_the_page(cast, day))
    asked = signed_in(cast.facilitator).get(address(cast, "person-fact", "food.today")).content.decode()
    assert "What was said last no longer counts: it was of an earlier day." in asked
    assert "A light breakfast" in asked
    assert "stands now" not in asked
    assert "checked" not in asked
    assert "A light breakfast, said by Nkechi Okafor" in page(cast)


def test_a_session_that_is_over_asks_nothing(cast: Cast) -> None:
    day = soon(cast)
    Encounter.objects.filter(pk=day.encounter.pk).update(status="finished")
    assert ANCHOR not in on_the_page(cast, day)


def test_a_way_back_that_is_not_ours_leads_to_the_screening(cast: Cast) -> None:
    opened(cast)
    browser, form = signed_in(cast.facilitator), address(cast, "person-fact", "food.today")
    for odd in (
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "javascript:0",
        "",
    ):
        row = cast.maren.facts.filter(fact="food.today", is_current=True).first()
        seen = "" if row is None else str(row.pk)
        assert browser.post(form, {"value": "light", "seen": seen, "next": odd}).url == address(cast), odd


def test_the_screening_says_its_occasion_and_the_days_questions_stand_first_on_the_day(cast: Cast) -> None:
    day = soon(cast)
    lose(cast, "pregnancy.test_today", "food.today")
    shown = page(cast)
    assert "For the day of a session" in shown
    assert "was not for this day: ask, then screen again." in shown
    first, then = shown.index("Asked on this day"), shown.index("What was found")
    assert first < shown.index(TEST) < shown.index(EATEN) < then
    browser = signed_in(cast.reviewer)
    browser.post(address(cast, "screening-run"))
    assert "for the day of a session" in browser.get(address(cast)).content.decode()
    Encounter.objects.filter(pk=day.encounter.pk).update(planned_start=now() + timedelta(days=3))
    later = browser.get(address(cast)).content.decode()
    assert "An ordinary screening: what belongs to the day of a session is asked on that day." in later
    assert "Below is how things stand now, without what belongs to that day." in later
    assert TEST not in later


def test_a_decision_for_the_day_needs_a_screening_of_the_day(cast: Cast) -> None:
    day = soon(cast)
    Encounter.objects.filter(pk=day.encounter.pk).update(planned_start=now() + timedelta(days=3))
    browser = signed_in(cast.reviewer)
    browser.post(address(cast, "screening-run"))
    row = cast.maren.screenings.order_by("-at").first()
    assert row is not None
    where = address(cast, "screening-decide", row.pk, "defer")
    assert "They were made for different days" not in browser.get(where).content.decode()
    Encounter.objects.filter(pk=day.encounter.pk).update(planned_start=now())
    assert "They were made for different days" in browser.get(where).content.decode()
    browser.post(where, {"do": "look-again"})
    newest = cast.maren.screenings.order_by("-at").first()
    assert newest is not None
    assert newest.occasion == "dose-day"


def test_a_finding_that_fired_for_want_of_a_fact_says_what_is_not_on_file(cast: Cast) -> None:
    opened(cast)
    answered(cast, **{"ecg.qtc": None})
    shown = page(cast, finding="SCR-CV-08")
    label = declared_facts()["ecg.qtc"].label["en"]
    assert f"Nothing is on file about: {label}." in shown
    assert "Facts that fired it" not in shown


def test_the_story_says_that_an_answer_of_one_day_is_asked_again(cast: Cast) -> None:
    morning(cast, now())
    rows = {row.fact: row for row in cast.maren.facts.filter(is_current=True)}
    lines = {line.label: line.origin for part in fact_sections(rows) for line in part.lines}
    assert lines["Eaten today"].endswith(", asked again for each day")
    assert "asked again" not in lines["Seizures"]
    shown = signed_in(cast.facilitator).get(reverse("clinic:person-story", args=[cast.maren.pk]))
    assert "asked again for each day" in shown.content.decode()


def test_what_lasts_longer_says_how_long() -> None:
    fact = declared_facts()["food.today"]
    assert asked_again_words(replace(fact, lasts=parse_period("P7D"))) == "asked again after P7D"
    assert asked_again_words(declared_facts()["body.weight"]) == ""


def test_somebody_who_may_not_write_answers_finds_no_form(cast: Cast) -> None:
    day = soon(cast)
    lose(cast, "food.today")
    findings = situation_of(day.episode, now()).dose_day.findings
    lines = [question_lines(findings, (), day.encounter, may_state=may) for may in (True, False)]
    assert [bool(line.url) for (line,) in lines] == [True, False]
    assert question_lines((), (), day.encounter, may_state=True) == ()


def test_what_is_asked_on_the_day_is_named_in_the_order_of_the_facts() -> None:
    assert ", ".join(label.lower() for label in asked_on_the_day("general")) == LABELS
