"""Home: the next one thing, the path, how to reach a human now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from cairn.components.page import Audience, PageRequest, page
from cairn.record.permissions import Permission


@page(audience=Audience.PORTAL, permission=Permission.OWN_RECORD, own=True)
def show(request: PageRequest, patient: Any) -> HttpResponse:  # noqa: ANN401
    """The person's first page."""
    return render(request, "portal/home.html", {"patient": patient})
