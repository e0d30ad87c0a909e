"""What is not known is refused with its reason, whatever is answered."""

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument, Status
from cairn.domain.instruments.scoring import Incomplete, Reason, Score, Unscored, score
from tests.spec.measures.drawn import answered, result

REFUSED = {
    ("dadds", "total"): (
        "sum",
        "The answer values (0 to 5) are from memory. Compare the form in Lo 2011 before a total is given.",
    ),
    ("dadds", "finitude"): ("two-factor", "Which items belong to Finitude is not in our sources."),
    ("demoralization-ii", "meaning-and-purpose"): (
        "two-factor",
        "Eight items belong to it; which ones is not in our sources.",
    ),
    ("ceq-challenging-26", "fear"): (
        "seven-factor",
        "Which items belong to this factor was not obtained, and published counts disagree.",
    ),
    ("11-asc", "obn"): (
        "five-dimensions",
        "27 items belong to this dimension; which ones is not in our sources.",
    ),
    ("piq", "goals-and-adaptive-patterns"): (
        "two-factor",
        "Which items belong to it was not obtained; that there are 9 is from memory.",
    ),
    ("scs-26", "total"): (
        "mean",
        (
            "This key was read in public copies only. A person compares it with Neff 2003 first; "
            "until then use the short form (scs-sf)."
        ),
    ),
}
ALL_DRAFT = ("dadds", "piq", "pps-preparedness", "scs-26")


@pytest.mark.parametrize("key", REFUSED, ids=" ".join)
@pytest.mark.parametrize("answers", ["lowest", "highest"])
def test_a_draft_score_is_refused_in_words_whatever_is_answered(key: tuple[str, str], answers: str) -> None:
    measure, of = key
    variant, words = REFUSED[key]
    assert result(measure, answers, of) == Unscored(of, variant, Reason.DRAFT, words)


@pytest.mark.parametrize("measure", ALL_DRAFT)
def test_a_measure_of_drafts_only_gives_no_number_and_still_names_its_blanks(measure: str) -> None:
    instrument = instruments()[measure]
    found = score(instrument, answered(instrument, "lowest"))
    assert isinstance(found, Score)
    assert found.value is None
    partial = score(instrument, answered(instrument, "lowest;2=-"))
    assert isinstance(partial, Incomplete)
    assert partial.missing == ("2",)


@pytest.mark.parametrize("instrument", instruments().values(), ids=lambda each: each.id)
def test_whoever_has_a_refused_score_calls_itself_a_draft(instrument: Instrument) -> None:
    if any(rule.draft is not None for rule in instrument.scores):
        assert instrument.status is Status.DRAFT
