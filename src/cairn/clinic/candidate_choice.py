"""Is it somebody we know? Offered with reasons, chosen by a person, never decided by the software."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from cairn.domain.referrals.person import HumanName, ReferredPerson, Telecom, TelecomSystem
from cairn.domain.referrals.said import SaidDate
from cairn.record.errors import RefusedError
from cairn.record.selectors.person import Patient
from cairn.record.selectors.referral import Candidate

NEW: Final = "new"


def chosen(choice: str, offered: Sequence[Candidate]) -> Patient | None:
    """The person chosen among those offered; None for a new one.

    :raises RefusedError: when somebody was offered and nothing was chosen, or somebody else was named.
    """
    if choice == NEW or (not choice and not offered):
        return None
    found = next((each.patient for each in offered if str(each.patient.pk) == choice), None)
    if found is None:
        raise RefusedError("not-chosen", "Say whether this is one of the people offered, or a new person.")
    return found


def as_person(
    *,
    given: str = "",
    family: str = "",
    name: str = "",
    born: date | None = None,
    email: str = "",
    phone: str = "",
) -> ReferredPerson:
    """What was typed of a person, as the comparison reads it."""
    reach = ((TelecomSystem.EMAIL, email), (TelecomSystem.PHONE, phone))
    on = None if born is None else SaidDate(born.isoformat(), born, born)
    return ReferredPerson(
        resource_id="",
        names=(HumanName(family=family, given=tuple(given.split()), text=name),),
        birth_date=on,
        telecoms=tuple(Telecom(system, value) for system, value in reach if value),
    )
