"""Choose the threshold profile this centre screens under, seeing first what it changes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cairn.clinic.forms.content import ChooseProfileForm
from cairn.clinic.profile_lines import profile_changes
from cairn.clinic.signing import passkey_just_used, signer_of
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.presenters import Column, Link
from cairn.content.readers.screening import DEFAULT_PROFILE, profiles
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.account import account_of
from cairn.record.services.screening_profile import choose_screening_profile

_CHANGES = (Column("Rule"), Column("What it asks"), Column("Now"), Column("Then"))


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.CONTENT_REVIEW, reads="content.read")
def choose(request: PageRequest, profile: str) -> HttpResponse:
    """What would change, and the signature that changes it."""
    chosen = profiles().get(profile)
    if chosen is None:
        raise Http404
    site = account_of(request.actor).site
    in_use = profiles().get(site.screening_profile) or profiles()[DEFAULT_PROFILE]
    form = ChooseProfileForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            signer = signer_of(request, form.cleaned_data["secret"])
            choose_screening_profile(site=site, profile=profile, signer=signer, by=request.actor, at=now())
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            messages.success(request, f"{site.name} screens under “{chosen.title}” from now on.")
            return redirect("clinic:content-entry", "profiles", profile)
    changes = profile_changes(in_use.id, profile)
    context = {
        "chosen": chosen,
        "in_use": in_use,
        "is_same": chosen.id == in_use.id,
        "columns": _CHANGES,
        "rows": [(each.rule, each.title, each.now, each.then) for each in changes],
        "form": form,
        "site": site,
        "passkey": passkey_just_used(request),
        "crumbs": [
            Link("Content", reverse("clinic:content")),
            Link("Threshold profiles", reverse("clinic:content-kind", args=["profiles"])),
            Link(chosen.title, reverse("clinic:content-entry", args=["profiles", profile])),
            Link("Use it here", "", current=True),
        ],
    }
    return render(request, "clinic/content/profile.html", context, status=422 if form.is_bound else 200)
