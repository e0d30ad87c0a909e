"""Clinical content laid out: each kind says what a clinician looks for, for every piece there is."""

from collections.abc import Iterable

import pytest

from cairn.components.content_sections.how_scored import how_scored, numbers
from cairn.components.content_sections.instrument import count_words, instrument_sections, wording
from cairn.components.content_sections.medicine import medicine_sections
from cairn.components.content_sections.pack import pack_sections, requirement_sections
from cairn.components.content_sections.paper import paper_sections
from cairn.components.content_sections.profile import profile_sections
from cairn.components.content_sections.protocol import protocol_sections
from cairn.components.content_sections.rule import rule_sections
from cairn.components.content_sections.section import Section, length
from cairn.content.readers.instrument import instruments
from cairn.content.readers.medicine import medicine_dictionary
from cairn.content.readers.paper import papers
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.dates import parse_period
from cairn.domain.instruments.item import Endorsement, SymptomCount
from cairn.domain.regimes.events import Effect


def titled(sections: Iterable[Section], title: str) -> Section:
    return next(section for section in sections if section.title == title)


def everything() -> Iterable[tuple[str, tuple[Section, ...]]]:
    for instrument in instruments().values():
        yield instrument.key, instrument_sections(instrument)
    for pack in packs().values():
        yield pack.key, pack_sections(pack)
        for requirement in pack.rules:
            yield requirement.id, requirement_sections(requirement, pack)
    for protocol in protocols().values():
        yield protocol.key, protocol_sections(protocol)
    for paper in papers().values():
        yield paper.key, paper_sections(paper)
    for profile in profiles().values():
        yield profile.key, profile_sections(profile)
    for rule in rule_set().rules:
        yield rule.id, rule_sections(rule)


def test_every_piece_of_content_can_be_laid_out_with_a_cell_for_every_column() -> None:
    for key, sections in everything():
        assert sections, key
        for section in sections:
            assert {len(row) for row in section.rows} <= {len(section.columns)}, (key, section.title)
            if section.stacked:
                assert [block[0] for block in section.blocks] == [row[0] for row in section.rows]


def test_a_measure_says_how_it_is_scored_what_it_means_and_whose_it_is() -> None:
    sections = instrument_sections(instruments()["phq-9"])
    assert titled(sections, "Scores").rows[0] == (
        "total",
        "PHQ-9 total",
        "sum of 1–9",
        "0 to 27",
        "Kroenke 2001",
        "A",
    )
    assert titled(sections, "Bands").rows[3] == (
        "total", "kroenke-2001", "Moderately severe", "15", "Kroenke 2001", "A",
    )  # fmt: skip
    assert titled(sections, "Cut-offs").rows[0][2:4] == ("10 or more", "Primary care patients")
    assert titled(sections, "Safety flags").rows[0][:2] == ("9", "1")
    assert titled(sections, "Items").rows[0][:4] == ("1–9", "0, 1, 2, 3", "as answered", "always")
    assert titled(sections, "Whose it is").words[0] == "Owner: Pfizer Inc."


def test_the_wording_of_items_stands_apart_and_only_where_it_may_be_shown() -> None:
    assert wording(instruments()["phq-9"]).words[0] == "1. Little interest or pleasure in doing things"
    printed = " ".join(str(section) for section in instrument_sections(instruments()["phq-9"]))
    assert "Little interest" not in printed
    skeletons = [each for each in instruments().values() if not each.is_worded and not each.items[0].text]
    assert skeletons
    assert all(not wording(each).words for each in skeletons)


def test_a_score_that_is_refused_says_why_before_anything_else() -> None:
    drafts = [each for each in instruments().values() if any(rule.draft for rule in each.scores)]
    assert drafts
    for instrument in drafts:
        first = instrument_sections(instrument)[0]
        assert (first.title, first.notice) == ("Not scored yet", True)
        assert len(first.words) == sum(rule.draft is not None for rule in instrument.scores)


def test_every_way_of_scoring_has_words() -> None:
    said = {
        how_scored(rule).split()[0]
        for each in instruments().values()
        for rule in each.scores
        if not rule.draft
    }
    assert {"sum", "mean", "the", "how", "algorithm:", "what"} <= said


@pytest.mark.parametrize(
    ("items", "shown"),
    [(("1", "2", "3", "5"), "1–3, 5"), (("6", "7"), "6, 7"), (("P1", "P2"), "P1, P2"), ((), "")],
)
def test_runs_of_item_numbers_are_drawn_together(items: tuple[str, ...], shown: str) -> None:
    assert numbers(items) == shown


