"""The clinical content the product works by: read, found, and answered for by name."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cairn.clinic.content_entries import entries, entries_of
from cairn.clinic.content_entry import KINDS, ContentEntry
from cairn.clinic.content_sections import sections_of
from cairn.clinic.forms.content import ReviewForm
from cairn.clinic.signing import passkey_just_used, signer_of
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Link
from cairn.content.readers.instrument_refused import refused_instruments
from cairn.content.readers.screening import DEFAULT_PROFILE, profiles
from cairn.content.site_folder import content_faults
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.account import account_of
from cairn.record.selectors.content_review import ContentReview, content_reviews
from cairn.record.services.content_review import sign_content_review

ALL_RULES: Final = "*"
ON_A_PAGE: Final = 25
_RULES: Final = frozenset({"rules", "interactions"})


@dataclass(frozen=True, slots=True)
class ContentLine:
    """An entry and who here has read it, the latest first.

    :param waits: whether it would stop something, and nobody here has signed it yet.
    """

    entry: ContentEntry
    reviews: tuple[ContentReview, ...]
    waits: bool


@page(audience=Audience.CLINIC, permission=Permission.CONTENT_READ, reads="content.read")
def index(request: PageRequest) -> HttpResponse:
    """Every kind, found by words; what is not enforced until somebody signs it stands first."""
    return _listed(request, "")


@page(audience=Audience.CLINIC, permission=Permission.CONTENT_READ, reads="content.read")
def kind(request: PageRequest, kind: str) -> HttpResponse:
    """One kind."""
    if kind not in KINDS:
        raise Http404
    return _listed(request, kind)


def _listed(request: PageRequest, chosen: str) -> HttpResponse:
    site = account_of(request.actor).site
    reviews = content_reviews(site.pk)
    words = request.GET.get("q", "")[:100].strip()
    profile = _profile(site.screening_profile)
    known = entries_of(profile, chosen) if chosen else entries(profile)
    lines = [_line(each, reviews) for each in known if each.holds(words)]
    waiting = request.GET.get("show") == "waiting"
    shown = sorted((each for each in lines if each.waits or not waiting), key=lambda each: not each.waits)
    parts = [("", "Everything"), *KINDS.items()]
    context = {
        "page": Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
        "parts": [Link(label, _address(code), code == chosen) for code, label in parts],
        "kinds": KINDS,
        "words": words,
        "waiting": waiting,
        "count": len(shown),
        "waits": sum(each.waits for each in lines),
        "site": site,
        "here": _address(chosen),
        "faults": content_faults(),
        "refused": tuple(refused_instruments().values()) if chosen == "measures" else (),
    }
    return render(request, "clinic/content/list.html", context)


def _address(code: str) -> str:
    return reverse("clinic:content-kind", args=[code]) if code else reverse("clinic:content")


def _profile(code: str) -> str:
    return code if code in profiles() else DEFAULT_PROFILE


def _line(entry: ContentEntry, reviews: dict[str, list[ContentReview]]) -> ContentLine:
    mine = list(reviews.get(entry.reviewed_as, ()))
    if entry.kind in _RULES:
        mine += reviews.get(ALL_RULES, [])
    return ContentLine(entry, tuple(mine), entry.waits and not mine)


@page(audience=Audience.CLINIC, permission=Permission.CONTENT_READ, reads="content.read")
def one(request: PageRequest, kind: str, key: str) -> HttpResponse:
    """One entry with everything behind it."""
    return _page(request, kind, key, None)


def _found(request: PageRequest, kind: str, key: str) -> ContentEntry:
    site = account_of(request.actor).site
    found = (each for each in entries_of(_profile(site.screening_profile), kind) if each.key == key)
    entry = next(found, None)
    if entry is None:
        raise Http404
    return entry


def _page(request: PageRequest, kind: str, key: str, form: ReviewForm | None) -> HttpResponse:
    entry = _found(request, kind, key)
    site = account_of(request.actor).site
    signed_here = entry.kind != "law" or entry.key == entry.reviewed_as
    context = {
        "line": _line(entry, content_reviews(site.pk)),
        "entry": entry,
        "sections": sections_of(entry, _profile(site.screening_profile)),
        "kind_words": KINDS[entry.kind],
        "site": site,
        "form": form or ReviewForm(initial={"version": entry.version}),
        "may_review": may(request.actor, Permission.CONTENT_REVIEW) and signed_here,
        "signed_as": "" if signed_here else reverse("clinic:content-entry", args=[kind, entry.reviewed_as]),
        "passkey": passkey_just_used(request),
        "use_url": _use_url(request, entry),
        "crumbs": [
            Link("Content", reverse("clinic:content")),
            Link(KINDS[entry.kind], _address(entry.kind)),
            Link(entry.key, "", current=True),
        ],
    }
    return render(request, "clinic/content/one.html", context, status=422 if form else 200)


def _use_url(request: PageRequest, entry: ContentEntry) -> str:
    """Where a profile that is not in use is chosen, by those who may."""
    other = entry.kind == "profiles" and not entry.tag[1]
    chooses = other and may(request.actor, Permission.CONTENT_REVIEW)
    return reverse("clinic:content-profile-use", args=[entry.key]) if chooses else ""


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.CONTENT_REVIEW)
def review(request: PageRequest, kind: str, key: str) -> HttpResponse:
    """Sign that it was read here, and is answered for."""
    entry = _found(request, kind, key)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, kind, key, form)
    if form.cleaned_data["version"] != entry.version:
        form.data = {**request.POST.dict(), "version": entry.version}
        form.add_error(None, f"It is version {entry.version} now. Read it again, then sign.")
        return _page(request, kind, key, form)
    try:
        sign_content_review(
            site=account_of(request.actor).site,
            content=entry.reviewed_as,
            version=entry.version,
            signer=signer_of(request, form.cleaned_data["secret"]),
            by=request.actor,
            at=now(),
            note=form.cleaned_data["note"],
        )
    except RefusedError as refused:
        form.add_error(None, refused.words)
        return _page(request, kind, key, form)
    messages.success(request, f"Signed: you answer for {entry.reviewed_as} in version {entry.version} here.")
    return redirect("clinic:content-entry", kind, key)
