import pytest

from cairn.domain.instruments.answers import AnswersRefused, RefusalCode, usable
from tests.domain.instruments.cases import PHQ_9


@pytest.mark.parametrize(
    ("answers", "item", "code"),
    [
        ({"11": 1}, "11", RefusalCode.UNKNOWN_ITEM),
        ({"01": 1}, "01", RefusalCode.UNKNOWN_ITEM),
        ({"": 1}, "", RefusalCode.UNKNOWN_ITEM),
        ({1: 1}, "1", RefusalCode.UNKNOWN_ITEM),
        ({"total": None}, "total", RefusalCode.UNKNOWN_ITEM),
        ({"1": True}, "1", RefusalCode.WRONG_TYPE),
        ({"1": False}, "1", RefusalCode.WRONG_TYPE),
        ({"1": "2"}, "1", RefusalCode.WRONG_TYPE),
        ({"1": 2.0}, "1", RefusalCode.WRONG_TYPE),
        ({"1": [2]}, "1", RefusalCode.WRONG_TYPE),
        ({"1": 4}, "1", RefusalCode.OUT_OF_RANGE),
        ({"1": -1}, "1", RefusalCode.OUT_OF_RANGE),
        ({"10": 4}, "10", RefusalCode.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_an_answer_is_refused_by_item(
    answers: dict[object, object], item: str, code: object
) -> None:
    with pytest.raises(AnswersRefused) as caught:
        usable(PHQ_9, answers)
    assert [(each.item, each.code) for each in caught.value.refusals] == [(item, code)]


def test_every_bad_answer_is_named_at_once_and_none_is_repeated() -> None:
    with pytest.raises(AnswersRefused) as caught:
        usable(PHQ_9, {"1": 77, "2": 1, "3": "secret", "x": 1})
    assert [each.item for each in caught.value.refusals] == ["1", "3", "x"]
    assert caught.value.instrument == "phq-9@1"
    assert "77" not in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "Item 1: the answer is none of 0, 1, 2, 3." in str(caught.value)


def test_blanks_are_left_out_and_the_order_is_the_forms() -> None:
    assert list(usable(PHQ_9, {"3": 1, "2": None, "1": 0}).items()) == [("1", 0), ("3", 1)]
