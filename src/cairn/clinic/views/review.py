"""Who waits for a clinical reviewer."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.clinic.decision_lines import DECIDED_KINDS, DECIDED_WORDS
from cairn.clinic.views.people import page_number
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.screening.decision import Decision
from cairn.record.permissions import Permission
from cairn.record.selectors.person import EpisodeOfCare, Patient
from cairn.record.selectors.screening import Screening, waiting_for_review


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One person at screening.

    :param since: when they came to this stage.
    :param kind: of the tag: where the last screening left them, or what was decided on it.
    :param missing: what keeps it open, in words.
    """

    patient: Patient
    since: datetime
    kind: str
    state: str
    missing: str


@page(audience=Audience.CLINIC, permission=Permission.SCREENING_DECIDE, reads="reviews.read")
def listed(request: PageRequest) -> HttpResponse:
    """The people at screening, those longest there first."""
    number = page_number(request.GET.get("page", "1"))
    rows, more = waiting_for_review(request.actor, page=number)
    address = reverse("clinic:reviews")
    context = {
        "lines": [_line(row) for row in rows],
        "now": now(),
        "number": number,
        "earlier": f"{address}?page={number - 1}" if number > 1 else "",
        "further": f"{address}?page={number + 1}" if more else "",
    }
    return render(request, "clinic/review/list.html", context)


def _line(episode: EpisodeOfCare) -> ReviewLine:
    latest: list[Screening] = getattr(episode, "latest", [])
    arrivals = getattr(episode, "arrivals", [])
    since = arrivals[0].at if arrivals else episode.opened_at
    if not latest:
        return ReviewLine(episode.patient, since, "not-assessed", "not screened yet", "")
    screening = latest[0]
    decided = getattr(screening, "decision", None)
    if decided is not None:
        decision = Decision(decided.decision)
        words = f"{DECIDED_WORDS[decision].lower()} by {decided.by.name}"
        return ReviewLine(episode.patient, since, DECIDED_KINDS[decision], words, _missing(screening))
    return ReviewLine(episode.patient, since, screening.disposition, "", _missing(screening))


def _missing(screening: Screening) -> str:
    """What the kept screening still asked, and how much it found."""
    open_rules = [each for each in screening.findings if each["said"] == "not-asked"]
    facts = {fact for each in open_rules for fact in each["missing"]}
    found = [each for each in screening.findings if each["said"] == "fired" and each["weighs"] != "note"]
    parts = [_count(len(found), "finding"), _count(len(facts), "open question")]
    return ", ".join(part for part in parts if part)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}" if number else ""
