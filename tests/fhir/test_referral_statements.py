"""What single resources claim, and what keeps them from claiming anything."""

from datetime import date
from typing import Any

import pytest

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures
from cairn.domain.referrals.challenge import ChallengeCode
from cairn.domain.referrals.referral import Why
from tests.fhir.referrals import (
    RXNORM,
    Resource,
    about,
    bundle,
    concept,
    condition,
    order,
    patient,
    read,
    read_raw,
)

EPILEPSY = ("84757009", "Epilepsy")
HYPERTENSION = ("38341003", "Hypertension")
INFARCTION = ("22298006", "Myocardial infarction")
PSYCHOSIS = ("69322001", "Psychotic disorder")
ICD = "http://hl7.org/fhir/sid/icd-10-cm"


def doubts(fact: str, *resources: Resource) -> list[ChallengeCode]:
    found = read(*resources).fact(fact)
    assert found is not None
    return [each.code for each in found.challenges]


def reasons(*resources: Resource) -> list[Why]:
    return [each.why for each in read(*resources).not_understood]


# --- conditions


@pytest.mark.parametrize("status", ["active", "recurrence", "relapse", "inactive", "remission", "resolved"])
def test_a_fact_about_history_stands_whatever_the_status(status: str) -> None:
    found = read(condition(*EPILEPSY, status=status)).fact("history.seizure")
    assert found is not None
    assert (found.value, found.needs_attention) == ("other", False)


@pytest.mark.parametrize(
    ("status", "stands"),
    [
        ("active", True),
        ("recurrence", True),
        ("relapse", True),
        ("inactive", False),
        ("remission", False),
        ("resolved", False),
    ],
)
def test_a_fact_about_now_stands_only_while_active(status: str, stands: bool) -> None:
    assert (read(condition(*HYPERTENSION, status=status)).fact("cardiac.hypertension") is not None) is stands


def test_a_condition_whose_status_is_not_said_is_doubted_for_a_fact_about_now() -> None:
    silent = {**condition(*HYPERTENSION), "clinicalStatus": {}}
    assert doubts("cardiac.hypertension", silent) == [ChallengeCode.STATUS_NOT_SAID]
    assert doubts("history.seizure", {**condition(*EPILEPSY), "clinicalStatus": {}}) == []


def test_an_end_without_a_status_means_over() -> None:
    ended = {**condition(*HYPERTENSION), "clinicalStatus": {}, "abatementDateTime": "2020-01-01"}
    assert read(ended).fact("cardiac.hypertension") is None


@pytest.mark.parametrize("sure", ["unconfirmed", "provisional", "differential", "something-new"])
def test_what_the_sender_has_not_confirmed_is_doubted(sure: str) -> None:
    assert doubts("psychosis.ever", condition(*PSYCHOSIS, sure=sure)) == [ChallengeCode.UNCONFIRMED]


def test_a_condition_without_verification_is_doubted() -> None:
    silent = {**condition(*PSYCHOSIS), "verificationStatus": {}}
    assert doubts("psychosis.ever", silent) == [ChallengeCode.UNCONFIRMED]


def test_one_confirmed_statement_is_enough() -> None:
    assert (
        doubts("psychosis.ever", condition(*PSYCHOSIS, sure="provisional"), condition("58214004", "S")) == []
    )


def test_ruling_out_one_diagnosis_is_no_answer_to_the_wider_question() -> None:
    referral = read(condition(*PSYCHOSIS, sure="refuted"))
    assert referral.fact("psychosis.ever") is None
    assert [each.why for each in referral.not_understood] == [Why.RULED_OUT]


def test_ruling_out_the_whole_question_is_the_sender_s_no() -> None:
    referral = read(condition(*HYPERTENSION, sure="refuted"))
    found = referral.fact("cardiac.hypertension")
    assert found is not None
    assert (found.value, found.note) == (False, "The sender has ruled it out.")
    assert referral.not_understood == ()


