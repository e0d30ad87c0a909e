"""A centre that has just opened reads what it works by, and signs for it. The steps follow each other."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Come, Door
from tests.journeys.served import Served
from tests.journeys.test_accessibility import faults_here
from tests.journeys.visitor import Visitor
from tests.journeys.way import Way

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("step")]
RULE = "/clinic/content/rules/SCR-CV-03-LONG/"
STRICT = "/clinic/content/profiles/strict/"
NOTE = "Read beside the paper; ours is the same limit."


@pytest.fixture(scope="module")
def way() -> Way:
    """This centre's way, apart from the other one's."""
    return Way()


@pytest.fixture
def reviewer(door: Door, alder: Served, way: Way) -> Visitor:
    if "reviewer" not in way.people:
        way.record = alder.since["Vera Lund"]["record"]
        way.people["reviewer"] = door("Nora Falk")
    return way.people["reviewer"]


@pytest.fixture
def facilitator(door: Door, alder: Served, way: Way) -> Visitor:
    if "facilitator" not in way.people:
        way.people["facilitator"] = door("Per Holm")
    return way.people["facilitator"]


def section(visitor: Visitor, title: str) -> Locator:
    """One part of an entry, by its heading."""
    heading = visitor.page.get_by_role("heading", name=title, exact=True)
    return visitor.page.locator("main section", has=heading).last


def finding(visitor: Visitor, way: Way) -> Locator:
    """What the screening of the person says of the long QTc."""
    visitor.goto(f"{way.record}screening/?finding=SCR-CV-03-LONG")
    return visitor.page.locator("#chosen")


def test_given_a_new_centre_when_its_reviewer_opens_the_content_then_what_waits_for_them_stands_first(
    reviewer: Visitor,
) -> None:
    reviewer.goto("/clinic/content/")
    expect(reviewer.page.get_by_text("Not enforced yet")).to_be_visible()
    rows = reviewer.page.locator(".rows li")
    expect(rows.first).to_contain_text("not signed here")
    reviewer.follow("Show only these")
    assert rows.count() == rows.filter(has_text="not signed here").count() > 0
    assert rows.filter(has_text="SCR-CV-03-LONG").count() == 1


def test_when_they_open_a_place_that_is_not_known_well_then_its_open_questions_stand_before_its_rules(
    reviewer: Visitor,
) -> None:
    reviewer.goto("/clinic/content/law/us-nm/")
    parts = reviewer.page.locator("main :is(.sheet > h2, .message)").all_inner_texts()
    unknown = next(
        index for index, words in enumerate(parts) if words.startswith("Not known: ask your regulator")
    )
    assert "Is there a ceiling of the dose?" in parts[unknown]
    assert unknown < parts.index("Scope of a licence"), parts
    expect(reviewer.page.get_by_text("not for use", exact=True)).to_be_visible()


def test_when_they_read_a_measure_a_protocol_and_a_profile_then_each_number_says_where_it_comes_from(
    reviewer: Visitor,
) -> None:
    reviewer.goto("/clinic/content/measures/phq-9@1/")
    expect(section(reviewer, "Bands")).to_contain_text("Moderately severe")
    change = section(reviewer, "Change").get_by_role("row").filter(has_text="reliable")
    assert [cell.inner_text() for cell in change.get_by_role("cell").all()] == [
        "reliable",
        "6",
        "NHS Talking Therapies, England",
        "NHS Talking Therapies, read in a secondary source",
        "A",
    ]
    expect(section(reviewer, "Whose it is")).to_contain_text("The text is here.")
    reviewer.goto("/clinic/content/protocols/trd-mood@1/")
    steps = section(reviewer, "Sessions and contacts").locator(".blocks > li")
    assert steps.count() == steps.filter(has_text="Source").filter(has_text="Why").count() > 5
    reviewer.goto(STRICT)
    expect(section(reviewer, "What it changes")).to_contain_text("SCR-PSY-06")


def test_when_they_read_a_rule_then_it_keeps_three_questions_apart_and_says_that_nobody_here_signed(
    reviewer: Visitor, way: Way
) -> None:
    reviewer.goto(RULE)
    expect(section(reviewer, "Three questions kept apart")).to_contain_text(
        "not known: no study at this length"
    )
    expect(section(reviewer, "Source")).to_contain_text("Grade P.")
    who = section(reviewer, "Who read it here")
    expect(who).to_contain_text("Nobody at Alder House yet.")
    expect(who).to_contain_text("Signed, it is a block.")
    shown = finding(reviewer, way)
    expect(shown).to_contain_text("Shown, not enforced")
    expect(shown.locator(".tag").first).to_have_text("review")


def test_when_a_facilitator_reads_the_same_rule_then_there_is_nothing_for_them_to_sign(
    facilitator: Visitor,
) -> None:
    assert facilitator.goto(RULE).status == 200
    expect(facilitator.page.get_by_text("Nobody at Alder House yet.")).to_be_visible()
    expect(facilitator.page.locator("input[name=secret]")).to_have_count(0)
    facilitator.goto(STRICT)
    expect(facilitator.page.get_by_role("link", name="Use it here")).to_have_count(0)
    with facilitator.expecting(403):
        assert facilitator.goto(f"{STRICT}use/").status == 403


def test_when_the_password_is_wrong_then_nothing_is_signed_and_the_note_stays_and_then_the_rule_blocks(
    reviewer: Visitor, facilitator: Visitor, way: Way, alder: Served
) -> None:
    reviewer.goto(RULE)
    reviewer.fill("A note", NOTE)
    secret = reviewer.page.locator("input[name=secret]")
    secret.fill("not the password")
    with reviewer.expecting(422):
        reviewer.press("I have read it, and answer for it here")
        expect(reviewer.page.get_by_role("alert")).to_be_visible()
    expect(reviewer.page.get_by_label("A note")).to_have_value(NOTE)
    expect(reviewer.page.get_by_text("Nobody at Alder House yet.")).to_be_visible()
    assert faults_here(reviewer, "a signature that was refused") == []
    secret.fill(alder.secrets_of("Nora Falk")["password"])
    reviewer.press("I have read it, and answer for it here")
    expect(section(reviewer, "Who read it here")).to_contain_text("Nora Falk, MD")
    expect(reviewer.page.get_by_text("not signed here")).to_have_count(0)
    shown = finding(facilitator, way)
    expect(shown.locator(".tag").first).to_have_text("block")
    expect(shown).to_contain_text("Reviewed for Alder House by Nora Falk")


def test_then_the_other_centre_learns_nothing_of_it(reviewer: Visitor, come: Come) -> None:
    cedar = come("Nkechi Okafor")
    cedar.goto(RULE)
    assert "Nora Falk" not in cedar.words
    assert NOTE not in cedar.words
    assert "Emi Aoki" not in reviewer.words


def test_when_a_profile_is_chosen_then_what_changes_is_seen_first_and_the_screening_names_it_and_back_again(
    reviewer: Visitor, facilitator: Visitor, way: Way, alder: Served
) -> None:
    for name, code, before in (("Strict", "strict", "General"), ("General", "general", "Strict")):
        reviewer.goto(f"/clinic/content/profiles/{code}/")
        reviewer.follow("Use it here")
        expect(reviewer.page.get_by_text(f"Alder House screens under “{before}” now")).to_be_visible()
        changed = section(reviewer, "What would change").get_by_role("row").filter(has_text="SCR-PSY-06")
        expect(changed.first).to_contain_text("block")
        reviewer.page.locator("input[name=secret]").fill(alder.secrets_of("Nora Falk")["password"])
        reviewer.press(f"Screen under “{name}”")
        expect(reviewer.page.get_by_text(f"Alder House screens under “{name}” from now on.")).to_be_visible()
        expect(reviewer.page.get_by_text("used here", exact=True)).to_be_visible()
        facilitator.goto(f"{way.record}screening/")
        expect(facilitator.page.locator("main")).to_contain_text(f"Profile: {name} ·")
