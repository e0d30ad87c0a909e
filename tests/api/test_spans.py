"""Searching by time as FHIR writes it."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from cairn.api.errors import ApiRefusedError
from cairn.api.spans import span


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-11", "2026-11-01", "2026-12-01"),
        ("2026-11-30", "2026-11-30", "2026-12-01"),
        ("2026-11-02T20:00Z", "2026-11-02T20:00:00", "2026-11-02T20:01:00"),
        ("2026-11-02T20:00:05Z", "2026-11-02T20:00:05", "2026-11-02T20:00:06"),
        ("2026-11-02T20:00:05.5Z", "2026-11-02T20:00:05.500000", "2026-11-02T20:00:05.500001"),
        ("2026-11-02T20:00:00+02:00", "2026-11-02T18:00:00", "2026-11-02T18:00:01"),
        ("2026-11-02T20:00:00 02:00", "2026-11-02T18:00:00", "2026-11-02T18:00:01"),
    ],
)
def test_a_stretch_is_as_long_as_it_is_written_exactly(text: str, start: str, end: str) -> None:
    with timezone.override("UTC"):
        found = span(text)
    assert (found.prefix, found.start, found.end) == ("eq", at(start), at(end))


def test_without_a_zone_a_day_is_the_centre_s() -> None:
    with timezone.override("America/Los_Angeles"):
        assert span("2026-11-02").start == at("2026-11-02T08:00:00")


@pytest.mark.parametrize(
    ("prefix", "moments"),
    [
        ("eq", "···#···"),
        ("ne", "###·###"),
        ("lt", "###····"),
        ("le", "####···"),
        ("gt", "····###"),
        ("ge", "···####"),
    ],
)
def test_each_prefix_compares_with_a_day(prefix: str, moments: str) -> None:
    with timezone.override("UTC"):
        asked = span(f"{prefix}2026-11-05")
    found = ""
    for day in range(2, 9):
        moment = at(f"2026-11-0{day}T12:00:00")
        found += "#" if asked.holds(moment, moment) else "·"
    assert found == moments


@pytest.mark.parametrize("text", ["", "yesterday", "2026-1", "26", "sa2026", "2026-11-02T20:00", "2026-13"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ApiRefusedError) as refused:
        span(text)
    assert refused.value.status == 400