def test_where_statements_disagree_the_most_serious_is_offered_with_a_doubt() -> None:
    both = (condition(*HYPERTENSION, sure="refuted"), condition("59621000", "Essential hypertension"))
    found = read(*both).fact("cardiac.hypertension")
    assert found is not None
    assert found.value is True
    assert [each.code for each in found.challenges] == [ChallengeCode.SOURCES_DISAGREE]
    assert len(found.origins) == 2
    bipolar = read(condition("83225003", "Bipolar II"), condition("371596008", "Bipolar I")).fact(
        "bipolar.kind"
    )
    assert bipolar is not None
    assert bipolar.value == "bipolar-1"


def test_a_clear_word_settles_a_broad_one() -> None:
    found = read(condition("44054006", "Diabetes"), condition("46635009", "Type 1")).fact("diabetes.kind")
    assert found is not None
    assert (found.value, found.needs_attention) == ("insulin", False)


def test_codes_of_one_set_come_together() -> None:
    found = read(condition("49436004", "AF"), condition("84114007", "HF")).fact("cardiac.conditions")
    assert found is not None
    assert found.value == Codes(frozenset({"arrhythmia", "heart-failure"}), complete=False)


def test_the_latest_of_several_days_is_offered() -> None:
    early, late = (
        condition(*INFARCTION, onsetDateTime="2019-03-02"),
        condition(*INFARCTION, onsetDateTime="2021"),
    )
    found = read(late, early).fact("cardiac.infarction_on")
    assert found is not None
    assert found.value == ApproximateDate(date(2021, 1, 1), date(2021, 12, 31))
    assert len(found.origins) == 2


def test_an_event_without_a_day_gives_no_day() -> None:
    referral = read(condition(*INFARCTION))
    assert referral.fact("cardiac.infarction") is not None
    assert referral.fact("cardiac.infarction_on") is None


def test_the_day_of_a_history_code_is_not_the_day_of_the_event() -> None:
    history = condition("399211009", "History of MI", onsetDateTime="2020-01-01")
    assert read(history).fact("cardiac.infarction_on") is None


@pytest.mark.parametrize("code", ["F20", "F20.0", "F20.9"])
def test_an_icd_10_code_is_found_by_its_category(code: str) -> None:
    node = {**condition("0", "x"), "code": concept(code, "Schizophrenia", ICD)}
    assert read(node).fact("psychosis.ever") is not None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"onsetDateTime": "2027-01-01"}, ChallengeCode.DATE_IN_FUTURE),
        ({"onsetDateTime": "1970-05"}, ChallengeCode.BEFORE_BIRTH),
        ({"onsetDateTime": "2020-05-05", "abatementDateTime": "2020-05-04"}, ChallengeCode.END_BEFORE_START),
    ],
)
def test_dates_that_cannot_be_are_doubted(fields: dict[str, Any], code: ChallengeCode) -> None:
    assert doubts("history.seizure", condition(*EPILEPSY, **fields)) == [code]


def test_tomorrow_elsewhere_is_not_the_future() -> None:
    assert doubts("history.seizure", condition(*EPILEPSY, onsetDateTime="2026-11-23T00:10:00+13:00")) == []


# --- what is passed over


WITHDRAWN = condition(*EPILEPSY, sure="entered-in-error")
PASSED_OVER = [
    ("withdrawn", WITHDRAWN, Why.WITHDRAWN),
    ("without a code", {**condition("1", "x"), "code": {"text": "Fits"}}, Why.NO_CODE),
    ("without a subject", {**condition(*EPILEPSY), "subject": {"display": "She"}}, Why.NOT_ABOUT_ANYONE),
    (
        "about another",
        {**condition(*EPILEPSY), "subject": {"reference": "Patient/q"}},
        Why.ABOUT_SOMEONE_ELSE,
    ),
    ("with a modifier", condition(*EPILEPSY, modifierExtension=[{"url": "urn:x"}]), Why.CHANGED_MEANING),
    ("with its own rules", condition(*EPILEPSY, implicitRules="urn:x"), Why.CHANGED_MEANING),
    ("not read", about("Immunization"), Why.RESOURCE_NOT_READ),
    (
        "a withdrawn allergy",
        about("AllergyIntolerance", verificationStatus=concept("entered-in-error", "x")),
        Why.WITHDRAWN,
    ),
    ("a procedure not done", about("Procedure", status="not-done"), Why.WITHDRAWN),
    ("a procedure planned", about("Procedure", status="preparation"), Why.NOT_A_STATEMENT),
    ("a withdrawn family history", about("FamilyMemberHistory", status="entered-in-error"), Why.WITHDRAWN),
    ("a cancelled order", order("Lithium", "cancelled"), Why.WITHDRAWN),
    ("a draft order", order("Lithium", "draft"), Why.NOT_A_STATEMENT),
    ("a proposed order", order("Lithium", intent="proposal"), Why.NOT_A_STATEMENT),
    ("an order not to give", order("Lithium", doNotPerform=True), Why.NOT_A_STATEMENT),
    ("a nameless order", order("x", medicationCodeableConcept={}), Why.NO_CODE),
]


