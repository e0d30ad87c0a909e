"""Accounts of colleagues: who may come in, with which roles, by which links and tokens."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.clinic.forms.account import AccountForm, RolesForm, TokenForm
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.vocabulary import Role
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.account import account_of, find_account, list_accounts, tokens_of
from cairn.record.services.account import (
    give_roles,
    make_account,
    make_api_token,
    make_sign_in_link,
    revoke_api_token,
    set_active,
)


@page(audience=Audience.CLINIC, permission=Permission.ACCOUNT_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    """Every colleague, and a form for a new one."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stated = form.cleaned_data
        try:
            account = make_account(
                site=account_of(request.actor).site,
                name=stated["name"],
                credentials=stated["credentials"],
                email=stated["email"],
                roles=tuple(Role(role) for role in stated["roles"]),
                by=request.actor,
                at=now(),
            )
        except RefusedError as refused:
            form.add_error("email", refused.words)
        else:
            messages.success(request, f"{account.name} has an account. Make a link so that they can come in.")
            return redirect("clinic:account", account_id=account.pk)
    context = {"accounts": list_accounts(request.actor), "form": form}
    return render(request, "clinic/accounts.html", context)


@page(audience=Audience.CLINIC, permission=Permission.ACCOUNT_MANAGE)
def show(request: PageRequest, account_id: uuid.UUID) -> HttpResponse:
    """One colleague: roles, links, tokens, and whether the account is open."""
    account = find_account(request.actor, account_id)
    return render(
        request,
        "clinic/account.html",
        {
            "account": account,
            "roles_form": RolesForm(initial={"roles": account.roles}),
            "token_form": TokenForm(),
            "tokens": tokens_of(account),
        },
    )


@page(audience=Audience.CLINIC, permission=Permission.ACCOUNT_MANAGE)
def change(request: PageRequest, account_id: uuid.UUID) -> HttpResponse:
    """Do one of the things the page offers; a new link or token is shown once, on the answer itself."""
    account = find_account(request.actor, account_id)
    actor, at = request.actor, now()
    shown: dict[str, str] = {}
    match request.POST.get("do"):
        case "roles":
            roles = RolesForm(request.POST)
            if not roles.is_valid():
                messages.error(request, "Choose at least one role, or close the account.")
            else:
                chosen = tuple(Role(role) for role in roles.cleaned_data["roles"])
                give_roles(account=account, roles=chosen, by=actor, at=at)
        case "link":
            token = make_sign_in_link(account=account, by=actor, at=at)
            shown = {"Sign-in link": request.build_absolute_uri(reverse("sign-in-link", args=[token]))}
        case "token":
            form = TokenForm(request.POST)
            if form.is_valid():
                lives = timedelta(days=form.cleaned_data["days"])
                named = form.cleaned_data["name"]
                shown = {"Token": make_api_token(account=account, name=named, lives=lives, by=actor, at=at)}
            else:
                messages.error(request, "Name the system, and give the token between 1 and 365 days.")
        case "revoke":
            revoke_api_token(token_id=uuid.UUID(request.POST.get("token", "")), by=actor, at=at)
        case "close" | "open" as state:
            set_active(account=account, active=state == "open", by=actor, at=at)
        case _:
            messages.error(request, "Nothing was changed: the page did not say what to do. Choose again.")
    if shown:
        return render(request, "clinic/account_shown_once.html", {"account": account, "shown": shown})
    return redirect("clinic:account", account_id=account.pk)
