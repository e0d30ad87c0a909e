"""The expectation band against the numbers it was fitted to and the averages that were observed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cairn.content.readers.time_course import time_course
from cairn.domain.pharmacology.time_course import Band, NoBand, Taken, concentration, effect, expected_band
from cairn.domain.quantities import Amount, DoseUnit, Form
from tests.spec.session_day import mg

MODEL = time_course()


def band(*doses: Taken) -> Band:
    answer = expected_band(MODEL, doses)
    assert isinstance(answer, Band)
    return answer


@pytest.mark.parametrize(
    ("hours", "ng_per_ml"),
    [(0.25, 0), (0.5, 5.8), (1, 13.0), (2, 17.0), (3, 15.2), (4, 11.9), (6, 6.3), (8, 3.1), (12, 0.7)],
)
def test_the_level_after_25_mg_is_the_derived_one(hours: float, ng_per_ml: float) -> None:
    assert concentration(MODEL, 25 * 0.7186, hours) == pytest.approx(ng_per_ml, abs=0.1)


@pytest.mark.parametrize(
    ("dose", "derived", "observed", "spread"),
    [(10, 27, None, None), (15, 51, 58, 25), (25, 79, 73, 27), (30, 85, 80, 18)],
)
def test_the_peak_is_the_derived_one_and_within_one_sd_of_the_observed_mean(
    dose: int, derived: float, observed: float | None, spread: float | None
) -> None:
    points = band(Taken(0, mg(str(dose)))).points
    peak = max(point.middle for point in points)
    assert peak == pytest.approx(derived, abs=1)
    assert observed is None or spread is None or abs(peak - observed) < spread


def test_the_band_at_the_peak_is_as_wide_as_people_differed() -> None:
    peak = max(band(Taken(0, mg("15"))).points, key=lambda point: point.middle)
    assert (peak.upper - peak.middle, peak.middle - peak.lower) == (pytest.approx(25), pytest.approx(25))


def test_more_than_a_tenth_is_expected_from_half_an_hour_to_seven() -> None:
    minutes = [m for m in range(720) if effect(MODEL, concentration(MODEL, 25 * 0.7186, m / 60)) > 10]
    assert (minutes[0] / 60, minutes[-1] / 60) == (
        pytest.approx(0.42, abs=0.02),
        pytest.approx(7.2, abs=0.05),
    )


def test_the_band_starts_at_nothing_stays_within_the_scale_and_has_its_label() -> None:
    found = band(Taken(0, mg("40")))
    assert (found.points[0].lower, found.points[0].upper) == (0, 0)
    assert all(0 <= p.lower <= p.middle <= p.upper <= 100 for p in found.points)
    assert (found.label, found.source.grade.value) == ("Expectation from published data, not a guide", "D")
    assert [point.minute for point in found.points[:3]] == [0, 10, 20]


def test_a_second_dose_lifts_the_band_from_when_it_was_taken() -> None:
    one, two = band(Taken(0, mg("20"))), band(Taken(0, mg("20")), Taken(90, mg("8")))
    at_90, at_240 = 9, 24
    assert two.points[at_90].middle == one.points[at_90].middle
    assert two.points[at_240].middle > one.points[at_240].middle


@pytest.mark.parametrize(
    ("amount", "notes"),
    [
        (mg("25", form=Form.ANHYDRATE), []),
        (mg("25"), ["The solid form is not stated"]),
        (mg("10", form=Form.ANHYDRATE), ["The spread was measured at 15 to 30 mg"]),
        (mg("40", form=Form.ANHYDRATE), ["The spread was measured at 15 to 30 mg"]),
        (mg("18", DoseUnit.MG_PSILOCIN), []),
    ],
)
def test_what_the_band_does_not_know_is_written_beside_it(amount: Amount, notes: list[str]) -> None:
    assert [note.split(";")[0].removesuffix(" ") for note in band(Taken(0, amount)).notes] == notes


def test_two_doses_say_that_they_are_merely_added() -> None:
    notes = band(Taken(0, mg("15", form=Form.ANHYDRATE)), Taken(60, mg("10", form=Form.ANHYDRATE))).notes
    assert [note.split(" as if")[0] for note in notes] == ["Doses are added"]


def test_a_hydrate_holds_less_than_the_same_mass_without_water() -> None:
    dry, wet = (
        band(Taken(0, mg("25", form=form))).points[12].middle for form in (Form.ANHYDRATE, Form.TRIHYDRATE)
    )
    assert wet < dry


@pytest.mark.parametrize(
    ("doses", "why"),
    [
        ((), "No dose has been recorded yet."),
        (
            (Taken(0, mg("3", DoseUnit.G_MATERIAL)),),
            "The dose is recorded as material; what it holds is not known here.",
        ),
        ((Taken(0, mg("2.5")),), "The data behind the band cover 5 to 50 mg of psilocybin in all."),
        (
            (Taken(0, mg("40")), Taken(60, mg("20"))),
            "The data behind the band cover 5 to 50 mg of psilocybin in all.",
        ),
    ],
)
def test_where_the_data_say_nothing_no_band_is_drawn(doses: tuple[Taken, ...], why: str) -> None:
    assert expected_band(MODEL, doses) == NoBand(why)


def test_a_band_that_ends_before_any_uptake_is_flat() -> None:
    answer = expected_band(MODEL, (Taken(0, mg("25")),), until_minute=10)
    assert isinstance(answer, Band)
    assert {point.upper for point in answer.points} == {0}


def test_psilocin_and_the_psilocybin_it_comes_from_give_the_same_curve() -> None:
    exact = replace(MODEL, psilocin_share=0.72)
    left = expected_band(exact, (Taken(0, mg("25")),))
    right = expected_band(exact, (Taken(0, Amount(Decimal(18), DoseUnit.MG_PSILOCIN)),))
    assert isinstance(left, Band)
    assert isinstance(right, Band)
    assert [p.middle for p in left.points] == pytest.approx([p.middle for p in right.points])