@pytest.mark.parametrize(("name", "resource", "why"), PASSED_OVER, ids=[row[0] for row in PASSED_OVER])
def test_what_cannot_be_used_is_named_with_its_reason(name: str, resource: Resource, why: Why) -> None:
    referral = read(resource)
    assert [each.why for each in referral.not_understood] == [why]
    assert [each.fact for each in referral.understood] == ["patient.birth_date"]


def test_an_entry_that_deletes_states_nothing() -> None:
    value = bundle(patient(), condition(*EPILEPSY))
    value["entry"][1]["request"] = {"method": "DELETE", "url": "Condition/r1"}
    value["entry"].append({"request": {"method": "GET", "url": "Patient/p"}})
    referral = read_raw(value)
    assert referral.fact("history.seizure") is None
    assert [(each.why, each.what) for each in referral.not_understood] == [
        (Why.RESOURCE_NOT_READ, "Entry without a resource"),
        (Why.NOT_A_STATEMENT, "Condition"),
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/p",
        "urn:uuid:p",
        "https://server.example/fhir/Patient/p",
        "https://server.example/fhir/Patient/p/_history/2",
    ],
)
def test_the_person_is_recognised_in_every_kind_of_reference(reference: str) -> None:
    assert (
        read({**condition(*EPILEPSY), "subject": {"reference": reference}}).fact("history.seizure")
        is not None
    )


def test_another_resource_with_the_person_s_id_does_not_hide_them() -> None:
    namesake = {**condition(*HYPERTENSION), "id": "p", "subject": {"reference": "urn:uuid:p"}}
    referral = read_raw(bundle(namesake, patient()))
    assert referral.fact("cardiac.hypertension") is not None


# --- allergies, procedures, relatives


def allergy(code: str, **more: Any) -> Resource:
    sure = {"coding": [{"code": "confirmed"}]}
    return about("AllergyIntolerance", verificationStatus=sure, code=concept(code, "Allergy"), **more)


@pytest.mark.parametrize(
    ("resource", "value", "note"),
    [
        (allergy("447961002"), True, ""),
        (allergy("716186003"), False, "The sender says there is none."),
        (
            {**allergy("447961002"), "verificationStatus": concept("refuted", "x")},
            False,
            "The sender has ruled it out.",
        ),
    ],
)
def test_allergies_and_their_absence_are_the_sender_s_word(
    resource: Resource, value: bool, note: str
) -> None:
    found = read(resource).fact("allergy.mushrooms")
    assert found is not None
    assert (found.value, found.note) == (value, note)


def test_a_procedure_that_was_done_tells_of_its_reason() -> None:
    done = about(
        "Procedure", status="completed", code=concept("18286008", "Ablation"), performedDateTime="2027-02-02"
    )
    assert doubts("cardiac.conditions", done) == [ChallengeCode.DATE_IN_FUTURE]


def relative(relation: str, code: str = "58214004", status: str = "completed") -> Resource:
    kin = concept(relation, relation, "http://terminology.hl7.org/CodeSystem/v3-RoleCode")
    return about(
        "FamilyMemberHistory", status=status, relationship=kin, condition=[{"code": concept(code, "X")}]
    )


@pytest.mark.parametrize(
    ("resource", "value", "codes"),
    [
        (relative("NMTH"), True, []),
        (relative("SIS"), True, []),
        (relative("NMTH", status="partial"), True, []),
        (relative("NMTH", status="health-unknown"), True, [ChallengeCode.PRELIMINARY]),
        (relative("FAMMEMB"), UNKNOWN, [ChallengeCode.NOT_EXACT]),
        (relative("NMTH", "13746004"), UNKNOWN, [ChallengeCode.NOT_EXACT]),
    ],
)
def test_a_first_degree_relative_s_condition_is_a_fact(
    resource: Resource, value: Any, codes: list[Any]
) -> None:
    found = read(resource).fact("family.psychosis_or_bipolar")
    assert found is not None
    assert found.value is value
    assert [each.code for each in found.challenges] == codes


