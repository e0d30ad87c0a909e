"""The numbers of the expectation band: read exactly, and refused where they would break the curve."""

from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.time_course import read_time_course, time_course


def test_the_package_brings_the_derived_numbers_with_their_grade() -> None:
    model = time_course()
    assert (model.id, model.source.grade.value) == ("psilocin-oral@1", "D")
    assert (model.uptake, model.elimination, model.volume) == (0.81, 0.385, 539)


@pytest.mark.parametrize(
    ("path", "to", "says"),
    [
        (("curve", "uptake"), 0.385, "uptake and elimination are the same"),
        (("curve", "volume"), 0, "'volume' is not above zero"),
        (("spreads",), [], "the spreads do not rise by dose"),
        (("spreads", 0, "mg_psilocybin"), 40, "the spreads do not rise by dose"),
        (("spreads", 0, "sd"), 40, "the key 'sd' is not known"),
        (("mass_per_anhydrate", "hexahydrate"), 1, "the key 'hexahydrate' is not known"),
        (("label",), "", "'label' is not text"),
    ],
)
def test_a_spoilt_number_is_named_with_its_fault(path: tuple[str | int, ...], to: object, says: str) -> None:
    data: Any = load_yaml("time_course.yaml")
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    with pytest.raises(ContentFaultError) as refusal:
        read_time_course(data)
    assert says in str(refusal.value)
