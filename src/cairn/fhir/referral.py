"""Reads a FHIR R4 referral bundle: what was understood, with its origin; what was not; what is doubtful."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from cairn.content.readers.referral_codes import referral_codes
from cairn.domain.referrals.challenge import Challenge
from cairn.domain.referrals.codes import ReferralCodes
from cairn.domain.referrals.referral import Referral, UnderstoodFact, Why
from cairn.domain.referrals.said import Origin
from cairn.domain.referrals.statements import (
    SaidAllergy,
    SaidCondition,
    SaidMedicine,
    SaidProcedure,
    Series,
)
from cairn.domain.referrals.understanding import Statements, person_challenges, series_of, understood_facts
from cairn.fhir.bundle_reading import Entry, ReadBundle, read_bundle
from cairn.fhir.json_reading import read_json
from cairn.fhir.json_values import object_in, text_in
from cairn.fhir.referral_conditions import allergy, condition, family, procedure
from cairn.fhir.referral_context import Context, Unread
from cairn.fhir.referral_medicines import medicine
from cairn.fhir.referral_observations import readings
from cairn.fhir.referral_patient import referred_person

READ_TYPES = frozenset(
    {
        "Condition",
        "AllergyIntolerance",
        "Procedure",
        "FamilyMemberHistory",
        "MedicationRequest",
        "MedicationStatement",
        "Observation",
    }
)

Said = TypeVar("Said", SaidCondition, SaidAllergy, SaidProcedure, SaidMedicine)


def read_referral(raw: bytes, *, received_at: datetime, codes: ReferralCodes | None = None) -> Referral:
    """The referral in the bytes of a bundle.

    :param received_at: aware; dates after it are doubted.
    :param codes: the table of codes; the package's own when not given.
    :raises ReferralRefused: when it is not one FHIR R4 bundle about one person. Nothing else is ever raised.
    """
    bundle = read_bundle(read_json(raw))
    person = referred_person(bundle.patient.resource)
    table = codes or referral_codes()
    context = Context(bundle, table, person.birth_date, received_at, Unread())
    statements = _statements(context)
    series = series_of(statements.readings)
    patient = _patient_origin(bundle.patient)
    offers = understood_facts(statements, series, person, table, patient=patient, received_at=received_at)
    conditions = _newest_first(statements.conditions, lambda each: each.onset.text if each.onset else "")
    medicines = _newest_first(statements.medicines, lambda each: each.ordered.text if each.ordered else "")
    about_person = person_challenges(person, received_at)
    return Referral(
        sha256=hashlib.sha256(raw).hexdigest(),
        bundle_type=bundle.type,
        received_at=received_at,
        codes_version=table.version,
        person=person,
        understood=offers,
        conditions=conditions,
        medicines=medicines,
        observations=series,
        allergies=statements.allergies,
        not_understood=context.unread.grouped(),
        challenges=_every_challenge(about_person, offers, statements, series),
        resources=tuple(sorted(Counter(entry.resource_type for entry in bundle.entries).items())),
    )


def _statements(context: Context) -> Statements:
    by_type: dict[str, list[Entry]] = {kind: [] for kind in READ_TYPES}
    for entry in context.bundle.entries:
        why = _not_read(entry, context.bundle)
        if why is not None:
            context.unread.add(why, _named(entry), entry)
        elif entry is not context.bundle.patient:
            by_type[entry.resource_type].append(entry)
    medicines = [*by_type["MedicationRequest"], *by_type["MedicationStatement"]]
    return Statements(
        conditions=_each(by_type["Condition"], condition, context),
        medicines=_each(medicines, medicine, context),
        readings=tuple(each for entry in by_type["Observation"] for each in readings(entry, context)),
        allergies=_each(by_type["AllergyIntolerance"], allergy, context),
        procedures=_each(by_type["Procedure"], procedure, context),
        family=tuple(each for entry in by_type["FamilyMemberHistory"] for each in family(entry, context)),
    )


def _each(
    entries: list[Entry], read: Callable[[Entry, Context], Said | None], context: Context
) -> tuple[Said, ...]:
    return tuple(said for entry in entries if (said := read(entry, context)) is not None)


def _not_read(entry: Entry, bundle: ReadBundle) -> Why | None:
    """Why an entry as a whole is passed over; None when it is read."""
    if entry.deletes:
        return Why.NOT_A_STATEMENT
    if entry is bundle.patient:
        return None
    if entry.resource_type not in READ_TYPES:
        return Why.RESOURCE_NOT_READ
    if entry.resource.get("modifierExtension") or entry.resource.get("implicitRules"):
        return Why.CHANGED_MEANING
    subject = object_in(entry.resource, "subject") or object_in(entry.resource, "patient")
    reference = text_in(subject, "reference")
    if not reference:
        return Why.NOT_ABOUT_ANYONE
    return None if bundle.is_about_the_patient(reference) else Why.ABOUT_SOMEONE_ELSE


def _named(entry: Entry) -> str:
    return "Entry without a resource" if entry.resource_type == "?" else entry.resource_type


def _patient_origin(entry: Entry) -> Origin:
    return Origin("Patient", entry.resource_id, entry.index, text_in(entry.resource, "birthDate"))


def _newest_first(said: Iterable[Said], date_of: Callable[[Said], str]) -> tuple[Said, ...]:
    return tuple(
        sorted(said, key=lambda each: (date_of(each), each.words, each.origin.resource_id), reverse=True)
    )


def _every_challenge(
    about_person: tuple[Challenge, ...],
    offers: tuple[UnderstoodFact, ...],
    statements: Statements,
    series: tuple[Series, ...],
) -> tuple[Challenge, ...]:
    """Each doubt once: about the person, in the offers, in what was only shown."""
    found = [*about_person, *(doubt for offer in offers for doubt in offer.challenges)]
    shown: tuple[SaidCondition | SaidMedicine | SaidAllergy | SaidProcedure, ...]
    shown = (*statements.conditions, *statements.medicines, *statements.allergies, *statements.procedures)
    found += [doubt for each in shown for doubt in each.challenges]
    found += [doubt for each in series for doubt in each.latest.challenges]
    return tuple(dict.fromkeys(found))
