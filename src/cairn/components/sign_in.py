"""Coming in, and the second proof staff need before they may open a record."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cairn.clock import now
from cairn.components import limits
from cairn.components.context import CLINIC_MENU
from cairn.components.page import Audience, PageRequest, page, public_page
from cairn.components.session import BY_LINK, LINK_WITH_FACTOR, actor_of, device_of
from cairn.domain.vocabulary import Role
from cairn.record.actor import PUBLIC
from cairn.record.errors import RefusedError
from cairn.record.permissions import may
from cairn.record.selectors.account import find_account_by_email
from cairn.record.services.account import make_sign_in_link, use_sign_in_link

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@public_page(reason="where everyone signs in")
def sign_in(request: PageRequest) -> HttpResponse:
    """Ask for a link by e-mail, or go to the staff's sign-in."""
    if request.user.is_authenticated:
        return redirect("home")
    sent = False
    if request.method == "POST":
        limits.count(f"link:{limits.address_of(request)}", most=8, seconds=900)
        _send_link(request, request.POST.get("email", "").strip())
        sent = True
    return render(request, "components/sign_in.html", {"sent": sent})


def _send_link(request: PageRequest, email: str) -> None:
    account = find_account_by_email(email) if email else None
    # Staff open other people's records: the mailbox alone must not let them in. Their links come from an administrator.
    # The page says the same in every case: whether somebody is known here is nobody's business.
    if account is None or account.role_set != {Role.CLIENT}:
        return
    token = make_sign_in_link(account=account, by=PUBLIC, at=now())
    link = request.build_absolute_uri(reverse("sign-in-link", args=[token]))
    body = _("Here is your link. It works once, for a day:") + f"\n\n{link}\n"
    send_mail(_("Your sign-in link"), body, settings.DEFAULT_FROM_EMAIL, [email])


@never_cache
@public_page(reason="the one-time link itself")
def sign_in_link(request: PageRequest, token: str) -> HttpResponse:
    """Let the owner of a link in. A button spends it, so that a mail program that looks ahead does not."""
    words = ""
    if request.method == "POST":
        limits.count(f"use-link:{limits.address_of(request)}", most=20, seconds=900)
        try:
            account = use_sign_in_link(token=token, device=device_of(request), at=now())
        except RefusedError as refused:
            words = refused.words
        else:
            login(request, account, backend=BACKEND)
            record_authentication(request, account, "link")
            request.session[BY_LINK] = True
            return _in_their_language(request, redirect("home"), account.language)
    return render(request, "components/sign_in_link.html", {"refused": words}, status=410 if words else 200)


def _in_their_language(request: PageRequest, response: HttpResponse, language: str) -> HttpResponse:
    """Somebody whose language is known meets it from the first page, unless this device was told another."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure()
        )
    return response


@page(audience=Audience.ANYONE_SIGNED_IN, permission=None)
def home(request: PageRequest) -> HttpResponse:
    """Where each reader's day begins."""
    if not request.actor.is_staff:
        return redirect("portal:home")
    return redirect(next(entry.route for entry in CLINIC_MENU if may(request.actor, entry.permission)))


@never_cache
@public_page(reason="asked of staff who are signed in but not yet trusted with records")
def second_factor(request: PageRequest) -> HttpResponse:
    """Staff need a passkey or a one-time code before they may open a record."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    by_link = bool(request.session.get(BY_LINK))
    if by_link and Authenticator.objects.filter(user_id=request.user.pk).exists():
        request.session[LINK_WITH_FACTOR] = True
        return redirect("home")
    return render(request, "components/second_factor.html", {"by_link": by_link, "reader": actor_of(request)})
