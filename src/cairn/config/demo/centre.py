"""The centre and its staff."""

import secrets
from datetime import datetime

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from cairn.clock import now
from cairn.config.demo.ways_in import keep
from cairn.domain.vocabulary import Role
from cairn.record.actor import PRODUCT
from cairn.record.selectors.account import Account
from cairn.record.selectors.site import Site
from cairn.record.services.account import make_account
from cairn.record.services.site import add_room, open_site

STAFF = (
    ("Ines Duarte", (Role.COORDINATOR,), ""),
    ("Nkechi Okafor", (Role.FACILITATOR,), "licensed facilitator"),
    ("Jonas Lind", (Role.FACILITATOR,), "licensed facilitator"),
    ("Emi Aoki", (Role.CLINICAL_REVIEWER,), "MD"),
    ("Ida Brandt", (Role.RESEARCHER,), ""),
    ("Sam Reyes", (Role.ADMINISTRATOR,), ""),
)


@transaction.atomic
def fill() -> None:
    """Open Cedar House and let its invented people move in."""
    at = now()
    site = open_site(
        name="Cedar House",
        zone="America/Los_Angeles",
        regime="us-or",
        phone="+1 503 555 0100",
        email="hello@cedar.example",
        address="12 Cedar Lane, Portland",
        crisis_words="Call 911 in an emergency. Call or text 988 at any hour to talk to someone.",
        by=PRODUCT,
        at=at,
    )
    for name, occupancy in (("The garden", 4), ("The loft", 2), ("Quiet room", 2)):
        add_room(site=site, name=name, occupancy=occupancy, by=PRODUCT, at=at)
    keep([_member(site, name, roles, credentials, at) for name, roles, credentials in STAFF])


def _member(site: Site, name: str, roles: tuple[Role, ...], credentials: str, at: datetime) -> dict[str, str]:
    password, secret = secrets.token_urlsafe(12), generate_totp_secret()
    email = f"{name.rsplit(maxsplit=1)[-1].lower()}@cedar.example"
    account: Account = make_account(
        site=site,
        name=name,
        email=email,
        roles=roles,
        credentials=credentials,
        password=password,
        by=PRODUCT,
        at=at,
    )
    TOTP.activate(account, secret)
    role = ", ".join(role.value for role in roles)
    return {"role": role, "name": name, "email": email, "password": password, "totp": secret}
