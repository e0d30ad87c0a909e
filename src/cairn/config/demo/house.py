"""The house of invented people: its staff as actors, with what they sign by."""

from dataclasses import dataclass

from cairn.domain.vocabulary import Role
from cairn.record.actor import Actor
from cairn.record.selectors.account import Account
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.site import Room, Site


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff, with the random password they sign by."""

    account: Account
    password: str

    @property
    def actor(self) -> Actor:
        """As somebody who acts."""
        account = self.account
        return Actor(account.pk, account.name, account.role_set, account.site_id, device="invented device")


@dataclass(frozen=True, slots=True)
class House:
    """The centre, its rooms and its staff."""

    site: Site
    rooms: dict[str, Room]
    coordinator: Member
    facilitator: Member
    second: Member
    reviewer: Member


def client_actor(patient: Patient) -> Actor:
    """A person in care as somebody who acts."""
    account = patient.account
    if account is None:
        message = "Only somebody who was invited can act."
        raise LookupError(message)
    return Actor(
        account.pk,
        account.name,
        frozenset({Role.CLIENT}),
        account.site_id,
        patient_id=patient.pk,
        device="invented telephone",
    )
