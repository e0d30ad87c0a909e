"""Today: the safety queue first, then people in time order with what is unmet for each, then what is due this week."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cairn.clinic.flag_lines import answer_words
from cairn.clinic.meeting_address import meeting_address
from cairn.clinic.words import meeting_words
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.instrument import instruments
from cairn.content.readers.regime import packs
from cairn.domain.regimes.calendar import Dated, calendar
from cairn.domain.vocabulary import Role
from cairn.record.actor import Actor
from cairn.record.permissions import Permission, may
from cairn.record.selectors.account import account_of
from cairn.record.selectors.encounter_day import (
    Encounter,
    QuestionnaireResponse,
    due_measures,
    meetings_between,
    open_tasks,
)
from cairn.record.selectors.safety_flag import SafetyFlag, flag_queue

WEEK: Final = timedelta(days=7)
AHEAD: Final = timedelta(days=100)
"""How far ahead reports to an authority and changes of its rules are shown: a quarter, and time to prepare."""


@page(audience=Audience.CLINIC, permission=Permission.PERSON_READ, reads="today.read")
def show(request: PageRequest) -> HttpResponse:
    """The care team's first page. Five queries for what it lists, whatever the day holds."""
    at = now()
    start = _midnight(at)
    tomorrow, week = _midnight(at, 1), _midnight(at, WEEK.days)
    meetings = meetings_between(request.actor, start, week)
    context = {
        "now": at,
        "queue": [
            {"row": each, "answer": answer_words(each), "source": _source(each.source)}
            for each in flag_queue(request.actor)
        ],
        "today": [_meeting(each, request.actor) for each in meetings if _starts(each) < tomorrow],
        "coming": [_meeting(each, request.actor) for each in meetings if _starts(each) >= tomorrow],
        "measures": [_measure(each, at) for each in due_measures(request.actor, until=week)],
        "may_acknowledge": may(request.actor, Permission.FLAG_ACKNOWLEDGE),
        "tasks": open_tasks(request.actor, until=week),
        "law": _law(request.actor, at),
    }
    return render(request, "clinic/today.html", context)


def _law(reader: Actor, at: datetime) -> tuple[Dated, ...]:
    """What the rules of the place bring in the weeks ahead, for those who prepare it."""
    if Role.COORDINATOR not in reader.roles:
        return ()
    pack = packs()[account_of(reader).site.regime]
    today = pack.day(at)
    return calendar(pack, today, today + AHEAD)


def _midnight(at: datetime, days: int = 0) -> datetime:
    """The beginning of the day at the site, some days on; a day is not always 24 hours long."""
    day = timezone.localtime(at).date() + timedelta(days=days)
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def _starts(meeting: Encounter) -> datetime:
    assert meeting.planned_start is not None  # noqa: S101 -- the selector asks for planned meetings only
    return meeting.planned_start


def _meeting(meeting: Encounter, reader: Actor) -> dict[str, Any]:
    return {
        "row": meeting,
        "words": meeting_words(meeting.kind, meeting.number),
        "url": meeting_address(meeting, reader),
    }


def _measure(response: QuestionnaireResponse, at: datetime) -> dict[str, Any]:
    known = {each.key: each.short for each in instruments().values()}
    late = response.due_on is not None and response.due_on < timezone.localtime(at).date()
    return {"row": response, "words": known.get(response.instrument, response.instrument), "late": late}


def _flag(flag: SafetyFlag) -> dict[str, Any]:
    return {"row": flag, "answer": answer_words(flag), "source": _source(flag.source)}


def _source(said: str) -> str:
    """``phq-9@1 item 9`` as ``PHQ-9, item 9``; what is no measure stays as it was written."""
    key, item, number = said.partition(" item ")
    known = {each.key: each.short for each in instruments().values()}
    return f"{known[key]}, item {number}" if item and key in known else said
