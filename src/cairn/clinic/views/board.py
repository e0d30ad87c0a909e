"""All rooms today on one board."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cairn.clinic import room_state
from cairn.clinic.room_words import PHASE_WORDS
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.monitoring import day_rules
from cairn.content.readers.regime import packs
from cairn.domain.administration.alarms import alarms, unresolved
from cairn.domain.administration.from_regime import break_of
from cairn.domain.administration.phases import phase
from cairn.record.permissions import Permission, may
from cairn.record.selectors.administration import Day, live_days, reviewed_regime
from cairn.record.to_domain.session_day import session_of


@page(audience=Audience.CLINIC, permission=Permission.BOARD_SEE, reads="board.read")
def show(request: PageRequest) -> HttpResponse:
    """The board."""
    return render(request, "clinic/board.html", _board(request))


@page(audience=Audience.CLINIC, permission=Permission.BOARD_SEE)
def rooms(request: PageRequest) -> HttpResponse:
    """The rooms again, for a board whose reading is already in the log."""
    return render(request, "clinic/board_rooms.html", _board(request))


def _board(request: PageRequest) -> dict[str, Any]:
    at = now()
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    reviewed = reviewed_regime(request.actor)
    found = live_days(request.actor, start, start + timedelta(days=1))
    return {
        "rooms": [_room(day, reviewed, at) for day in found],
        "at": at,
        "may_enter": may(request.actor, Permission.ROOM_RUN),
    }


def _room(day: Day, reviewed: frozenset[str], at: datetime) -> dict[str, Any]:
    administration = day.administration
    if administration is None or administration.started_at is None:
        return {"day": day, "encounter": day.encounter, "state": None}
    state, rules = session_of(administration), day_rules()
    regime = day.encounter.episode.site.regime
    pack = packs()[regime]
    breaks = break_of(pack, pack.day(at), reviewed=regime in reviewed)
    since = state.since_dose(at)
    return {
        "day": day,
        "encounter": day.encounter,
        "state": state,
        "phase": PHASE_WORDS[phase(state, at, rules.phases)],
        "minutes": None if since is None else int(since.total_seconds()) // 60,
        "here": room_state.here(state, at),
        "due": room_state.next_due(state, at, None),
        "alarms": unresolved(alarms(state, rules.ladder, at, breaks)),
    }