def test_further_relatives_and_unnamed_relations_claim_nothing_certain() -> None:
    assert read(relative("COUSN")).fact("family.psychosis_or_bipolar") is None
    unnamed = {**relative("NMTH"), "relationship": {}}
    found = read(unnamed).fact("family.psychosis_or_bipolar")
    assert found is not None
    assert (found.value, found.note) == (UNKNOWN, "")


# --- medicines


def exposures(*resources: Resource) -> tuple[Exposure, ...]:
    found = read(*resources).fact("medicines")
    assert found is not None
    assert isinstance(found.value, Exposures)
    assert not found.value.complete
    return found.value.items


def statement(status: str, **more: Any) -> Resource:
    return about(
        "MedicationStatement",
        status=status,
        medicationCodeableConcept=concept("1", "Lithium", RXNORM),
        **more,
    )


@pytest.mark.parametrize(
    ("resource", "last_taken"),
    [
        (order("Lithium"), "ongoing"),
        (order("Lithium", "on-hold"), UNKNOWN),
        (order("Lithium", "no-such-status"), UNKNOWN),
        (order("Lithium", "stopped"), ApproximateDate(date(2026, 9, 1), date(2026, 11, 22))),
        (order("Lithium", "stopped", authoredOn="2030-01-01"), UNKNOWN),
        (statement("completed"), UNKNOWN),
        (
            statement("completed", effectivePeriod={"start": "2020-01-01", "end": "2020-02-01"}),
            date(2020, 2, 1),
        ),
    ],
)
def test_when_a_medicine_was_last_taken_is_only_what_can_be_known(
    resource: Resource, last_taken: Any
) -> None:
    assert exposures(resource) == (Exposure("Lithium", UNKNOWN, last_taken),)


@pytest.mark.parametrize(
    ("system", "words"), [(RXNORM, "RxNorm 312938"), ("http://snomed.info/sct", "312938")]
)
def test_a_medicine_that_is_only_a_code_keeps_the_system_that_can_be_looked_up(
    system: str, words: str
) -> None:
    bare = {"coding": [{"system": system, "code": "312938"}]}
    assert exposures(order("x", medicationCodeableConcept=bare)) == (Exposure(words, UNKNOWN, "ongoing"),)


def test_a_medicine_by_reference_is_read_from_where_it_stands() -> None:
    elsewhere = {"resourceType": "Medication", "id": "m", "code": concept("1", "Sertraline", RXNORM)}
    by_link = order("x", medicationCodeableConcept=None, medicationReference={"reference": "Medication/m"})
    assert exposures(elsewhere, by_link) == (Exposure("Sertraline", UNKNOWN, "ongoing"),)
    lost = order(
        "x", medicationCodeableConcept=None, medicationReference={"reference": "#no", "display": "Trazodone"}
    )
    assert exposures(lost) == (Exposure("Trazodone", UNKNOWN, "ongoing"),)


def test_doubts_of_a_medicine_are_doubts_of_the_list() -> None:
    assert doubts("medicines", order("Lithium", "unknown")) == [ChallengeCode.STATUS_NOT_SAID]
    backwards = statement("completed", effectivePeriod={"start": "2020-03-01", "end": "2020-02-01"})
    assert doubts("medicines", backwards) == [ChallengeCode.END_BEFORE_START]


@pytest.mark.parametrize(
    ("dosage", "words"),
    [
        ({"text": "At night"}, "At night"),
        ({"asNeededBoolean": True}, "as needed"),
        ({"doseAndRate": [{"doseQuantity": {"value": 20, "unit": "mg"}}, {}]}, "20 mg"),
        ({"timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}}, "2 every 1 d"),
        ({"sequence": 1}, ""),
    ],
)
def test_a_dosage_is_said_in_words(dosage: dict[str, Any], words: str) -> None:
    assert read(order("Lithium", dosageInstruction=[dosage])).medicines[0].dosage == words
