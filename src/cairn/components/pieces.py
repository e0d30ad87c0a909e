"""Every piece with invented people, so that it can be looked at and measured in each theme."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.components.charts.trajectory import PHONE, TrajectoryChart, trajectory_chart
from cairn.components.page import public_page
from cairn.components.pieces_forms import EveryField, OneQuestion
from cairn.components.presenters import Column, Fact, Link, Stone, StoneState, UnmetLine, stones
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.scoring import score
from cairn.domain.instruments.wording import Wording
from cairn.domain.outcomes.trajectory import Occasion, Session, trajectory
from cairn.domain.vocabulary import EncounterKind

STAGES = [
    "Inquiry", "Fit", "Screening", "Roadmap", "Preparation", "Administration", "Integration", "Following up",
]  # fmt: skip
PARTS = [
    "Story", "Screening", "Roadmap", "Preparation", "Days", "Integration", "Measures", "Consents", "Activity",
]  # fmt: skip
NAVIGATION = [
    Link("Today", "/pieces/"),
    Link("People", "/pieces/?people", current=True),
    Link("Inquiries", "/pieces/?inquiries"),
    Link("Referrals", "/pieces/?referrals"),
    Link("Board", "/pieces/?as=room"),
    Link("Portal", "/pieces/?as=portal"),
]
PORTAL_NAVIGATION = [
    Link("Home", "/pieces/?as=portal", current=True),
    Link("Journal", "/pieces/?as=portal&journal"),
    Link("My record", "/pieces/?as=portal&record"),
]
UNMET = [
    UnmetLine("hold", "Transport plan is not signed", "Mar can do this on her phone"),
    UnmetLine("review", "Sertraline: prescriber letter asked for on 2 Nov", "Dr Aoki, reviewer"),
    UnmetLine(
        "not-assessed",
        "Blood pressure within 30 days is missing",
        "Take it at preparation 3",
        "#vitals",
        "Take",
    ),
]
FACTS = [
    Fact("Direction", "effect may be weaker"),
    Fact("Weight", 74, origin="from referral, confirmed by Mar on Mon 26 Oct", unit="kg"),
    Fact("Family history of psychosis", None, origin="asked twice, not answered"),
]
SCORES = [
    ["PHQ-9", 21, 27, "severe", "Thu 3 Sep 2026"],
    ["PHQ-9", 20, 27, "severe", "Tue 27 Oct 2026"],
]
WAY = [
    Stone("Getting to know each other", StoneState.DONE, "September"),
    Stone("Preparation 1 and 2", StoneState.DONE, "with Nkechi"),
    Stone("Preparation 3", StoneState.HERE, "Fri 27 Nov, 10:00, the garden room"),
    Stone("Your day", StoneState.AHEAD, "Thu 3 Dec, 09:30. Plan to be with us until about 16:00."),
    Stone("Integration begins", StoneState.AHEAD, "The day after, then when it helps"),
]


def _context(**more: Any) -> dict[str, Any]:
    faulty = {"name": "", "email": "not-an-address", "systolic": "900", "room": "2", "psychosis": "no"}
    return {
        "navigation": NAVIGATION,
        "reader_name": "N. Okafor",
        "reader_role": "facilitator",
        "crumbs": [Link("People", "/pieces/?people"), Link("Maren Solberg", "")],
        "flags_url": "/pieces/?flags",
        "flags": {"count": 1, "minutes": 4},
        "stones": stones(STAGES, 4),
        "on": date(2026, 12, 3),
        "at": datetime(2026, 12, 3, 17, 30, tzinfo=UTC),
        "form": EveryField(),
        "faulty": EveryField(faulty, auto_id="faulty_%s"),
        "help_url": "/pieces/?as=portal&reach",
        **more,
    }


def _charts() -> tuple[TrajectoryChart, TrajectoryChart]:
    measure = instruments()["phq-9"]
    given = [(date(2026, 9, 3), 3), (date(2026, 10, 27), 2), (date(2026, 12, 17), 1)]
    occasions = [
        Occasion(on, Wording(on.strftime("%d %b")), score(measure, {i.number: level for i in measure.items}))
        for on, level in given
    ]
    day = Session(date(2026, 12, 3), EncounterKind.ADMINISTRATION, Wording("Administration"))
    line = trajectory(measure, occasions, [day])
    return trajectory_chart(line), trajectory_chart(line, chart_id="narrow", width=PHONE)


def _clinic() -> dict[str, Any]:
    columns = ["Measure", Column("Score", is_number=True), Column("Of", is_number=True), "Band", "On"]
    parts = [Link(name, "/pieces/", current=name == "Preparation") for name in PARTS]
    wide, narrow = _charts()
    return _context(
        lines=UNMET, facts=FACTS, columns=columns, rows=SCORES, person_tabs=parts, drawn=wide, phone=narrow
    )


def _portal() -> dict[str, Any]:
    return _context(way=WAY, navigation=PORTAL_NAVIGATION, form=OneQuestion())


LAYOUTS: dict[str, tuple[str, Callable[[], dict[str, Any]]]] = {
    "clinic": ("components/pieces.html", _clinic),
    "portal": ("components/pieces_portal.html", _portal),
    "room": ("components/pieces_room.html", _context),
    "document": ("components/pieces_document.html", _context),
    "public": ("components/pieces_public.html", _context),
}
"""The layouts, chosen by `?as=`."""


@public_page(
    reason="Invented people only; mounted where the product is built or tested, never in production."
)
def all_pieces(request: HttpRequest) -> HttpResponse:
    """Every piece in the layout `?as=` names; the care team's layout shows most of them."""
    template, context = LAYOUTS.get(request.GET.get("as", ""), LAYOUTS["clinic"])
    return render(request, template, context())
