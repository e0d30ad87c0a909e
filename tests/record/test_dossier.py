"""The whole record leaves as one bundle and comes back equal: taken from rows that only services wrote."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from cairn.domain.dossier.access import Access
from cairn.domain.dossier.administration import Administration, RecordedEvent
from cairn.domain.dossier.arrival import Inquiry, ReferralDocument
from cairn.domain.dossier.dossier import Dossier
from cairn.domain.dossier.encounter import Encounter, EncounterNote, FitDecision
from cairn.domain.dossier.episode import Episode, StageChange, Task
from cairn.domain.dossier.fact_statement import FactStatement
from cairn.domain.dossier.measure import Response, ResponseRevision, ResponseScore, SafetyFlag
from cairn.domain.dossier.patient import CareTeamMember, Patient
from cairn.domain.dossier.plan import CarePlan, Consent, Intention
from cairn.domain.dossier.screening import Screening, ScreeningDecision, Signature
from cairn.fhir.bundle import SECTIONS, bundle_to_dossier, dossier_to_bundle
from cairn.fhir.check import bundle_faults
from cairn.fhir.json_reading import read_json
from cairn.fhir.json_writing import write_json
from cairn.fhir.referral import read_referral
from cairn.record.services.referral import accept_referral, receive_referral
from cairn.record.to_domain.dossier import dossier_of
from tests.administration_day import started
from tests.cast import NOON, Cast, actor
from tests.fhir.referrals import SMALL

KINDS: dict[str, type] = {
    "Patient": Patient,
    "CareTeamMember": CareTeamMember,
    "Inquiry": Inquiry,
    "Referral": ReferralDocument,
    "EpisodeOfCare": Episode,
    "StageChange": StageChange,
    "Task": Task,
    "FactStatement": FactStatement,
    "Encounter": Encounter,
    "EncounterNote": EncounterNote,
    "FitDecision": FitDecision,
    "QuestionnaireResponse": Response,
    "ResponseRevision": ResponseRevision,
    "Score": ResponseScore,
    "SafetyFlag": SafetyFlag,
    "Screening": Screening,
    "ScreeningDecision": ScreeningDecision,
    "Signature": Signature,
    "CarePlan": CarePlan,
    "Intention": Intention,
    "Consent": Consent,
    "Administration": Administration,
    "SessionEvent": RecordedEvent,
    "AuditEvent": Access,
}

NOT_THE_PERSON_S: dict[str, str] = {
    "Site": "the centre's own; its name travels with the record",
    "Room": "the centre's own; a meeting names its room",
    "ContentReview": "about content, not about a person",
    "Account": "how somebody signs in; names of authors travel with what they wrote",
    "RoleChange": "about staff",
    "SignInLink": "a key, not a record",
    "ApiToken": "a key, not a record",
    "CalendarFeed": "a key, not a record",
    "AuditSeal": "binds the log of the whole site",
}

COLUMNS_LEFT_OUT = {
    "patient": "everything in a dossier is one person's",
    "site": "a dossier names its site once",
    "search": "worked out from the names",
    "seal": "binds the log of the whole site",
}

RENAMED = {
    ("CareTeamMember", "account"): "member",
    ("Signature", "account"): "signer",
    ("AuditEvent", "id"): "number",
}


def models() -> list[type[Model]]:
    return list(apps.get_app_config("record").get_models())


def test_every_table_is_in_a_dossier_or_says_why_not() -> None:
    assert {model.__name__ for model in models()} == set(KINDS) | set(NOT_THE_PERSON_S)


@pytest.mark.parametrize(
    "model", [each for each in models() if each.__name__ in KINDS], ids=lambda m: m.__name__
)
def test_every_column_is_in_a_dossier_or_says_why_not(model: type[Model]) -> None:
    names = {each.name for each in dataclasses.fields(KINDS[model.__name__])}
    columns = {RENAMED.get((model.__name__, each.name), each.name) for each in model._meta.concrete_fields}
    parents = {"episode", "response"} if model.__name__ in {"StageChange", "ResponseRevision"} else set()
    assert columns - names <= set(COLUMNS_LEFT_OUT) | parents


def back(dossier: Dossier) -> Dossier:
    bundle: Any = read_json(write_json(dossier_to_bundle(dossier)))
    return bundle_to_dossier(bundle)


def test_a_record_that_services_wrote_comes_back_equal(cast: Cast) -> None:
    started(cast, NOON + timedelta(days=40))
    dossier = dossier_of(cast.maren, taken_at=NOON + timedelta(days=41))
    filled = {section for section in SECTIONS if getattr(dossier, section)}
    assert filled >= {
        *(
            "care_team",
            "episodes",
            "facts",
            "encounters",
            "responses",
            "screenings",
            "decisions",
            "signatures",
        ),
        *("care_plans", "intentions", "consents", "administrations", "accesses"),
    }
    assert back(dossier) == dossier
    assert bundle_faults(dossier_to_bundle(dossier)) == ()


def test_a_person_who_came_by_referral_and_inquiry_comes_back_equal(cast: Cast) -> None:
    by, raw = actor(cast.coordinator), SMALL.read_bytes()
    referral = receive_referral(site=cast.site, raw=raw, sender="Harbour", by=by, at=NOON)
    understood = read_referral(raw, received_at=NOON)
    person = accept_referral(referral=referral, understood=understood, patient=None, by=by, at=NOON)
    dossier = dossier_of(person, taken_at=NOON)
    assert dossier.referrals[0].document == raw.decode()
    assert dossier.patient.identifiers
    assert back(dossier) == dossier
    assert bundle_faults(dossier_to_bundle(dossier)) == ()


def test_nothing_of_another_person_is_in_it(cast: Cast) -> None:
    started(cast, NOON + timedelta(days=40))
    other = dossier_of(cast.other, taken_at=NOON)
    assert "Solberg" not in repr(other)
    assert other.facts == ()
