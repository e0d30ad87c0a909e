"""Find accounts."""

import uuid

from cairn.domain.vocabulary import Role
from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import Account, ApiToken
from cairn.record.permissions import Permission, require

__all__ = [
    "Account",
    "ApiToken",
    "account_of",
    "find_account",
    "find_account_by_email",
    "list_accounts",
    "staff_at_site",
    "tokens_of",
]


def find_account_by_email(email: str) -> Account | None:
    """The active account with this address, whatever its capitals."""
    return Account.objects.filter(email__iexact=email, is_active=True).first()


def account_of(actor: Actor) -> Account:
    """The acting person's own account."""
    return Account.objects.get(pk=actor.account)


def staff_at_site(reader: Actor, role: Role | None = None) -> list[Account]:
    """The active staff of the reader's site, by name; of one role, where named."""
    found = Account.objects.filter(site_id=reader.site, is_active=True).order_by("name")
    return [a for a in found if (role in a.role_set if role else a.role_set - {Role.CLIENT})]


def find_account(reader: Actor, account_id: uuid.UUID) -> Account:
    """One account of the reader's site, for whoever manages accounts.

    :raises NotFoundError: when there is none.
    """
    require(reader, Permission.ACCOUNT_MANAGE)
    found = Account.objects.filter(site_id=reader.site, pk=account_id).first()
    if found is None or not found.role_set - {Role.CLIENT}:
        raise NotFoundError
    return found


def tokens_of(account: Account) -> list[ApiToken]:
    """An account's tokens for other systems, the latest first."""
    return list(account.api_tokens.order_by("-made_at"))


def list_accounts(reader: Actor) -> list[Account]:
    """Every staff account of the site, for whoever manages accounts."""
    require(reader, Permission.ACCOUNT_MANAGE)
    found = Account.objects.filter(site_id=reader.site).order_by("-is_active", "name")
    return [account for account in found if account.role_set - {Role.CLIENT}]
