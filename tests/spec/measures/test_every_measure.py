"""What holds for every measure of the package: its ranges are reached exactly, and a blank leaves the score out."""

import itertools
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument, Status
from cairn.domain.instruments.item import Item
from cairn.domain.instruments.meaning import is_asserted
from cairn.domain.instruments.rules import Mean, ScoreRule, Sum, ValueLookup
from cairn.domain.instruments.scoring import Amount, Reason, Score, Unscored, score

EVERY = pytest.mark.parametrize("instrument", instruments().values(), ids=lambda each: each.id)
Form = dict[str, int]


def forms(instrument: Instrument) -> Iterator[Form]:
    """Scored items all at one keyed end and unscored items all at one raw end: four forms."""
    for scored, unscored in itertools.product((0, -1), repeat=2):
        yield {
            item.number: end_of(item, scored) if item.scored else item.values[unscored]
            for item in instrument.items
        }


def end_of(item: Item, end: int) -> int:
    """The raw answer whose keyed value is lowest (0) or highest (-1)."""
    return sorted(item.values, key=item.keyed)[end]


def given(instrument: Instrument, rule: ScoreRule) -> bool:
    """Whether the score is a number that the answers alone give."""
    return rule.draft is None and rule.is_number and not isinstance(rule.how, ValueLookup)


def is_asked(instrument: Instrument, number: str, form: Form) -> bool:
    """Whether the form's own answers ask this question, read naively."""
    return all(
        count.minimum
        <= sum(
            is_asked(instrument, each.item, form) and form[each.item] >= each.at_least
            for each in count.endorsements
        )
        <= (len(count.endorsements) if count.maximum is None else count.maximum)
        for count in instrument.item(number).enabled_when
    )


def needed(instrument: Instrument, rule: ScoreRule) -> frozenset[str]:
    """The items of a score and of the scores it builds on."""
    return rule.items.union(*(needed(instrument, instrument.score_rule(each)) for each in rule.builds_on))


def is_strict(instrument: Instrument, rule: ScoreRule) -> bool:
    """Whether neither the score nor one it builds on has a sourced rule for blanks."""
    own = not isinstance(rule.how, Sum | Mean) or rule.how.prorating is None
    return own and all(is_strict(instrument, instrument.score_rule(each)) for each in rule.builds_on)


def without(instrument: Instrument, number: str, form: Form) -> Form:
    """The form with that item blank, and with it whatever is as good as it."""
    group = next((group for group in instrument.one_of if number in group), (number,))
    return {each: answer for each, answer in form.items() if each not in group}


@EVERY
def test_a_whole_form_has_no_score_missing(instrument: Instrument) -> None:
    for form in forms(instrument):
        result = score(instrument, form)
        assert isinstance(result, Score)
        reasons = {each.reason for each in result.results if isinstance(each, Unscored)}
        assert Reason.MISSING not in reasons


@EVERY
def test_the_least_and_the_most_that_can_be_answered_are_the_ends_of_the_range(
    instrument: Instrument,
) -> None:
    results = [score(instrument, form).results for form in forms(instrument)]
    for rule in instrument.scores:
        if given(instrument, rule):
            found = [
                each.value
                for row in results
                for each in row
                if each.score == rule.id
                if isinstance(each, Amount)
            ]
            assert (min(found), max(found)) == (rule.lowest, rule.highest), rule.id


@EVERY
def test_a_draft_never_gives_a_number(instrument: Instrument) -> None:
    drafts = {rule.id: rule.draft for rule in instrument.scores if rule.draft is not None}
    assert instrument.status is Status.DRAFT or not drafts
    for form in forms(instrument):
        refused = {
            each.score: each.words
            for each in score(instrument, form).results
            if isinstance(each, Unscored) and each.reason is Reason.DRAFT
        }
        assert refused == drafts


@EVERY
def test_any_one_blank_of_a_strict_score_leaves_that_score_out(instrument: Instrument) -> None:
    for form, rule in itertools.product(forms(instrument), instrument.scores):
        if rule.draft is not None or not is_strict(instrument, rule):
            continue
        for number in needed(instrument, rule):
            if not is_asked(instrument, number, form):
                continue
            results = score(instrument, without(instrument, number, form)).results
            found = next(each for each in results if each.score == rule.id)
            assert isinstance(found, Unscored), (rule.id, number)
            assert found.reason in {Reason.MISSING, Reason.NOT_APPLICABLE}


@EVERY
def test_each_edge_of_each_band_is_where_the_set_says(instrument: Instrument) -> None:
    for bands in instrument.bands:
        rule = instrument.score_rule(bands.score)
        edges = [band.at_least for band in bands.bands]
        assert edges[0] == rule.lowest
        assert [bands.band_of(edge) for edge in edges] == list(bands.bands)
        just_below = [bands.band_of(edge - Decimal("0.0001")) for edge in edges[1:]]
        assert just_below == list(bands.bands[:-1])


@EVERY
def test_a_key_from_memory_gives_no_number_unless_the_whole_file_says_draft(instrument: Instrument) -> None:
    shaky = {rule.id for rule in instrument.scores if not is_asserted(rule.citation) and rule.draft is None}
    assert instrument.status is Status.DRAFT or shaky == set()


@EVERY
def test_every_licence_was_looked_at_on_a_day(instrument: Instrument) -> None:
    assert instrument.licence.evidence
    assert instrument.licence.checked_on >= date(2026, 11, 22)
    assert instrument.references
