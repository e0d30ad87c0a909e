"""The safety queue."""

from django.http import HttpResponse
from django.shortcuts import render

from cairn.components.page import Audience, PageRequest, page
from cairn.record.permissions import Permission


@page(audience=Audience.CLINIC, permission=Permission.FLAG_SEE)
def waiting(request: PageRequest) -> HttpResponse:
    """The chip in the bar, asked for again every half minute."""
    return render(request, "components/pieces/flags.html")
