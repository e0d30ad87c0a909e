"""A referred person as the columns of a new record."""

from datetime import date
from typing import Any

from cairn.domain.referrals.person import (
    Address,
    HumanName,
    NameUse,
    ReferredPerson,
    Telecom,
    TelecomSystem,
    TelecomUse,
)
from cairn.domain.vocabulary import AdministrativeGender

_NAME_ORDER = (
    NameUse.OFFICIAL,
    None,
    NameUse.USUAL,
    NameUse.TEMP,
    NameUse.NICKNAME,
    NameUse.MAIDEN,
    NameUse.OLD,
)
_OLDEST = 120


def patient_details(person: ReferredPerson, *, on: date) -> dict[str, Any]:
    """What ``register_patient`` takes, as the sender said it; what was not said or cannot be is left out.

    :param on: the day the referral was received: a birth date after it is not taken over.
    """
    family, given = _family_and_given(person.names)
    return {
        "family": family[:120],
        "given": given[:120],
        "preferred": _preferred(person.names, given)[:120],
        "birth_date": birth_date_of(person, on=on),
        "gender": person.gender or AdministrativeGender.UNKNOWN,
        "email": _reach(person.telecoms, {TelecomSystem.EMAIL})[:254],
        "phone": _reach(person.telecoms, {TelecomSystem.PHONE, TelecomSystem.SMS})[:40],
        "language": "es" if person.language.lower().startswith("es") else "en",
        "address": _address(person.addresses),
        "identifiers": tuple(
            {"system": each.system, "value": each.value, "type": each.type_code}
            for each in person.identifiers
        ),
    }


def birth_date_of(person: ReferredPerson, *, on: date) -> date | None:
    """The birth date, where the sender gave a whole and possible one."""
    said = person.birth_date
    if said is None or said.earliest != said.latest or not on.year - _OLDEST < said.earliest.year <= on.year:
        return None
    return said.earliest if said.earliest <= on else None


def best_name(names: tuple[HumanName, ...]) -> HumanName | None:
    """The name a record is kept under: the official one, where there is one."""
    known = [name for name in names if name.use is not NameUse.ANONYMOUS and name.shown]
    ordered = sorted(known, key=lambda name: _NAME_ORDER.index(name.use))
    return ordered[0] if ordered else None


def _family_and_given(names: tuple[HumanName, ...]) -> tuple[str, str]:
    name = best_name(names)
    if name is None:
        return "", ""
    if name.family or name.given:
        return name.family.strip(), " ".join(name.given).strip()
    *given, family = name.text.split()
    return family, " ".join(given)


def _preferred(names: tuple[HumanName, ...], given: str) -> str:
    called = [name for name in names if name.use is NameUse.NICKNAME] or [
        name for name in names if name.use is NameUse.USUAL
    ]
    said = " ".join(called[0].given) if called else ""
    return "" if said == given else said


def _reach(telecoms: tuple[Telecom, ...], systems: set[TelecomSystem]) -> str:
    found = [each for each in telecoms if each.system in systems and each.use is not TelecomUse.OLD]
    ordered = sorted(found, key=lambda each: each.use is not TelecomUse.MOBILE)
    return ordered[0].value.strip() if ordered else ""


def _address(addresses: tuple[Address, ...]) -> dict[str, str] | None:
    if not addresses:
        return None
    said = addresses[0]
    return {
        "line": "\n".join(said.lines),
        "city": said.city,
        "state": said.state,
        "postal_code": said.postal_code,
        "country": said.country,
    }
