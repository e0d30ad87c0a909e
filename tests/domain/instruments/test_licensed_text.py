"""A site's text joins a skeleton only if it fits wholly."""

from dataclasses import replace
from datetime import date

import pytest

from cairn.domain.instruments.licensed_text import (
    EVERY_SCALE,
    LicensedText,
    ScaleEnds,
    TextDoesNotFitError,
    misfits,
    worded,
)
from cairn.domain.instruments.scoring import score
from cairn.domain.instruments.wording import Wording
from tests.domain.instruments.made import item, made, scored

SKELETON = made(
    [item("1"), item("2", choices="yes-no"), item("vas", scale={"from": 0, "to": 10})],
    [scored("total", sum=["1", "2", "vas"], range=[0, 14])],
)
ENDS = ScaleEnds(Wording("None"), Wording("Most", "Máximo"))
TEXT = LicensedText(
    instrument="made@1",
    holder_reference="Permission 12/2026",
    permitted_until=date(2027, 12, 31),
    stem=Wording("How is it?"),
    instructions=None,
    items={number: Wording(f"Words of {number}") for number in ("1", "2", "vas")},
    value_sets={
        "four": {value: Wording(f"Answer {value}") for value in range(4)},
        "yes-no": {0: Wording("No"), 1: Wording("Yes", "Sí")},
    },
    scale_ends={EVERY_SCALE: ENDS},
)


def test_it_gets_its_words_and_keeps_its_numbers_and_rules() -> None:
    whole = worded(SKELETON, TEXT)
    assert (SKELETON.is_worded, whole.is_worded) == (False, True)
    assert whole.stem == Wording("How is it?")
    assert whole.instructions is None
    assert whole.item("2").choice(1).text == Wording("Yes", "Sí")
    scale = whole.item("vas").scale
    assert scale is not None
    assert (scale.low, scale.high) == (ENDS.low, ENDS.high)
    assert whole.licence.site_reference == "Permission 12/2026"
    assert (whole.key, whole.scores) == (SKELETON.key, SKELETON.scores)
    answers = {"1": 1, "2": 1, "vas": 5}
    assert score(whole, answers) == score(SKELETON, answers)


def test_a_scale_may_have_ends_of_its_own() -> None:
    own = ScaleEnds(Wording("Own low"), Wording("Own high"))
    whole = worded(SKELETON, replace(TEXT, scale_ends={EVERY_SCALE: ENDS, "vas": own}))
    scale = whole.item("vas").scale
    assert scale is not None
    assert scale.low == Wording("Own low")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (replace(TEXT, instrument="made@2"), ["The text is for made@2, the measure here is made@1."]),
        (
            replace(TEXT, items={"1": Wording("x"), "2": Wording("x"), "9": Wording("x")}),
            ["Item vas has no text.", "There is no item '9' in the measure."],
        ),
        (
            replace(TEXT, scale_ends={"1": ENDS}),
            ["The scale of item vas has no words at its ends.", "Item '1' has no scale."],
        ),
        (
            replace(TEXT, value_sets={"four": {**TEXT.value_sets["four"], 4: Wording("x")}}),
            [
                "There is no answer 4 in 'four'.",
                "Answer 0 of 'yes-no' has no text.",
                "Answer 1 of 'yes-no' has no text.",
            ],
        ),
        (
            replace(TEXT, value_sets={**TEXT.value_sets, "more": {0: Wording("x")}}),
            ["There is no value set 'more' in the measure."],
        ),
    ],
)
def test_everything_that_does_not_fit_is_named_and_nothing_is_joined(
    text: LicensedText, found: list[str]
) -> None:
    assert list(misfits(SKELETON, text)) == found
    with pytest.raises(TextDoesNotFitError) as caught:
        worded(SKELETON, text)
    assert caught.value.misfits == tuple(found)
    assert (caught.value.instrument, str(caught.value)) == ("made@1", f"made@1: {' '.join(found)}")


def test_a_measure_with_words_is_given_no_others() -> None:
    assert misfits(worded(SKELETON, TEXT), TEXT) == ("made@1 has its text already.",)


def test_a_permission_ends_with_its_day() -> None:
    assert TEXT.permitted_on(date(2027, 12, 31))
    assert not TEXT.permitted_on(date(2028, 1, 1))
    assert replace(TEXT, permitted_until=None).permitted_on(date(2099, 1, 1))
