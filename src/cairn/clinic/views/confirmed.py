"""Where a passkey shown again leads: back to the page where something is signed."""

from django.http import HttpResponse
from django.shortcuts import render

from cairn.components.page import Audience, PageRequest, page


@page(audience=Audience.CLINIC, permission=None)
def show(request: PageRequest) -> HttpResponse:
    """Say that it worked."""
    return render(request, "clinic/confirmed.html")
