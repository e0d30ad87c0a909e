"""A second centre that has just opened: nobody there has signed any content, and it cares for two people.

What Cedar House knows must not be seen here, and what is signed here must not count there.
"""

import json
import secrets
from datetime import date, datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.urls import reverse

from cairn.config.demo import answers
from cairn.config.demo.house import House, Member
from cairn.config.demo.way import Way, begin
from cairn.domain.vocabulary import AdministrativeGender, Role
from cairn.record.actor import PRODUCT
from cairn.record.selectors.account import Account
from cairn.record.selectors.site import Site
from cairn.record.services.account import make_account, make_sign_in_link
from cairn.record.services.site import add_room, open_site

STAFF = (
    ("Lou Marsh", Role.COORDINATOR, ""),
    ("Per Holm", Role.FACILITATOR, "licensed facilitator"),
    ("Ada Moss", Role.FACILITATOR, "licensed facilitator"),
    ("Nora Falk", Role.CLINICAL_REVIEWER, "MD"),
)
LONG_QTC = "505"
"""Milliseconds: fires a rule that is this project's proposal, and so blocks only once somebody here signed it."""


@transaction.atomic
def open_alder(at: datetime) -> str:
    """Open it. Says how everybody comes in, what its staff sign by, and where the two records are."""
    site = open_site(
        name="Alder House",
        zone="America/Los_Angeles",
        regime="us-or",
        crisis_words="Call 911 in an emergency. Call or text 988 at any hour to talk to someone.",
        by=PRODUCT,
        at=at,
    )
    room = add_room(site=site, name="The orchard", occupancy=4, by=PRODUCT, at=at)
    members = [_member(site, name, role, credentials, at) for name, role, credentials in STAFF]
    house = House(site, {room.name: room}, *members)
    vera, otis = _vera(house, at), _otis(house, at)
    people = {member.account.name: _way_in(member.account, member.password, at) for member in members}
    for way in (vera, otis):
        account = way.patient.account
        assert account is not None
        record = reverse("clinic:person", args=[way.patient.pk])
        people[str(way.patient)] = {**_way_in(account, "", at), "record": record}
    return json.dumps(people)


def _member(site: Site, name: str, role: Role, credentials: str, at: datetime) -> Member:
    password = secrets.token_urlsafe(12)
    account: Account = make_account(
        site=site,
        name=name,
        email=f"{name.rsplit(maxsplit=1)[-1].lower()}@alder.example",
        roles=(role,),
        credentials=credentials,
        password=password,
        by=PRODUCT,
        at=at,
    )
    TOTP.activate(account, generate_totp_secret())
    return Member(account, password)


def _way_in(account: Account, password: str, at: datetime) -> dict[str, str]:
    token = make_sign_in_link(account=account, by=PRODUCT, at=at)
    return {"link": reverse("sign-in-link", args=[token]), "password": password}


def _vera(house: House, at: datetime) -> Way:
    """Her questions are answered and nobody has screened her; her heart's QTc is far too long."""
    way = begin(
        house, at - timedelta(days=16), family="Lund", given="Vera", birth_date=date(1974, 2, 11),
        gender=AdministrativeGender.FEMALE, email="vera@example.org",
    )  # fmt: skip
    way.fit(at - timedelta(days=12))
    way.intake(at - timedelta(days=10), {"ecg.qtc": LONG_QTC})
    _baseline(way, at - timedelta(days=9))
    return way


def _otis(house: House, at: datetime) -> Way:
    """He was accepted, and waits for a roadmap."""
    way = begin(
        house, at - timedelta(days=20), family="Grant", given="Otis", birth_date=date(1981, 7, 2),
        gender=AdministrativeGender.MALE, email="otis@example.org",
    )  # fmt: skip
    way.fit(at - timedelta(days=15))
    way.intake(at - timedelta(days=12))
    _baseline(way, at - timedelta(days=11))
    way.accept(at - timedelta(days=8))
    return way


def _baseline(way: Way, at: datetime) -> None:
    for instrument, given in (
        ("phq-9", answers.PHQ9_SEVERE),
        ("gad-7", answers.GAD7_MODERATE),
        ("pcl-5", answers.PCL5_BASELINE),
    ):
        way.answer(instrument, "baseline", given, at)
