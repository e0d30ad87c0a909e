"""The committed small bundle, drawn as a table: what is understood, from where, and what is not."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures
from cairn.domain.referrals.challenge import ChallengeCode
from cairn.domain.referrals.person import Identifier, NameUse, TelecomSystem
from cairn.domain.referrals.referral import Why
from cairn.domain.vocabulary import AdministrativeGender
from cairn.fhir.referral import read_referral
from tests.fhir.referrals import REAL_SHAPED, RECEIVED_AT, SMALL, read_raw, small

UNDERSTOOD = {
    "allergy.mushrooms": (True, ["AllergyIntolerance/a1"]),
    "body.weight": (Decimal("70.0"), ["Observation/o2"]),
    "cardiac.conditions": (Codes(frozenset({"arrhythmia"})), ["Procedure/x1"]),
    "cardiac.hypertension": (True, ["Condition/c3"]),
    "cardiac.infarction": (True, ["Condition/c2"]),
    "cardiac.infarction_on": (date(2019, 3, 2), ["Condition/c2"]),
    "diabetes.kind": (UNKNOWN, ["Condition/c4"]),
    "family.psychosis_or_bipolar": (True, ["FamilyMemberHistory/f1"]),
    "history.seizure": ("other", ["Condition/c1"]),
    "medicines": (
        Exposures(
            (
                Exposure("Simvastatin 20 MG Oral Tablet", UNKNOWN, "ongoing"),
                Exposure(
                    "Acetaminophen 325 MG Oral Tablet",
                    UNKNOWN,
                    ApproximateDate(date(2022, 1, 1), RECEIVED_AT.date()),
                ),
                Exposure("Fluoxetine 25MG", UNKNOWN, "ongoing"),
            )
        ),
        ["MedicationRequest/m1", "MedicationRequest/m2", "MedicationStatement/m3"],
    ),
    "patient.birth_date": (date(1984, 6, 14), ["Patient/6b0c5f0e-0000-4000-8000-000000000001"]),
    "vitals.diastolic": (Decimal("84.3"), ["Observation/o1"]),
    "vitals.pressure_on": (date(2026, 9, 30), ["Observation/o1"]),
    "vitals.systolic": (Decimal(131), ["Observation/o1"]),
}

NOT_UNDERSTOOD = [
    (Why.RESOURCE_NOT_READ, "Claim", 2),
    (Why.CODE_NOT_KNOWN, "Condition: Viral sinusitis (disorder)", 1),
    (Why.CODE_NOT_KNOWN, "Observation: Total Cholesterol", 1),
]


def test_every_fact_of_the_small_bundle_is_understood_with_its_origin() -> None:
    referral = read_raw(small())
    found = {
        each.fact: (each.value, [f"{o.resource_type}/{o.resource_id}" for o in each.origins])
        for each in referral.understood
    }
    assert found == UNDERSTOOD


def test_what_was_not_understood_is_counted_and_named() -> None:
    referral = read_raw(small())
    assert [(each.why, each.what, each.how_many) for each in referral.not_understood] == NOT_UNDERSTOOD
    assert referral.not_understood[0].where == ("Claim/z1 (entry 18)", "Claim/z2 (entry 19)")


def test_only_the_broad_word_is_doubted() -> None:
    referral = read_raw(small())
    assert [each.code for each in referral.challenges] == [ChallengeCode.NOT_EXACT]
    assert [each.fact for each in referral.understood if each.needs_attention] == ["diabetes.kind"]


def test_the_person_is_described_without_national_numbers() -> None:
    person = read_raw(small()).person
    assert [(name.shown, name.use) for name in person.names] == [
        ("Marisol Inés Aldana", NameUse.OFFICIAL),
        ("Marisol Quiroga", NameUse.MAIDEN),
    ]
    assert person.gender is AdministrativeGender.FEMALE
    assert person.language == "es"
    assert [(each.system, each.value) for each in person.telecoms] == [
        (TelecomSystem.PHONE, "555-010-4477"),
        (TelecomSystem.EMAIL, "marisol@aldana.example"),
    ]
    assert person.addresses[0].lines == ("12 Quay Street",)
    assert person.identifiers == (Identifier("urn:example:harbour-practice", "HP-1042", "MR"),)
    assert person.left_out == ("Driver's licence number", "Social security number")
    assert "999-00-1234" not in repr(read_raw(small()))


def test_the_sender_s_own_value_is_kept_beside_the_converted_one() -> None:
    weight = read_raw(small()).fact("body.weight")
    assert weight is not None
    assert (weight.value, weight.unit, weight.as_sent) == (Decimal("70.0"), "kg", "154.3 [lb_av]")
    assert weight.note == "The newest of 2 readings."


def test_the_history_of_a_measure_is_newest_first() -> None:
    series = {each.words: each for each in read_raw(small()).observations}
    assert [each.as_sent for each in series["Body weight"].readings] == ["154.3 [lb_av]", "74.2 kg"]
    assert series["Tobacco smoking status"].latest.as_sent == "Former smoker"


def test_silence_makes_no_fact() -> None:
    referral = read_raw(small())
    assert referral.fact("psychosis.ever") is None
    assert not any(each.value is False for each in referral.understood)


def test_medicines_keep_words_codes_status_and_dosage() -> None:
    found = {each.words: each for each in read_raw(small()).medicines}
    assert found["Simvastatin 20 MG Oral Tablet"].dosage == "1, 1 every 1 d"
    assert found["Simvastatin 20 MG Oral Tablet"].codings[0].code == "312961"
    assert found["Fluoxetine 25MG"].dosage == "One in the morning"
    assert found["Acetaminophen 325 MG Oral Tablet"].status == "stopped"


def test_the_same_bytes_are_the_same_referral() -> None:
    raw = SMALL.read_bytes()
    one = read_referral(raw, received_at=RECEIVED_AT)
    assert one == read_referral(raw, received_at=RECEIVED_AT)
    assert one.sha256 != read_referral(raw + b" ", received_at=RECEIVED_AT).sha256
    assert one.codes_version == "referral-codes@1"


def test_every_real_shaped_bundle_is_read() -> None:
    files = sorted(REAL_SHAPED.glob("*.json"))
    if not files:
        pytest.skip(f"The sample bundles are not beside this checkout ({REAL_SHAPED.name}).")
    for file in files:
        referral = read_referral(file.read_bytes(), received_at=datetime(2026, 11, 22, tzinfo=UTC))
        assert referral.fact("patient.birth_date") is not None
        assert referral.fact("vitals.systolic") is not None
        assert referral.person.left_out[-1] == "Social security number"
        assert sum(count for _, count in referral.resources) == len(json.loads(file.read_text())["entry"])
        for each in referral.understood:
            assert each.origins