TWO = (Endorsement("2", 1), Endorsement("3", 1))
BOTH = "item 2 is 1 or more, item 3 is 1 or more"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (SymptomCount(TWO[:1], 1), "item 2 is 1 or more"),
        (SymptomCount(TWO[:1], 0, 0), "not item 2 is 1 or more"),
        (SymptomCount(TWO, 0, 0), f"none of: {BOTH}"),
        (SymptomCount(TWO, 1, 1), f"at least 1 and at most 1 of: {BOTH}"),
    ],
)
def test_when_an_item_is_asked_is_said_in_words(count: SymptomCount, words: str) -> None:
    assert count_words(count) == words


def test_a_place_shows_what_is_not_known_before_its_rules() -> None:
    sections = pack_sections(packs()["us-or"])
    assert (sections[0].title, sections[0].notice) == ("Not known: ask your regulator", True)
    assert "OR-AE-03" in [row[0] for row in sections[0].rows]
    duration = titled(sections, "Table: min duration")
    assert duration.rows[-1] == ("from 35, up to and with 50", "360", "")


def test_a_rule_says_when_it_fires_and_how_each_profile_reads_it() -> None:
    sections = rule_sections(rule_set().rule("SCR-CV-01"))
    assert "above 140 mmHg; or" in titled(sections, "When it fires").words[0]
    assert "EMBRACE 2024" in [row[0] for row in titled(sections, "How the profiles read it").rows]
    assert len(titled(sections, "Three questions kept apart").rows) == 3


def test_a_form_of_an_authority_says_who_signs_it_when_and_whether_another_may_stand_in() -> None:
    touch = next(each for each in papers().values() if each.form is not None and each.form.id == "CO-4")
    sections = paper_sections(touch)
    signed = titled(sections, "How it is signed").words
    assert signed[1].startswith("Signed by the person")
    assert "the day of the administration session" in signed[1]
    assert titled(sections, "The authority’s form").words[0].startswith("CO-4, ")


def test_a_rule_that_was_not_verified_says_so() -> None:
    pack = packs()["trial-us-ich"]
    weak = [rule for rule in pack.rules if not rule.is_verified and rule.effect is not Effect.GAP]
    assert weak
    for rule in weak:
        assert titled(requirement_sections(rule, pack), "Not verified").notice


def test_a_profile_shows_what_it_changes_and_the_rules_only_it_has() -> None:
    own = [each for each in profiles().values() if each.adds]
    assert own
    for profile in own:
        section = titled(profile_sections(profile), "Rules of its own")
        assert [row[0] for row in section.rows] == [rule.id for rule in profile.adds]
    assert "What it changes" not in [section.title for section in profile_sections(profiles()["general"])]


def test_a_question_that_only_asks_for_a_view_while_it_is_open_says_so() -> None:
    lenient = [rule for rule in rule_set().rules if rule.unasked is not None]
    assert lenient
    for rule in lenient:
        words = titled(rule_sections(rule), "What settles it").words[-1]
        assert words.endswith("and no more; it never clears.")


def test_a_medicine_without_a_row_is_not_called_safe() -> None:
    by_words = medicine_dictionary().by_words
    lithium = medicine_sections(by_words[("lithium",)][0])
    assert "DDI-01" in [row[0] for row in titled(lithium, "Together with psilocybin").rows]
    fluoxetine = titled(medicine_sections(by_words[("fluoxetine",)][0]), "What else is known")
    assert ("time without", "A") in [(row[0], row[3]) for row in fluoxetine.rows]
    sertraline = titled(medicine_sections(by_words[("sertraline",)][0]), "What else is known")
    assert [row[3] for row in sertraline.rows if row[0] == "half-life"] == ["C"]
    quiet = medicine_sections(by_words[("amoxicillin",)][0])
    assert titled(quiet, "Together with psilocybin").words[0].endswith("That is not a proof of safety.")


PERIODS = {
    "P30D": "30 days",
    "P12M": "12 months",
    "PT24H": "1 day",
    "PT90M": "1 hour and 30 minutes",
    "P0D": "0 days",
}


@pytest.mark.parametrize(("period", "words"), PERIODS.items())
def test_a_period_is_said_in_words(period: str, words: str) -> None:
    assert length(parse_period(period)) == words
