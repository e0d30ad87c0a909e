import pytest

from cairn.domain.safety.ideation import ideation_level


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, None),
        ({"1": 0}, None),
        ({"1": 0, "2": 0}, 0),
        ({"1": 1, "2": 0}, 1),
        ({"1": 1, "2": 1, "3": 0, "4": 0, "5": 0}, 2),
        ({"1": 1, "2": 1, "3": 1, "4": 0, "5": 0}, 3),
        ({"1": 1, "2": 1, "3": 1, "4": 1, "5": 0}, 4),
        ({"1": 1, "2": 1, "3": 1, "4": 0, "5": 1}, 5),
        ({"2": 0}, None),
        ({"1": 1}, None),
        ({"1": 1, "2": 1, "3": 1}, None),
        ({"4": 1}, 4),
        ({"1": "1", "2": "1", "3": "0", "4": None, "5": "1"}, 5),
    ],
)
def test_the_level_is_the_highest_yes_and_a_blank_is_never_a_no(
    answers: dict[str, object], level: int | None
) -> None:
    assert ideation_level(answers) == level
