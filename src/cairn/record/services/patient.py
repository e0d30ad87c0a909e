"""Register and correct a person in care."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from cairn.domain.vocabulary import AdministrativeGender, Role
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import RefusedError
from cairn.record.models import CareTeamMember, Patient, Site
from cairn.record.names import searchable
from cairn.record.permissions import Permission, require

CORRECTABLE = (
    "family", "given", "preferred", "pronouns", "birth_date", "gender", "email", "phone", "language", "address",
)  # fmt: skip


def check_birth_date(birth_date: date | None, at: datetime) -> None:
    """Refuse a day in the future or more than 120 years ago."""
    if birth_date is None:
        return
    if birth_date > at.date():
        raise RefusedError(
            "birth-date-future", f"A birth date cannot be in the future ({birth_date}). Check the year."
        )
    if birth_date.year < at.year - 120:
        raise RefusedError("birth-date-past", f"{birth_date} is more than 120 years ago. Check the year.")


@transaction.atomic
def register_patient(
    *,
    site: Site,
    family: str,
    given: str,
    by: Actor,
    at: datetime,
    preferred: str = "",
    pronouns: str = "",
    birth_date: date | None = None,
    gender: AdministrativeGender = AdministrativeGender.UNKNOWN,
    email: str = "",
    phone: str = "",
    language: str = "en",
    address: Mapping[str, str] | None = None,
    identifiers: tuple[Mapping[str, str], ...] = (),
) -> Patient:
    """Open a record for a person.

    :raises RefusedError: without a name, or with an impossible birth date.
    """
    require(by, Permission.PERSON_REGISTER)
    if not (family.strip() or given.strip()):
        raise RefusedError(
            "no-name", "A person needs a name. Write what they gave you; it can be corrected later."
        )
    check_birth_date(birth_date, at)
    patient = Patient.objects.create(
        site=site,
        family=family.strip(),
        given=given.strip(),
        preferred=preferred.strip(),
        pronouns=pronouns.strip(),
        birth_date=birth_date,
        gender=gender.value,
        email=email.strip(),
        phone=phone.strip(),
        language=language,
        address=None if address is None else dict(address),
        identifiers=[dict(identifier) for identifier in identifiers],
        search=searchable(given, preferred, family),
        registered_at=at,
        registered_by_id=by.account_id,
    )
    audit.write("patient.register", by=by, at=at, patient=patient.pk, subject=f"Patient/{patient.pk}")
    return patient


@transaction.atomic
def correct_patient(*, patient: Patient, changes: Mapping[str, object], by: Actor, at: datetime) -> Patient:
    """Correct what the record says of a person: by staff who may state facts, or by the person themselves.

    :param changes: new values by field; only the fields of ``CORRECTABLE``.
    """
    if by.patient_id != patient.pk:
        require(by, Permission.FACT_STATE)
    odd = sorted(set(changes) - set(CORRECTABLE))
    if odd:
        raise RefusedError("not-correctable", f"'{odd[0]}' cannot be corrected here.")
    if "birth_date" in changes:
        birth_date = changes["birth_date"]
        check_birth_date(birth_date if isinstance(birth_date, date) else None, at)
    for field, value in changes.items():
        setattr(patient, field, value)
    patient.search = searchable(patient.given, patient.preferred, patient.family)
    patient.save(update_fields=[*changes, "search"])
    audit.write(
        "patient.correct",
        by=by,
        at=at,
        patient=patient.pk,
        subject=f"Patient/{patient.pk}",
        reason=", ".join(changes),
    )
    return patient


@transaction.atomic
def join_care_team(
    *, patient: Patient, account_id: uuid.UUID, role: Role, by: Actor, at: datetime
) -> CareTeamMember:
    """Let somebody care for a person, and so open their record."""
    require(by, Permission.CARE_TEAM_CHANGE)
    member, made = CareTeamMember.objects.get_or_create(
        patient=patient,
        account_id=account_id,
        role=role.value,
        until=None,
        defaults={"since": at, "added_by_id": by.account_id},
    )
    if made:
        audit.write(
            "care-team.join", by=by, at=at, patient=patient.pk, subject=f"Account/{account_id}", reason=role
        )
    return member


@transaction.atomic
def leave_care_team(*, patient: Patient, account_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """End somebody's place on a person's team; what they did stays in the log."""
    require(by, Permission.CARE_TEAM_CHANGE)
    CareTeamMember.objects.filter(patient=patient, account_id=account_id, until=None).update(until=at)
    audit.write("care-team.leave", by=by, at=at, patient=patient.pk, subject=f"Account/{account_id}")
