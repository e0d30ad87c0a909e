"""What the reader refuses of scales, enable rules, ways of scoring and thresholds, by file, entry and mend."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError
from cairn.content.readers.instrument import read_instrument
from cairn.domain.instruments.cutoff import Reaching
from cairn.domain.vocabulary import AdministrativeGender
from tests.domain.instruments.made import FILE, SOURCE, WORDS, data, item, scored

Change = Callable[[dict[str, Any]], object]
GATE = {"at_least": 1, "of": {"1": 1}}
PRORATE = {"answered_at_least": 1, "source": dict(SOURCE)}
BASE = data(
    [
        item("1"),
        item("2", enabled_when=[GATE], skipped_as=0),
        item("3"),
        item("4"),
        item("5", scale={"from": 0, "to": 10}),
        item("6"),
    ],
    [
        scored("total", sum=["1", "2"], range=[0, 6]),
        scored("mean", mean=["1", "3", "4"], range=[0, 3]),
        scored("percent", percent=["1", "5"], range=[0, 100]),
        scored("maxima", sum_of_maxima=[["1"], ["3", "4"]], range=[0, 6]),
        scored("count", count={"at_least": 1, "of": ["1", "5"]}, range=[0, 2]),
        scored("both", sum_of=["total", "mean"], range=[0, 9]),
        scored("middle", mean_of=["total", "mean"], range=[0, 4.5]),
        scored("profile", profile=["1", "6"]),
        scored("looked-up", value_set={"profile": "profile"}),
    ],
    one_of=[["3", "4"]],
    cutoffs=[
        {
            "id": "c",
            "score": "total",
            "title": dict(WORDS),
            "from": 3,
            "population": "Nobody",
            "source": dict(SOURCE),
        }
    ],
    changes=[
        {
            "id": "x",
            "kind": "reliable",
            "score": "total",
            "sd": 1.5,
            "r": 0.84,
            "population": "Nobody",
            "source": dict(SOURCE),
        }
    ],
    recoveries=[
        {"id": "r", "kind": "remission", "score": "total", "at_most": 2, "source": dict(SOURCE)},
    ],
    notes=[{"en": "Never a change score."}],
)


def read(change: Change = lambda _: None) -> Any:
    changed: dict[str, Any] = copy.deepcopy(dict(BASE))
    change(changed)
    return read_instrument(changed, FILE)


def fault(change: Change) -> ContentFaultError:
    with pytest.raises(ContentFaultError) as caught:
        read(change)
    assert caught.value.file == FILE
    assert caught.value.do
    return caught.value


def pattern(**reached: Any) -> dict[str, Any]:
    """An algorithm whose one outcome asks for an earlier score."""
    outcome = {"id": "met", "title": dict(WORDS), "all": [reached]}
    otherwise = {"id": "not-met", "title": dict(WORDS)}
    return scored("pattern", algorithm={"outcomes": [outcome], "otherwise": otherwise})


def item_at(number: int, **more: Any) -> Change:
    return lambda d: d["items"][number - 1].update(more)


def score_at(place: int, **more: Any) -> Change:
    return lambda d: d["scores"][place].update(more)


def cutoff(**more: Any) -> Change:
    return lambda d: (d["cutoffs"][0].pop("from"), d["cutoffs"][0].update(more))


def change_rule(**more: Any) -> Change:
    return lambda d: d["changes"][0].update(more)


def test_it_can_be_read() -> None:
    instrument = read()
    assert instrument.one_of == (("3", "4"),)
    assert [note.en for note in instrument.notes] == ["Never a change score."]
    assert not instrument.is_worded
    assert instrument.score_rule("looked-up").lowest is None


@pytest.mark.parametrize(
    ("change", "what"),
    [
        # scales
        (item_at(5, choices="four"), "either 'choices' or a 'scale'"),
        (lambda d: d["items"][0].pop("choices"), "either 'choices' or a 'scale'"),
        (item_at(5, scale={"from": 3, "to": 3}), "does not rise"),
        (item_at(5, scale={"from": 0, "to": 5000}), "too long"),
        (item_at(5, scale={"from": 0, "to": 10, "middle": 5}), "'middle' is not known"),
        # enable rules
        (item_at(2, enabled_when=[{"at_least": 1, "of": {"99": 1}}]), "there is no item '99'"),
        (item_at(2, enabled_when=[{"at_least": 1, "of": {"1": 7}}]), "cannot be answered 7"),
        (item_at(2, enabled_when=[{"at_least": 2, "of": {"1": 1}}]), "cannot be endorsed"),
        (item_at(1, enabled_when=[{"at_least": 1, "of": {"2": 1}}]), "asked only if it is answered"),
        (item_at(2, enabled_when=[{"at_least": 1, "of": {"2": 1}}]), "asked only if it is answered"),
        (item_at(2, skipped_as=9), "cannot be keyed 9"),
        (item_at(1, skipped_as=0), "never skipped"),
        # one of a group
        (lambda d: d["one_of"].append(["1", "99"]), "there is no item '99'"),
        (lambda d: d["one_of"].append(["3", "5"]), "stands in it twice"),
        (lambda d: d["one_of"].append(["5", "5"]), "stands in it twice"),
        (lambda d: d["one_of"].append(["5"]), "a group of one"),
        (lambda d: d["one_of"].append(["1", "2"]), "has an enable rule"),
        (score_at(1, mean=["1", "3"]), "a part of the group 3 or 4"),
        (score_at(3, sum_of_maxima=[["1", "3"], ["4"]]), "3 or 4 is torn apart"),
        # ways of scoring
        (score_at(0, mean=["1"]), "exactly one way"),
        (score_at(0, times=0), "makes nothing of the sum"),
        (score_at(0, range=[0, 7]), "not what its items give (0 to 6)"),
        (score_at(0, range=[0, "6"]), "'range' is not a number"),
        (score_at(1, range=[0, 4]), "not what its items give (0 to 3)"),
        (score_at(2, range=[0, 1]), "not what its items give (0 to 100)"),
        (score_at(3, range=[0, 9]), "not what its items give (0 to 6)"),
        (score_at(3, sum_of_maxima=[["1"], ["1", "3", "4"]]), "an item is used twice"),
        (score_at(4, count={"at_least": 9, "of": ["1", "5"]}), "item 1 cannot be answered 9"),
        (score_at(4, count={"at_least": 1, "of": ["99"]}), "there is no item '99'"),
        (score_at(5, sum_of=["total", "middle"]), "'middle' is no number that stands before it"),
        (score_at(5, sum_of=["total", "total"]), "a score is used twice"),
        (score_at(5, sum_of=["total", "both"]), "'both' is no number"),
        (score_at(6, mean_of=["nothing"]), "'nothing' is no number"),
        (score_at(7, profile=["1", "5"]), "more than one digit"),
        (score_at(7, profile=["1", "3", "4"]), "item 3 may stay blank"),
        (score_at(8, value_set={"profile": "total"}), "no profile that stands before it"),
        (score_at(8, value_set={"profile": "profile", "range": [1, 0]}), "not a lowest and a highest"),
        (score_at(8, value_set={"profile": "profile", "range": [1]}), "not a lowest and a highest"),
        (score_at(8, variant="a-name-of-twenty-chr"), "too long to be stored"),
        (score_at(0, id="x" * 41), "too long to be stored"),
        (score_at(0, prorate={**PRORATE, "answered_at_least": 2}), "none or all"),
        (score_at(0, prorate={**PRORATE, "answered_at_least": 0}), "none or all"),
        (score_at(1, prorate=PRORATE), "blanks of a one-of group are normal"),
        (lambda d: d["scores"].append(pattern(score="nothing", at_least=1)), "'nothing' is no number"),
        (lambda d: d["scores"].append(pattern(score="looked-up", at_least=1)), "'looked-up' is no number"),
        (lambda d: d["scores"].append(pattern(score="percent", at_least=101)), "'percent' cannot be 101"),
        (lambda d: d["scores"].append(pattern(score="percent", at_most=1)), "'at_least' is missing"),
        # drafts
        (score_at(1, draft="From memory."), "builds on 'mean', a draft"),
        (lambda d: [each.update(draft="?") for each in d["scores"]], "a score is a draft, but the status"),
        (
            lambda d: (d["scores"][0].update(draft="From memory."), d["scores"].__delitem__(slice(5, 7))),
            "the first score is a draft and another is not",
        ),
        (lambda d: d["scores"].insert(0, scored("p", profile=["1"])), "the first score is not a number"),
        (lambda d: d["scores"].insert(1, scored("d")), "exactly one way"),
        # thresholds
        (cutoff(), "exactly one threshold"),
        (cutoff(at_most=1, below=2), "exactly one threshold"),
        (cutoff(at_most=6), "outside the score's range"),
        (cutoff(below=0), "outside the score's range"),
        (cutoff(below=7), "outside the score's range"),
        (cutoff(at_most=1, to=3), "'to' is not known"),
        (cutoff(at_most=1, sex="other"), "no source gives a cut-off for 'other'"),
        (lambda d: d["cutoffs"][0].update(score="profile"), "not a score with a number"),
        (change_rule(points=3), "either 'points', or 'sd' and 'r'"),
        (lambda d: d["changes"][0].pop("r"), "either 'points', or 'sd' and 'r'"),
        (change_rule(r=1), "'r' is no reliability"),
        (change_rule(sd=50), "no two scores differ by so much"),
        (change_rule(up_to=5), "Leave 'up_to' out"),
        (lambda d: d["recoveries"][0].update(at_least=3), "exactly one threshold"),
        (
            lambda d: (d["recoveries"][0].pop("at_most"), d["recoveries"][0].update(above=3)),
            "'above' is not the well side here",
        ),
        (
            lambda d: d.update(
                bands=[{"id": "b", "score": "looked-up", "source": dict(SOURCE), "bands": []}]
            ),
            "no range to cover",
        ),
        # texts
        (lambda d: d.update(stem=dict(WORDS)), "Tier 2 has none"),
        (item_at(1, text=dict(WORDS)), "Tier 2 has none"),
        (lambda d: (d["licence"].update(tier=1), d["items"][0].update(text=dict(WORDS))), "or none yet"),
    ],
)
def test_a_fault_is_refused_with_what_is_wrong(change: Change, what: str) -> None:
    assert what in str(fault(change))


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        (item_at(2, enabled_when=[{"at_least": 1, "of": {"99": 1}}]), "made, item 2, enabled_when, of"),
        (score_at(5, sum_of=["nothing"]), "made, score both"),
        (cutoff(at_most=6), "made, cutoff c"),
    ],
)
def test_the_fault_names_the_entry(change: Change, entry: str) -> None:
    assert fault(change).entry == entry


def test_a_first_tier_file_may_wait_for_its_words_and_a_licence_may_allow_nothing_known() -> None:
    instrument = read(lambda d: d["licence"].update(tier=1, note="Ask about the key."))
    assert (instrument.licence.uses, instrument.licence.note) == (frozenset(), "Ask about the key.")
    assert not instrument.is_worded


def test_every_score_may_be_a_draft_where_the_status_says_so() -> None:
    def drafts(d: dict[str, Any]) -> None:
        d.update(status="draft", scores=[scored("total", draft="Unknown.")], cutoffs=[], changes=[])
        d.update(recoveries=[])

    assert read(drafts).primary.draft == "Unknown."


def test_a_cut_off_may_be_reached_downward_for_one_sex_at_one_place_and_call_for_something() -> None:
    change = cutoff(below=2.5, sex="female", jurisdiction="US-VA", then={"en": "Review eligibility"})
    (found,) = read(change).cutoffs
    assert (found.reached, found.lowest, found.highest) == (Reaching.BELOW, found.highest, found.lowest)
    assert (found.sex, found.jurisdiction) == (AdministrativeGender.FEMALE, "US-VA")
    assert found.then is not None
    assert found.then.en == "Review eligibility"
    assert read(cutoff(at_most=2)).cutoffs[0].reached is Reaching.AT_MOST


def test_a_change_worked_out_from_spread_and_reliability_keeps_both() -> None:
    (rule,) = read().changes
    assert (str(rule.sd), str(rule.r)) == ("1.5", "0.84")
    assert round(rule.points, 4) == round(rule.points.from_float(1.96 * 2**0.5 * 1.5 * 0.16**0.5), 4)


def test_a_change_of_a_score_whose_range_nobody_knows_is_taken_as_given() -> None:
    def utility(d: dict[str, Any]) -> None:
        d["changes"][0].pop("sd"), d["changes"][0].pop("r")
        d["changes"][0].update(score="looked-up", points=0.03, up_to=0.08)

    (rule,) = read(utility).changes
    assert (str(rule.points), str(rule.up_to)) == ("0.03", "0.08")


def test_where_higher_is_better_the_well_side_is_above() -> None:
    def better(d: dict[str, Any]) -> None:
        d.update(direction="higher-is-better")
        d["recoveries"] = [{**d["recoveries"][0], "above": 4}]
        d["recoveries"][0].pop("at_most")

    assert str(read(better).recoveries[0].above) == "4"
