"""Inquiries: who asked, and what became of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.candidate_choice import as_person, chosen
from cairn.clinic.forms.inquiry import DeclineInquiryForm, RegisterInquiryForm, TelephoneInquiryForm, names_of
from cairn.clinic.views.people import page_number
from cairn.clinic.words import ENDING_WORDS
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Link
from cairn.domain.pathway.stages import Ending
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.account import account_of
from cairn.record.selectors.inquiry import Inquiry, find_inquiry, inquiry_page
from cairn.record.selectors.referral import candidates
from cairn.record.services.inquiry import decline_inquiry, mark_contacted, receive_inquiry, register_inquiry


@page(audience=Audience.CLINIC, permission=Permission.INQUIRY_READ, reads="inquiries.read")
def listed(request: PageRequest) -> HttpResponse:
    """Those that wait, the oldest first; or those decided."""
    decided = request.GET.get("show") == "decided"
    number = page_number(request.GET.get("page", "1"))
    found = inquiry_page(request.actor, waiting=not decided, page=number)
    address = reverse("clinic:inquiries")
    query = "show=decided&" if decided else ""
    context = {
        "rows": found.rows,
        "decided": decided,
        "parts": [
            Link("Waiting", address, not decided),
            Link("Decided", f"{address}?show=decided", decided),
        ],
        "earlier": f"{address}?{query}page={number - 1}" if number > 1 else "",
        "further": f"{address}?{query}page={number + 1}" if found.more else "",
        "number": number,
    }
    return render(request, "clinic/inquiry/list.html", context)


@page(audience=Audience.CLINIC, permission=Permission.INQUIRY_READ, reads="inquiry.read")
def one(request: PageRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """One inquiry and what can be done about it."""
    inquiry = find_inquiry(request.actor, inquiry_id)
    return _page(request, inquiry)


def _page(
    request: PageRequest,
    inquiry: Inquiry,
    register_form: RegisterInquiryForm | None = None,
    decline_form: DeclineInquiryForm | None = None,
) -> HttpResponse:
    waits = inquiry.status in {"received", "contacted"}
    person = as_person(name=inquiry.name, email=inquiry.email, phone=inquiry.phone)
    context: dict[str, Any] = {
        "inquiry": inquiry,
        "waits": waits,
        "candidates": candidates(request.actor, person) if waits else (),
        "register_form": register_form or RegisterInquiryForm(initial=names_of(inquiry)),
        "decline_form": decline_form or DeclineInquiryForm(),
        "reason_words": ENDING_WORDS[Ending(inquiry.reason)] if inquiry.reason else "",
        "words_out": f"clinic/inquiry/words_out_{'es' if inquiry.language == 'es' else 'en'}.html",
        "crumbs": [Link("Inquiries", reverse("clinic:inquiries")), Link(inquiry.name, "", current=True)],
        "chosen_who": request.POST.get("who", ""),
    }
    bound = register_form is not None or decline_form is not None
    return render(request, "clinic/inquiry/one.html", context, status=422 if bound else 200)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.INQUIRY_DECIDE)
def contacted(request: PageRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """Somebody has reached them."""
    inquiry = find_inquiry(request.actor, inquiry_id)
    _try(
        request,
        lambda: mark_contacted(inquiry=inquiry, by=request.actor, at=now()),
        "Noted: they were reached.",
    )
    return redirect("clinic:inquiry", inquiry.pk)


def _try(request: PageRequest, write: Any, done: str) -> bool:
    """Write, or say why not; the page it leads back to shows how things stand."""
    try:
        write()
    except RefusedError as refused:
        messages.error(request, refused.words)
        return False
    messages.success(request, done)
    return True


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.INQUIRY_DECIDE)
def register(request: PageRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """Open their record, or join the inquiry to one they have."""
    inquiry = find_inquiry(request.actor, inquiry_id)
    form = RegisterInquiryForm(request.POST)
    if not form.is_valid():
        return _page(request, inquiry, register_form=form)
    person = as_person(name=inquiry.name, email=inquiry.email, phone=inquiry.phone)
    try:
        known = chosen(request.POST.get("who", ""), candidates(request.actor, person))
        patient = register_inquiry(
            inquiry=inquiry, patient=known, by=request.actor, at=now(), **form.cleaned_data
        )
    except RefusedError as refused:
        form.add_error(None, refused.words)
        inquiry.refresh_from_db()
        return _page(request, inquiry, register_form=form)
    words = (
        "Joined to the record they already had."
        if known
        else "Their record is open, and their way has begun."
    )
    messages.success(request, words)
    return redirect("clinic:person", patient.pk)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.INQUIRY_DECIDE)
def decline(request: PageRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """Close it with a reason; the page then holds words to send them."""
    inquiry = find_inquiry(request.actor, inquiry_id)
    form = DeclineInquiryForm(request.POST)
    if not form.is_valid():
        return _page(request, inquiry, decline_form=form)
    reason = Ending(form.cleaned_data["reason"])
    done = "Closed. Below are words you can send them."
    _try(request, lambda: decline_inquiry(inquiry=inquiry, reason=reason, by=request.actor, at=now()), done)
    return redirect("clinic:inquiry", inquiry.pk)


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.INQUIRY_DECIDE)
def by_telephone(request: PageRequest) -> HttpResponse:
    """Write down an inquiry made on the telephone."""
    form = TelephoneInquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        told["reach_by"] = "phone" if told["phone"] else "email"
        site = account_of(request.actor).site
        try:
            inquiry = receive_inquiry(site=site, by=request.actor, at=now(), **told)
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            return redirect("clinic:inquiry", inquiry.pk)
    crumbs = [Link("Inquiries", reverse("clinic:inquiries")), Link("By telephone", "", current=True)]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "clinic/inquiry/telephone.html", context, status=422 if form.is_bound else 200)
