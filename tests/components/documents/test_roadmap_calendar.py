"""The roadmap in a calendar: right times, stable identifiers, and no more said than the person chose."""

from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar

from cairn.components.documents.calendar import Wording, roadmap_calendar
from tests.components.documents.test_roadmap_pdf import ROADMAP, SHEET

TELLING = (
    "psilocybin",
    "administration",
    "preparation",
    "integration",
    "session",
    "stillwater",
    "psilocibina",
    "sesión",
)


def events(feed: bytes) -> list[dict[str, object]]:
    calendar = Calendar.from_ical(feed)
    return [
        {key: event.get(key) for key in ("uid", "summary", "status", "sequence", "class")}
        | {"starts": event["dtstart"].dt, "ends": event["dtend"].dt}
        for event in calendar.walk("VEVENT")
    ]


def feed(**changes: object) -> bytes:
    return roadmap_calendar(replace(SHEET, **changes), episode="e-1", language="en")  # type: ignore[arg-type]


def test_every_step_is_there_at_its_time_in_the_site_s_zone() -> None:
    found = {(event["starts"], event["ends"]) for event in events(feed())}
    assert found == {(step.starts, step.ends) for step in ROADMAP.steps}
    text = feed().decode()
    assert "DTSTART;TZID=America/Los_Angeles:20261217T090000" in text
    assert "BEGIN:VTIMEZONE" in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_unless_the_person_chose_otherwise_it_never_says_what_it_is_or_where(language: str) -> None:
    text = roadmap_calendar(SHEET, episode="e-1", language=language).decode().casefold()
    assert not [word for word in TELLING if word in text]
    assert {"en": "appointment", "es": "cita"}[language] in text
    assert "class:private" in text


def test_the_person_may_choose_to_read_the_centre_or_the_whole() -> None:
    def first(wording: Wording, shown_as: str | None = None) -> object:
        made = roadmap_calendar(
            SHEET, episode="e-1", language="en", wording=wording, centre_shown_as=shown_as
        )
        return events(made)[0]["summary"]

    assert first(Wording.PRIVATE) == "Appointment"
    assert first(Wording.CENTRE) == "Appointment: Stillwater Centre"
    assert first(Wording.CENTRE, "S.") == "Appointment: S."
    assert first(Wording.FULL) == "First preparation session: Stillwater Centre"


def test_a_call_is_called_a_call() -> None:
    summaries = [event["summary"] for event in events(feed())]
    assert summaries.count("Telephone call") == 9
    assert summaries.count("Appointment") == 7


def test_an_identifier_stays_with_its_step_through_a_revision_and_differs_between_people() -> None:
    moved = tuple(
        replace(s, starts=s.starts + timedelta(hours=1), ends=s.ends + timedelta(hours=1))
        for s in ROADMAP.steps
    )
    before, after = events(feed()), events(feed(roadmap=replace(ROADMAP, steps=moved), version=3))
    assert [event["uid"] for event in before] == [event["uid"] for event in after]
    assert {event["sequence"] for event in after} == {3}
    other = events(roadmap_calendar(SHEET, episode="e-2", language="en"))
    assert not {event["uid"] for event in before} & {event["uid"] for event in other}
    assert len({event["uid"] for event in before}) == len(ROADMAP.steps)


def test_what_is_not_agreed_is_tentative_and_says_so() -> None:
    [first, *_] = events(feed(agreed_on=None))
    assert (first["status"], first["summary"]) == ("TENTATIVE", "Appointment (not agreed yet)")
    assert events(feed())[0]["status"] == "CONFIRMED"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="There are no words in 'fr'"):
        roadmap_calendar(SHEET, episode="e-1", language="fr")
