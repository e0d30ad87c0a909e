"""Every piece with invented people, so that it can be looked at and measured in each theme."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.components.forms import (
    Choices,
    DayInput,
    ManyChoices,
    MomentInput,
    Quantity,
    Words,
    YesNoNotSureField,
)
from cairn.components.presenters import Column, Fact, Link, Stone, StoneState, UnmetLine, stones

STAGES = [
    "Inquiry", "Fit", "Screening", "Roadmap", "Preparation", "Administration", "Integration", "Following up",
]  # fmt: skip
NAVIGATION = [
    Link("Today", "/pieces/"), Link("People", "/pieces/?people", current=True), Link("Inquiries", "/pieces/?inquiries"),
    Link("Referrals", "/pieces/?referrals"), Link("Board", "/pieces/room/"), Link("Portal", "/pieces/portal/"),
]  # fmt: skip


class EveryField(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", max_length=80)
    called = forms.CharField(label="Asks to be called", required=False, help_text="Shown everywhere instead of the name.")
    email = forms.EmailField(label="E-mail")
    born = forms.DateField(label="Date of birth", widget=DayInput())
    begins = forms.DateTimeField(label="Begins", widget=MomentInput(), required=False)
    systolic = forms.IntegerField(
        label="Systolic blood pressure", widget=Quantity("mmHg"), min_value=50, max_value=260,
        help_text="After five minutes of sitting.",
    )  # fmt: skip
    psychosis = YesNoNotSureField(label="Has a parent, brother or sister ever had psychosis or mania?")
    interest = forms.ChoiceField(
        label="Little interest or pleasure in doing things",
        choices=[("0", "Not at all"), ("1", "Several days"), ("2", "More than half the days"), ("3", "Nearly every day")],
        widget=Choices(), required=False,
    )  # fmt: skip
    touch = forms.MultipleChoiceField(
        label="Touch that is welcome", required=False, widget=ManyChoices(),
        choices=[("hand", "A hand on mine, when I reach"), ("feet", "Feet"), ("none", "None")],
    )  # fmt: skip
    room = forms.ChoiceField(label="Room", choices=[("1", "The cedar room"), ("2", "The garden room")])
    intention = forms.CharField(label="Intention", widget=Words(voice=True), required=False)
    letter = forms.FileField(label="Letter from the prescriber", required=False)
    agreed = forms.BooleanField(label="I have read this and I agree to be contacted.")


class OneQuestion(forms.Form):
    """A portal step: one question group at a time."""

    interest = EveryField.base_fields["interest"]
    down = forms.ChoiceField(
        label="Feeling down, depressed, or hopeless", choices=EveryField.base_fields["interest"].choices,  # type: ignore[attr-defined]
        widget=Choices(), required=False,
    )  # fmt: skip
    family = YesNoNotSureField(
        label="Has a parent, brother or sister ever had psychosis or mania?",
        help_text="If you are not sure, say so; someone will talk it through with you.",
    )
    words = forms.CharField(label="Anything you want us to know", widget=Words(voice=True), required=False)


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    faulty = EveryField({"name": "", "email": "not-an-address", "systolic": "900", "room": "2", "psychosis": "no"})
    base: dict[str, Any] = {
        "navigation": NAVIGATION, "reader_name": "N. Okafor", "reader_role": "facilitator",
        "crumbs": [Link("People", "/pieces/?people"), Link("Maren Solberg", "")],
        "flags_url": "/pieces/?flags", "flags_waiting": {"count": 1, "minutes": 4, "url": "/pieces/?flag"},
        "stones": stones(STAGES, 4), "on": date(2026, 12, 3), "at": datetime(2026, 12, 3, 17, 30, tzinfo=UTC),
        "form": EveryField(), "faulty": faulty, "help_url": "/pieces/portal/?reach", "back_url": "",
    }  # fmt: skip
    return base | more


def clinic(request: HttpRequest) -> HttpResponse:
    """The pieces of the care team's pages."""
    lines = [
        UnmetLine("hold", "Transport plan is not signed", "Mar can do this on her phone"),
        UnmetLine("review", "Sertraline: prescriber letter asked for on 2 Nov", "Dr Aoki, reviewer"),
        UnmetLine("not-assessed", "Blood pressure within 30 days is missing", "Take it at preparation 3", "#vitals", "Take"),
    ]
    facts = [
        Fact("Direction", "effect may be weaker"),
        Fact("Weight", 74, origin="from referral, confirmed by Mar on Mon 26 Oct", unit="kg"),
        Fact("Family history of psychosis", None, origin="asked twice, not answered"),
    ]
    columns = ["Measure", Column("Score", is_number=True), Column("Of", is_number=True), "Band", "On"]
    rows = [["PHQ-9", 21, 27, "severe", "Thu 3 Sep 2026"], ["PHQ-9", 20, 27, "severe", "Tue 27 Oct 2026"]]
    person_tabs = [
        Link(name, "/pieces/", current=name == "Preparation")
        for name in ("Story", "Screening", "Roadmap", "Preparation", "Days", "Integration", "Measures", "Consents", "Activity")
    ]
    return render(
        request,
        "components/pieces.html",
        _context(request, lines=lines, facts=facts, columns=columns, rows=rows, person_tabs=person_tabs),
    )


def portal(request: HttpRequest) -> HttpResponse:
    """The pieces of the pages for the person in care."""
    way = [
        Stone("Getting to know each other", StoneState.DONE, "September"),
        Stone("Preparation 1 and 2", StoneState.DONE, "with Nkechi"),
        Stone("Preparation 3", StoneState.HERE, "Fri 27 Nov, 10:00, the garden room"),
        Stone("Your day", StoneState.AHEAD, "Thu 3 Dec, 09:30. Plan to be with us until about 16:00."),
        Stone("Integration begins", StoneState.AHEAD, "The day after, then when it helps"),
    ]
    menu = [Link("Home", "/pieces/portal/", current=True), Link("Journal", "/pieces/portal/?journal"), Link("My record", "/pieces/portal/?record")]
    return render(request, "components/pieces_portal.html", _context(request, way=way, navigation=menu, form=OneQuestion()))


def room(request: HttpRequest) -> HttpResponse:
    """The pieces of the room."""
    return render(request, "components/pieces_room.html", _context(request))


def document(request: HttpRequest) -> HttpResponse:
    """A page made for paper."""
    return render(request, "components/pieces_document.html", _context(request))


def public(request: HttpRequest) -> HttpResponse:
    """A page for anyone, with a form that has faults in it."""
    return render(request, "components/pieces_public.html", _context(request))
