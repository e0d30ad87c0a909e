"""The centre and its staff."""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from cairn.clock import now
from cairn.config.demo.house import House, Member
from cairn.config.demo.people import move_in
from cairn.config.demo.ways_in import keep
from cairn.domain.vocabulary import Role
from cairn.record.actor import PRODUCT
from cairn.record.selectors.account import Account
from cairn.record.selectors.reviewers import version_in_force
from cairn.record.selectors.site import Site
from cairn.record.services.account import make_account
from cairn.record.services.site import add_room, open_site, review_content

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
    rooms = {
        name: add_room(site=site, name=name, occupancy=occupancy, by=PRODUCT, at=at)
        for name, occupancy in (("The garden", 4), ("The loft", 4), ("Quiet room", 3))
    }
    staff = [_member(site, name, roles, credentials, at) for name, roles, credentials in STAFF]
    members = [Member(account, shown["password"]) for account, shown in staff]
    house = House(site, rooms, *members[:4])
    _review(house, at)
    clients = [
        {"role": "client", "name": str(patient), "email": patient.email} for patient in move_in(house, at)
    ]
    keep([*(shown for _account, shown in staff), *clients])


def _review(house: House, at: datetime) -> None:
    """The medical director of the invented centre has read the screening rules and the Oregon pack."""
    for content in ("*", house.site.regime):
        review_content(
            site=house.site,
            content=content,
            version=version_in_force(content),
            by=house.reviewer.actor,
            at=at - timedelta(days=90),
            note="Read for the invented centre.",
        )


def _member(
    site: Site, name: str, roles: tuple[Role, ...], credentials: str, at: datetime
) -> tuple[Account, dict[str, str]]:
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
    return account, {"role": role, "name": name, "email": email, "password": password, "totp": secret}
