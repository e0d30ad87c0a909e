"""Referrals: hand in a bundle, see what was understood, accept it for a person, or decline it."""

import uuid
from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.candidate_choice import chosen
from cairn.clinic.forms.referral import LIMIT_MB, ReferralForm, too_large
from cairn.clinic.referral_lines import preview
from cairn.clinic.views.people import page_number
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Link
from cairn.components.session import site_of
from cairn.domain.referrals.referral import Referral as Understood
from cairn.domain.referrals.refusal import ReferralRefused
from cairn.fhir.referral import read_referral
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.referral import (
    Candidate,
    Referral,
    candidates,
    find_referral,
    referral_page,
    referral_text,
)
from cairn.record.services.referral import (
    LARGEST,
    AlreadyReceivedError,
    accept_referral,
    decline_referral,
    receive_referral,
)

ENVELOPE = 64 * 1024
"""Bytes a form adds around its file."""


@csrf_exempt  # looking for the token would read the whole body first; _receive asks for it once the size is known
@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.REFERRAL_IMPORT, reads="referrals.read")
def listed(request: PageRequest) -> HttpResponse:
    """The referrals received, and the form to hand one in."""
    if request.method != "POST":
        return _list(request, ReferralForm())
    size = _announced(request)
    if size > LARGEST + ENVELOPE:
        return _list(request, ReferralForm(), refused=too_large(size), status=413)
    return _receive(request)


def _announced(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    return _store(cast("PageRequest", request))


def _store(request: PageRequest) -> HttpResponse:
    form = ReferralForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form, status=422)
    document = cast("UploadedFile[Any]", form.cleaned_data["document"])
    raw, at = document.read(), now()
    try:
        read_referral(raw, received_at=at)
        referral = receive_referral(
            site=site_of(request), raw=raw, sender=form.cleaned_data["sender"], by=request.actor, at=at
        )
    except AlreadyReceivedError as twice:
        messages.info(request, twice.words)
        return redirect("clinic:referral", twice.first)
    except (ReferralRefused, RefusedError) as refused:
        return _list(request, form, refused=f"{refused} Nothing was stored.", status=422)
    return redirect("clinic:referral", referral.pk)


def _list(request: PageRequest, form: ReferralForm, *, refused: str = "", status: int = 200) -> HttpResponse:
    number = page_number(request.GET.get("page", "1"))
    rows, more = referral_page(request.actor, page=number)
    address = reverse("clinic:referrals")
    context = {
        "form": form,
        "refused": refused,
        "rows": rows,
        "limit": LIMIT_MB,
        "number": number,
        "earlier": f"{address}?page={number - 1}" if number > 1 else "",
        "further": f"{address}?page={number + 1}" if more else "",
    }
    return render(request, "clinic/referral/list.html", context, status=status)


@page(audience=Audience.CLINIC, permission=Permission.REFERRAL_IMPORT, reads="referral.read")
def one(request: PageRequest, referral_id: uuid.UUID) -> HttpResponse:
    """What was understood, what was not, what is doubtful; and whom it may be about."""
    referral = find_referral(request.actor, referral_id)
    understood = _understood(referral)
    offered = candidates(request.actor, understood.person) if referral.status == "previewed" else ()
    return _preview(request, referral, understood, offered)


def _understood(referral: Referral) -> Understood:
    """The document read again, so that a better reader shows more; as of the moment it came."""
    return read_referral(referral_text(referral), received_at=referral.received_at)


def _preview(
    request: PageRequest,
    referral: Referral,
    understood: Understood,
    offered: Sequence[Candidate],
    refused: str = "",
) -> HttpResponse:
    names = understood.person.names
    context: dict[str, Any] = {
        "referral": referral,
        "candidates": offered,
        "chosen_who": request.POST.get("who", ""),
        "refused": refused,
        "name": names[0].shown if names else "Somebody without a name",
        "crumbs": [Link("Referrals", reverse("clinic:referrals")), Link("Preview", "", current=True)],
        **preview(understood),
    }
    return render(request, "clinic/referral/one.html", context, status=422 if refused else 200)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.REFERRAL_IMPORT)
def accept(request: PageRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Open a record for them, or join the referral to the record chosen."""
    referral = find_referral(request.actor, referral_id)
    understood = _understood(referral)
    offered = candidates(request.actor, understood.person)
    try:
        known = chosen(request.POST.get("who", ""), offered)
        patient = accept_referral(
            referral=referral, understood=understood, patient=known, by=request.actor, at=now()
        )
    except RefusedError as refused:
        return _preview(
            request, find_referral(request.actor, referral_id), understood, offered, refused.words
        )
    count = len(understood.understood)
    messages.success(
        request, f"Accepted. {count} facts wait for {patient.called} to confirm or correct them."
    )
    return redirect("clinic:person", patient.pk)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.REFERRAL_IMPORT)
def decline(request: PageRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Close it without a record."""
    referral = find_referral(request.actor, referral_id)
    try:
        decline_referral(
            referral=referral, by=request.actor, at=now(), reason=request.POST.get("reason", "").strip()[:200]
        )
    except RefusedError as refused:
        messages.error(request, refused.words)
    else:
        messages.success(request, "Declined. The document stays as it came; no record was opened.")
    return redirect("clinic:referral", referral.pk)
