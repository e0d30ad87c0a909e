"""The invented people and staff every test knows, and one stranger who must see nothing. Made by calling services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.test import Client

from cairn.components.session import LINK_WITH_FACTOR
from cairn.domain.vocabulary import Role
from cairn.record.actor import PRODUCT, Actor
from cairn.record.models import Account, Patient, Room, Site
from cairn.record.services.account import invite_to_portal, make_account
from cairn.record.services.patient import join_care_team, register_patient
from cairn.record.services.site import add_room, open_site

NOON = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)
"""Noon at the site, a Monday."""
PASSWORD = "a long walk over the pass"


@dataclass(frozen=True, slots=True)
class Cast:
    """Cedar House and its people; and a stranger, a facilitator of the same site who cares for nobody.

    Only the facilitator and the reviewer have passwords: making one is slow on purpose.
    """

    site: Site
    room: Room
    coordinator: Account
    facilitator: Account
    second_facilitator: Account
    reviewer: Account
    administrator: Account
    researcher: Account
    stranger: Account
    maren: Patient
    other: Patient


def actor(account: Account) -> Actor:
    """An account as an actor."""
    patient = Patient.objects.filter(account=account).first()
    return Actor(
        account.pk,
        account.name,
        account.role_set,
        account.site_id,
        patient_id=patient.pk if patient else None,
    )


def assemble() -> Cast:
    """Open the site, make everyone's account, register two people, and let the facilitator care for one of them."""
    site = open_site(name="Cedar House", zone="America/Los_Angeles", regime="us-or", by=PRODUCT, at=NOON)
    room = add_room(site=site, name="The garden", occupancy=4, by=PRODUCT, at=NOON)

    def staff(name: str, *roles: Role, credentials: str = "", password: str | None = None) -> Account:
        email = f"{name.rsplit(maxsplit=1)[-1].lower()}@cedar.example"
        return make_account(
            site=site,
            name=name,
            email=email,
            roles=roles,
            credentials=credentials,
            password=password,
            by=PRODUCT,
            at=NOON,
        )

    coordinator = staff("Ines Duarte", Role.COORDINATOR)
    facilitator = staff("Nkechi Okafor", Role.FACILITATOR, password=PASSWORD)
    by = actor(coordinator)
    maren = register_patient(
        site=site, family="Solberg", given="Maren", preferred="Mar", pronouns="she/her", birth_date=date(1985, 4, 12),
        email="mar@example.org", phone="+1 503 555 0111", by=by, at=NOON,
    )  # fmt: skip
    other = register_patient(
        site=site, family="Quiroga", given="Tomas", birth_date=date(1979, 1, 30), by=by, at=NOON
    )
    join_care_team(patient=maren, account_id=facilitator.pk, role=Role.FACILITATOR, by=by, at=NOON)
    invite_to_portal(patient=maren, by=by, at=NOON)
    return Cast(
        site=site,
        room=room,
        coordinator=coordinator,
        facilitator=facilitator,
        second_facilitator=staff("Jonas Lind", Role.FACILITATOR),
        reviewer=staff("Emi Aoki", Role.CLINICAL_REVIEWER, credentials="MD", password=PASSWORD),
        administrator=staff("Sam Reyes", Role.ADMINISTRATOR),
        researcher=staff("Ida Brandt", Role.RESEARCHER),
        stranger=staff("Vera Stranger", Role.FACILITATOR),
        maren=maren,
        other=other,
    )


def signed_in(account: Account | None) -> Client:
    """A browser in which somebody is signed in with a second factor."""
    assert account is not None
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[LINK_WITH_FACTOR] = True
    session.save()
    return client
