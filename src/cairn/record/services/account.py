"""Accounts, roles, one-time links and tokens. No default passwords: people come in by a link that works once."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from cairn.domain.vocabulary import Role
from cairn.record import audit
from cairn.record.actor import PRODUCT, Actor
from cairn.record.errors import RefusedError
from cairn.record.models import Account, ApiToken, Patient, RoleChange, SignInLink, Site
from cairn.record.permissions import Permission, require

LINK_LIVES = timedelta(hours=24)


def fingerprint(token: str) -> str:
    """What is kept of a token: enough to know it again, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_account(
    *,
    site: Site,
    name: str,
    email: str | None,
    roles: tuple[Role, ...],
    by: Actor,
    at: datetime,
    credentials: str = "",
    language: str = "en",
    password: str | None = None,
) -> Account:
    """Make an account. Without a password it can be entered by a link or a passkey only."""
    if by is not PRODUCT:
        require(by, Permission.PORTAL_INVITE if roles == (Role.CLIENT,) else Permission.ACCOUNT_MANAGE)
    if email and Account.objects.filter(email__iexact=email).exists():
        raise RefusedError(
            "email-taken", f"There is already an account for {email}. Use it, or another address."
        )
    account = Account(
        site=site,
        name=name,
        email=email or None,
        roles=[role.value for role in roles],
        credentials=credentials,
        language=language,
        made_at=at,
    )
    account.set_password(password)
    account.save()
    RoleChange.objects.create(account=account, roles=account.roles, at=at, by_id=by.account_id)
    audit.write(
        "account.make", by=by, at=at, subject=f"Account/{account.pk}", reason=", ".join(account.roles)
    )
    return account


@transaction.atomic
def give_roles(*, account: Account, roles: tuple[Role, ...], by: Actor, at: datetime) -> Account:
    """Replace the roles somebody holds."""
    require(by, Permission.ACCOUNT_MANAGE)
    if account.pk == by.account_id:
        raise RefusedError("own-roles", "Nobody can change their own roles. Ask another administrator.")
    account.roles = [role.value for role in roles]
    account.save(update_fields=["roles"])
    RoleChange.objects.create(account=account, roles=account.roles, at=at, by_id=by.account_id)
    audit.write(
        "account.give-roles", by=by, at=at, subject=f"Account/{account.pk}", reason=", ".join(account.roles)
    )
    return account


@transaction.atomic
def set_active(*, account: Account, active: bool, by: Actor, at: datetime) -> Account:
    """Close an account, or open it again. A closed account cannot sign in; what it did stays in the log."""
    require(by, Permission.ACCOUNT_MANAGE)
    if account.pk == by.account_id:
        raise RefusedError("own-account", "Nobody can close their own account. Ask another administrator.")
    account.is_active = active
    account.save(update_fields=["is_active"])
    reason = "opened" if active else "closed"
    audit.write("account.set-active", by=by, at=at, subject=f"Account/{account.pk}", reason=reason)
    return account


@transaction.atomic
def make_sign_in_link(*, account: Account, by: Actor, at: datetime) -> str:
    """Make a link that lets its owner in once within a day; earlier unused links stop working.

    :returns: the token that stands in the link. It is shown once and kept nowhere.
    """
    SignInLink.objects.filter(account=account, used_at=None, expires_at__gt=at).update(expires_at=at)
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        account=account,
        fingerprint=fingerprint(token),
        made_at=at,
        made_by_id=by.account_id,
        expires_at=at + LINK_LIVES,
    )
    audit.write("sign-in-link.make", by=by, at=at, subject=f"Account/{account.pk}")
    return token


@transaction.atomic
def use_sign_in_link(*, token: str, device: str, at: datetime) -> Account:
    """Spend a link.

    :raises RefusedError: when it was used, is too old, or never was; the words are the same in all three cases.
    """
    spent = SignInLink.objects.filter(
        fingerprint=fingerprint(token), used_at=None, expires_at__gt=at, account__is_active=True
    ).update(used_at=at)
    if spent != 1:
        words = "This link does not work any more. Links work once, for a day. Ask for a new one below."
        raise RefusedError("link-spent", words)
    account = Account.objects.get(sign_in_links__fingerprint=fingerprint(token))
    actor = Actor(account.pk, account.name, account.role_set, account.site_id, device=device)
    audit.write("sign-in-link.use", by=actor, at=at, subject=f"Account/{account.pk}")
    return account


@transaction.atomic
def invite_to_portal(*, patient: Patient, by: Actor, at: datetime) -> str:
    """Give a person in care an account if they have none, and make a link that lets them in.

    :returns: the token of the link.
    """
    require(by, Permission.PORTAL_INVITE)
    if patient.account is None:
        patient.account = make_account(
            site=patient.site,
            name=str(patient),
            email=patient.email or None,
            roles=(Role.CLIENT,),
            by=by,
            at=at,
            language=patient.language,
        )
        patient.save(update_fields=["account"])
    audit.write("portal.invite", by=by, at=at, patient=patient.pk, subject=f"Account/{patient.account.pk}")
    return make_sign_in_link(account=patient.account, by=by, at=at)


@transaction.atomic
def make_api_token(*, account: Account, name: str, lives: timedelta, by: Actor, at: datetime) -> str:
    """Make a token with which another system reads as this account; shown once."""
    require(by, Permission.ACCOUNT_MANAGE)
    token = secrets.token_urlsafe(32)
    ApiToken.objects.create(
        account=account, name=name, fingerprint=fingerprint(token), made_at=at, expires_at=at + lives
    )
    audit.write("api-token.make", by=by, at=at, subject=f"Account/{account.pk}", reason=name)
    return token


@transaction.atomic
def revoke_api_token(*, token_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """End a token now."""
    require(by, Permission.ACCOUNT_MANAGE)
    ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at)
    audit.write("api-token.revoke", by=by, at=at, subject=f"ApiToken/{token_id}")
