"""The first administrator opens the site: where it is, under which rules, and how they themselves come in."""

from datetime import datetime
from zoneinfo import available_timezones

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cairn.clock import now
from cairn.components import limits
from cairn.components.forms import offer
from cairn.components.page import PageRequest, public_page
from cairn.config import first_run
from cairn.content.readers.regime import packs
from cairn.domain.regimes.pack import PackStatus
from cairn.domain.vocabulary import Role
from cairn.record.actor import PRODUCT
from cairn.record.errors import RefusedError
from cairn.record.selectors.site import any_site
from cairn.record.services.account import make_account, make_sign_in_link
from cairn.record.services.site import add_room, open_site


class SetUpForm(forms.Form):
    """What a site needs before anyone can be cared for there."""

    name = forms.CharField(
        max_length=120, label="Name of the centre", help_text="As it stands on the licence."
    )
    regime = forms.ChoiceField(label="Under which rules do you work?")
    zone = forms.CharField(
        label="Time zone", initial="America/Los_Angeles", help_text="Such as America/Denver."
    )
    phone = forms.CharField(
        max_length=40, label="Telephone", help_text="Shown to people in care on every page."
    )
    crisis_words = forms.CharField(
        max_length=400,
        label="What should someone do in a crisis?",
        help_text="Shown wherever somebody may be in danger. Name the line that answers at night.",
        initial="Call 911 in an emergency. Call or text 988 at any hour to talk to someone.",
    )
    room = forms.CharField(max_length=80, label="First session room", initial="Room 1")
    occupancy = forms.IntegerField(
        min_value=1, max_value=100, label="How many people may be in it?", initial=4
    )
    administrator = forms.CharField(max_length=120, label="Your name")
    email = forms.EmailField(label="Your e-mail address")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the packs this version holds, but not those too little is known of."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        usable = (each for each in packs().items() if each[1].status is not PackStatus.DISABLED)
        offer(self, regime=((code, pack.title) for code, pack in usable))

    def clean_zone(self) -> str:
        """Refuse what is no zone."""
        zone = str(self.cleaned_data["zone"])
        if zone not in available_timezones():
            message = f"'{zone}' is not a time zone. Write one such as America/Los_Angeles."
            raise forms.ValidationError(message)
        return zone


@never_cache
@public_page(reason="the one-time set-up of an empty product; the link is printed where it was started")
def set_up(request: PageRequest, token: str) -> HttpResponse:
    """Ask once, open the site, and let the administrator in."""
    limits.count(f"set-up:{limits.address_of(request)}", most=30, seconds=900)
    if any_site() is not None or not first_run.is_open(token):
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            link = _open(form, now())
        except RefusedError as refused:
            form.add_error(None, refused.words)
        else:
            first_run.close()
            return redirect("sign-in-link", token=link)
    return render(request, "config/set_up.html", {"form": form})


@transaction.atomic
def _open(form: SetUpForm, at: datetime) -> str:
    stated = form.cleaned_data
    site = open_site(
        name=stated["name"],
        zone=stated["zone"],
        regime=stated["regime"],
        phone=stated["phone"],
        crisis_words=stated["crisis_words"],
        by=PRODUCT,
        at=at,
    )
    add_room(site=site, name=stated["room"], occupancy=stated["occupancy"], by=PRODUCT, at=at)
    account = make_account(
        site=site,
        name=stated["administrator"],
        email=stated["email"],
        roles=(Role.ADMINISTRATOR,),
        by=PRODUCT,
        at=at,
    )
    return make_sign_in_link(account=account, by=PRODUCT, at=at)
