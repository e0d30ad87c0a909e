"""The chart of the room: the expectation as a band, the ratings as points, and the same in words."""

from datetime import UTC, datetime
from decimal import Decimal

from cairn.components.charts.time_course import Rated, Reading, description, time_course_chart, vitals_chart
from cairn.content.readers.time_course import time_course
from cairn.domain.pharmacology.time_course import Band, Taken, expected_band
from cairn.domain.quantities import Amount, DoseUnit

AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
RATED = (Rated(30, 1, by_client=True), Rated(95, 6, by_client=True), Rated(100, 7, by_client=False))


def band() -> Band:
    found = expected_band(time_course(), (Taken(0, Amount(Decimal(25), DoseUnit.MG_PSILOCYBIN)),))
    assert isinstance(found, Band)
    return found


def test_the_words_say_when_it_is_expected_strongest_and_what_was_rated() -> None:
    said = description(band(), RATED)
    assert said.startswith("Expected to be strongest about ")
    assert said.endswith("Rated, of 10: 1 at 30 minutes, 6 at 95 minutes, 7 at 100 minutes.")
    assert description(None, ()) == "Nothing to draw yet."


def test_the_drawing_is_named_described_and_in_the_pages_own_tokens() -> None:
    svg = time_course_chart(band(), RATED, 105)
    assert 'role="img"' in svg
    assert 'aria-labelledby="time-course-title time-course-description"' in svg
    assert "6 at 95 minutes" in svg
    assert "var(--accent)" in svg
    assert " style=" not in svg


def test_without_an_expectation_the_ratings_are_drawn_alone() -> None:
    assert "7 at 100 minutes" in time_course_chart(None, RATED, None)


def test_a_trend_says_its_readings_and_what_was_not_taken() -> None:
    svg = vitals_chart((Reading(0, 131, 82, 78), Reading(30, 138, 86, None)))
    assert "138/86 mmHg, pulse not taken" in svg
