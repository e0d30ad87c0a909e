"""People: found by name, twenty at a time."""

from functools import cache
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.clinic.words import STAGE_WORDS
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.pathway.stages import Stage
from cairn.record.permissions import Permission, may
from cairn.record.selectors.person import PeoplePage, search_people

LAST_PAGE = 500
"""Beyond ten thousand names, a name is the better question."""


@page(audience=Audience.CLINIC, permission=Permission.PEOPLE_SEARCH, reads="people.search")
def search(request: PageRequest) -> HttpResponse:
    """The list, or only its rows for htmx."""
    words = request.GET.get("q", "").strip()[:80]
    number = page_number(request.GET.get("page", "1"))
    found = search_people(request.actor, words, page=number)
    context = {
        "words": words,
        "rows": _rows(found),
        "number": number,
        "earlier": _address(words, number - 1) if number > 1 else "",
        "further": _address(words, number + 1) if found.more else "",
        "may_register": may(request.actor, Permission.PERSON_REGISTER),
    }
    template = (
        "clinic/people/rows.html" if request.htmx and not request.htmx.boosted else "clinic/people/list.html"
    )
    return render(request, template, context)


def page_number(text: str) -> int:
    """The number of a page in an address; the first where it is none."""
    return (
        min(max(int(text), 1), LAST_PAGE)
        if text.isascii() and text.isdigit() and len(text) <= len("500")
        else 1
    )


def _address(words: str, number: int) -> str:
    return f"{reverse('clinic:people')}?{urlencode({'q': words, 'page': number})}"


_NOBODY = str(UUID(int=0))


@cache
def _record() -> str:
    """Where a record would stand that is nobody's: a list needs the address twenty times."""
    return reverse("clinic:person", args=[_NOBODY])


def _rows(found: PeoplePage) -> list[dict[str, object]]:
    return [
        {
            "patient": row.patient,
            "address": _record().replace(_NOBODY, str(row.patient.pk)),
            "stage": "no way opened" if row.episode is None else STAGE_WORDS[Stage(row.episode.stage)],
            "team": ", ".join(member.account.name for member in row.team),
        }
        for row in found.rows
    ]
