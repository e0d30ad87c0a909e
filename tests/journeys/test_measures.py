"""A measure asked for outside the roadmap: answered on a telephone, entered from paper, read as a result."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Come, Door
from tests.journeys.served import Served
from tests.journeys.test_accessibility import faults_here
from tests.journeys.visitor import PHONE, Visitor
from tests.journeys.way import Way, answer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("step")]
IN_TIME = date(2099, 12, 31).isoformat()


@pytest.fixture(scope="module")
def way() -> Way:
    """The forms of one person, apart from the other journeys."""
    return Way()


@pytest.fixture
def facilitator(door: Door, alder: Served, way: Way) -> Visitor:
    if "facilitator" not in way.people:
        way.record = alder.since["Vera Lund"]["record"]
        way.people["facilitator"] = door("Per Holm")
    return way.people["facilitator"]


@pytest.fixture
def phone(door: Door, alder: Served, way: Way) -> Visitor:
    if "phone" not in way.people:
        way.people["phone"] = door("Vera Lund", PHONE, has_touch=True, is_mobile=True)
    return way.people["phone"]


def ask(visitor: Visitor, way: Way, *instruments: str) -> None:
    """Ask for measures, one after the other."""
    for instrument in instruments:
        visitor.goto(f"{way.record}measures/ask/")
        visitor.page.get_by_label("Measure").select_option(instrument)
        visitor.press("Ask for it")


def forms(visitor: Visitor, way: Way, title: str) -> Locator:
    """The forms of one measure in the list of all."""
    visitor.goto(f"{way.record}measures/forms/")
    return visitor.page.locator(".rows li", has_text=title)


def result(visitor: Visitor, way: Way, title: str) -> None:
    """Open what the answers to today's form come to."""
    forms(visitor, way, f"{title}, asked for on").get_by_role("link").click()
    visitor.page.wait_for_load_state()


def part(visitor: Visitor, title: str) -> Locator:
    """A part of the result, by its heading."""
    return visitor.page.locator(
        "section", has=visitor.page.get_by_role("heading", name=title, exact=True)
    ).last


def test_when_a_facilitator_asks_for_measures_then_they_wait_in_the_list_and_are_asked_once_a_day(
    facilitator: Visitor, way: Way
) -> None:
    ask(facilitator, way, "pc-ptsd-5", "csi-4", "phq-9", "isi", "dadds", "asq-suicide")
    expect(facilitator.page.get_by_text("ASQ was asked for.")).to_be_visible()
    ask(facilitator, way, "csi-4")
    assert forms(facilitator, way, "CSI-4").count() == 1
    expect(facilitator.page.locator(".rows li", has_text="ISI").get_by_text("on paper")).to_be_visible()
    expect(facilitator.page.locator(".rows li", has_text="CSI-4").get_by_text("on paper")).to_have_count(0)


def test_then_the_person_finds_those_whose_words_are_here_and_not_those_on_paper(
    phone: Visitor, way: Way
) -> None:
    phone.goto("/portal/questions/")
    links = phone.page.locator("main a[href*='/portal/measures/']")
    expect(links).to_have_count(3)
    said = phone.words
    assert all(words not in said for words in ("Insomnia", "DADDS", "Ask Suicide"))
    assert phone.sideways() == 0


def test_when_the_gate_of_a_form_is_closed_then_its_questions_go_away_and_it_is_whole(
    phone: Visitor, facilitator: Visitor, way: Way
) -> None:
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("PC-PTSD-5")).click()
    nightmares = phone.page.locator("[data-item='1']")
    gate = phone.page.locator("[data-item='gate']")
    gate.get_by_text("Yes", exact=True).click()
    expect(nightmares).to_be_visible()
    gate.get_by_text("No", exact=True).click()
    expect(nightmares).to_be_hidden()
    phone.press("Finish")
    expect(phone.page.locator("main")).to_contain_text("Thank you. That is saved.")
    result(facilitator, way, "PC-PTSD-5")
    expect(part(facilitator, "Scores")).to_contain_text("0 of 5")
    cutoffs = part(facilitator, "Published cut-offs")
    expect(cutoffs).to_contain_text("Most sensitive; suggested for women · Bovin 2021, grade A")
    expect(cutoffs).to_contain_text("not reached")


def test_when_choices_differ_by_question_then_each_shows_its_own_and_an_unverified_cut_off_says_so(
    phone: Visitor, facilitator: Visitor, way: Way
) -> None:
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("CSI-4")).click()
    assert phone.sideways() == 0
    for number, words in ((1, "A little unhappy"), (2, "Somewhat true"), (3, "Somewhat"), (4, "Mostly")):
        answer(phone, number, words)
    phone.press("Finish")
    result(facilitator, way, "CSI-4")
    expect(part(facilitator, "Scores")).to_contain_text("9 of 21")
    expect(part(facilitator, "Published cut-offs")).to_contain_text("not verified")
    expect(facilitator.page.get_by_text("Ask each person alone.")).to_be_visible()


