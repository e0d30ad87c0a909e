import pytest

from cairn.domain.instruments.coding import has_loinc_check_digit


@pytest.mark.parametrize(
    "code",
    [
        "44249-1",
        "44261-6",
        "70274-6",
        "101698-9",
        "8480-6",
        "LA33-6",
        "LA32-8",
        "LA137-2",
        "LA6575-0",
        "LA13863-8",
    ],
)
def test_published_codes_pass(code: object) -> None:
    assert has_loinc_check_digit(code)


@pytest.mark.parametrize(
    "code",
    [
        "44249-2",
        "44294-1",
        "101689-9",
        "LA33-5",
        "LA6574-4",
        "44249",
        "44249-",
        "-1",
        "LP1234-5",
        "44249-1 ",
        "",
    ],
)
def test_a_wrong_digit_two_swapped_or_another_shape_do_not(code: object) -> None:
    assert not has_loinc_check_digit(code)