def test_when_thoughts_of_death_are_answered_then_the_flag_waits_before_the_form_is_finished(
    phone: Visitor, facilitator: Visitor, way: Way
) -> None:
    phone.goto("/portal/questions/")
    phone.page.get_by_role("link", name=re.compile("PHQ-9")).click()
    answer(phone, 9, "Several days")
    expect(phone.page.locator("#crisis")).to_contain_text(
        "Somebody from your care team will read this today."
    )
    expect(phone.page.locator("#crisis")).to_contain_text("988")
    assert faults_here(phone, "a form with a worry in it") == []
    facilitator.goto("/clinic/")
    flag = facilitator.page.get_by_role("link", name=re.compile("Vera"))
    expect(flag.first).to_be_visible()
    flag.first.click()
    expect(facilitator.page.get_by_text("This waits for somebody now")).to_be_visible()


def test_when_the_form_is_finished_then_its_result_says_the_band_the_cut_offs_and_the_change(
    phone: Visitor, facilitator: Visitor, way: Way
) -> None:
    for number in range(1, 9):
        answer(phone, number, "Several days")
    phone.page.locator("[data-item='10']").get_by_text("Somewhat difficult", exact=True).click()
    phone.press("Finish")
    expect(phone.page.locator("main")).to_contain_text("Thank you. That is saved.")
    result(facilitator, way, "PHQ-9")
    scores = part(facilitator, "Scores")
    expect(scores).to_contain_text("9 of 27")
    expect(scores).to_contain_text("Mild")
    expect(scores).to_contain_text("−10 points since")
    expect(scores).to_contain_text("reliable improvement. 6 points or more count as reliable")
    expect(part(facilitator, "Published cut-offs")).to_contain_text("10 or more: not reached")
    expect(part(facilitator, "Safety")).to_contain_text("raised")
    facilitator.follow("About this measure")
    expect(facilitator.page.get_by_role("heading", level=1)).to_contain_text("PHQ-9")


def test_when_its_words_are_not_here_then_staff_enter_the_numbers_of_the_paper(
    facilitator: Visitor, way: Way
) -> None:
    forms(facilitator, way, "ISI, asked for on").get_by_role("link").click()
    expect(facilitator.page.get_by_text("The words of this form are not here")).to_be_visible()
    for item in facilitator.page.locator("[data-item]").all():
        item.locator("label").filter(has_text=re.compile(r"^\s*2\s*$")).click()
    facilitator.press("Finish")
    result(facilitator, way, "ISI")
    expect(part(facilitator, "Scores")).to_contain_text("14 of 28")
    expect(part(facilitator, "Published cut-offs")).to_contain_text("Community sample")


def test_when_a_draft_cannot_be_scored_then_its_result_says_why_and_gives_no_number(
    facilitator: Visitor, way: Way
) -> None:
    forms(facilitator, way, "DADDS, asked for on").get_by_role("link").click()
    for item in facilitator.page.locator("[data-item]").all():
        item.locator("label").filter(has_text=re.compile(r"^\s*1\s*$")).click()
    facilitator.press("Finish")
    expect(facilitator.page.locator(".rows li", has_text="DADDS")).to_contain_text("no score")
    result(facilitator, way, "DADDS")
    scores = part(facilitator, "Scores")
    expect(scores).to_contain_text("The answer values (0 to 5) are from memory.")
    assert re.search(r"\d+ of \d+", scores.inner_text()) is None


def test_when_staff_ask_about_suicide_aloud_then_one_yes_asks_the_last_question_and_the_result_is_a_level(
    facilitator: Visitor, way: Way
) -> None:
    forms(facilitator, way, "ASQ, asked for on").get_by_role("link").click()
    for number, words in ((1, "No"), (2, "No"), (3, "Yes"), (4, "No"), (5, "No")):
        facilitator.page.locator(f"[data-item='{number}']").get_by_text(words, exact=True).click()
    facilitator.press("Finish")
    result(facilitator, way, "ASQ")
    expect(part(facilitator, "Scores")).to_contain_text("Positive, not acute")
    safety = part(facilitator, "Safety").locator(".rows li")
    assert [row.locator(".tag").inner_text() for row in safety.all()] == [
        "clear",
        "clear",
        "raised",
        "clear",
        "clear",
    ]


def test_who_does_not_care_for_the_person_finds_neither_their_forms_nor_a_result(
    come: Come, facilitator: Visitor, phone: Visitor, way: Way
) -> None:
    result(facilitator, way, "PHQ-9")
    opened = facilitator.page.url.removeprefix(facilitator.origin)
    stranger = come("Nkechi Okafor")
    with stranger.expecting(404), phone.expecting(403):
        for path in (f"{way.record}measures/forms/", f"{way.record}measures/ask/", opened):
            assert stranger.goto(path).status == 404, path
            assert phone.goto(path).status == 403, path
