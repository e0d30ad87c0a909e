"""The record as a bundle: what it holds, that it comes back equal, what is refused, and what others say of it."""

import copy
import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from cairn.domain.dossier.author import json_text
from cairn.domain.dossier.dossier import Dossier
from cairn.domain.screening.rule import Occasion
from cairn.fhir.bundle import SECTION_SYSTEM, SECTIONS, bundle_to_dossier, dossier_to_bundle
from cairn.fhir.check import Unexportable, bundle_faults, refuse_faulty, resource_faults
from cairn.fhir.json_reading import read_json
from cairn.fhir.json_writing import write_json
from cairn.fhir.mapping import NotOurs
from tests.fhir.judges import complaints
from tests.fhir.record import RECORD

Node = dict[str, Any]


FALSE_ALARMS = (
    # Our own extensions: the judge has no definitions of them.
    re.compile(r"extension\.unknown .*https://cairn\.example/fhir/StructureDefinition/"),
    # A payload is a choice of types; the judge's table of that choice lacks the text.
    re.compile(r"cardinality\.min Communication\.payload\[\d+\]\.content\[x\]: "),
    # The rule is about a probability, and there is none.
    re.compile(r"profile\.element\.invariant\.ras-2 RiskAssessment\.prediction: "),
)
"""Complaints that were looked at and found wrong."""


def objections(node: Node) -> list[str]:
    return [words for words in complaints(node) if not any(alarm.match(words) for alarm in FALSE_ALARMS)]


def exported() -> Node:
    return copy.deepcopy(dossier_to_bundle(RECORD))


def resource(bundle: Node, kind: str, section: str = "") -> Node:
    for entry in bundle["entry"]:
        node: Node = entry["resource"]
        tags = [tag["code"] for tag in node.get("meta", {}).get("tag", [])]
        if node["resourceType"] == kind and (not section or section in tags):
            return node
    raise AssertionError(kind)


def test_the_whole_record_comes_back_equal() -> None:
    bundle = read_json(write_json(dossier_to_bundle(RECORD)))
    assert isinstance(bundle, dict)
    assert bundle_to_dossier(bundle) == RECORD


def test_every_part_of_a_record_has_a_place_in_the_bundle() -> None:
    parts = {each.name for each in dataclasses.fields(Dossier)} - {"taken_at", "site", "patient"}
    assert parts == set(SECTIONS)
    assert all(getattr(RECORD, part) for part in parts)


def test_ids_are_the_record_s_own_and_addresses_agree_with_them() -> None:
    for entry in exported()["entry"]:
        node = entry["resource"]
        assert entry["fullUrl"].endswith(f"/{node['resourceType']}/{node['id']}")


@pytest.mark.parametrize(
    "entry", dossier_to_bundle(RECORD)["entry"], ids=lambda each: each["resource"]["resourceType"]
)
def test_no_outside_judge_complains_about_a_resource(entry: Node) -> None:
    assert objections(entry["resource"]) == []


def test_answers_to_a_known_form_travel_coded() -> None:
    node = resource(exported(), "QuestionnaireResponse")
    assert node["questionnaire"].endswith("/Questionnaire/phq-9|1")
    assert node["item"][0]["item"][0]["answer"][0]["valueCoding"]["code"] == "LA6569-3"


@pytest.mark.parametrize(
    "change", [{"instrument": "other@2"}, {"instrument": "phq-9@7"}, {"answers": (("1", 9),)}]
)
def test_answers_to_a_form_that_does_not_offer_them_travel_raw(change: Node) -> None:
    answers = dataclasses.replace(RECORD.responses[0], **change)
    record = dataclasses.replace(RECORD, responses=(answers,))
    bundle = dossier_to_bundle(record)
    assert "item" not in resource(bundle, "QuestionnaireResponse")
    assert bundle_to_dossier(bundle) == record


def test_a_prefilled_fact_is_preliminary_for_everyone() -> None:
    facts = [
        (
            each["resource"]["status"],
            {k: v for k, v in each["resource"].items() if k.startswith(("value", "data"))},
        )
        for each in exported()["entry"]
        if each["resource"].get("meta", {}).get("tag") == [{"system": SECTION_SYSTEM, "code": "facts"}]
    ]
    absent = {"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "unknown"}
    assert facts == [
        ("final", {"valueString": "none"}),
        ("preliminary", {"valueBoolean": False}),
        ("final", {"valueInteger": 2}),
        ("entered-in-error", {"dataAbsentReason": {"coding": [absent]}}),
    ]


def test_empty_text_as_a_fact_s_value_is_still_a_value() -> None:
    facts = tuple(
        dataclasses.replace(each, value=text) for each, text in zip(RECORD.facts, ['""', "[1]"], strict=False)
    )
    record = dataclasses.replace(RECORD, facts=facts)
    bundle = dossier_to_bundle(record)
    assert bundle_to_dossier(bundle) == record
    assert bundle_faults(bundle) == ()


def test_a_session_that_has_not_begun_says_that_its_time_is_unknown() -> None:
    waiting = dataclasses.replace(RECORD.administrations[0], started_at=None, status="preparation")
    record = dataclasses.replace(RECORD, administrations=(waiting,))
    bundle = dossier_to_bundle(record)
    node = resource(bundle, "MedicationAdministration")
    assert node["status"] == "on-hold"
    assert objections(node) == []
    assert bundle_to_dossier(bundle) == record


def test_findings_that_weigh_travel_as_issues_for_others_too() -> None:
    findings = [
        {"rule": "SCR-CV-01", "weighs": "hold", "headline": "Blood pressure above the limit"},
        {"rule": "SCR-AGE-02", "weighs": "clear", "headline": "Age"},
        {"rule": "SCR-BMI-01", "weighs": "note"},
        "not a finding of ours",
    ]
    screening = dataclasses.replace(RECORD.screenings[0], findings=json_text(findings))
    record = dataclasses.replace(RECORD, screenings=(screening,))
    bundle = dossier_to_bundle(record)
    issues = [
        each["resource"] for each in bundle["entry"] if each["resource"]["resourceType"] == "DetectedIssue"
    ]
    assert [(each["severity"], each["detail"]) for each in issues] == [
        ("high", "Blood pressure above the limit"),
        ("low", "SCR-BMI-01"),
    ]
    assert [objections(each) for each in issues] == [[], []]
    assert bundle_faults(bundle) == ()
    assert bundle_to_dossier(bundle) == record
    unread = dataclasses.replace(screening, findings='"none"')
    assert "DetectedIssue" not in str(dossier_to_bundle(dataclasses.replace(RECORD, screenings=(unread,))))


def test_a_screening_of_an_export_that_says_no_occasion_was_an_ordinary_one() -> None:
    bundle = exported()
    node = resource(bundle, "RiskAssessment")
    (said,) = [each for each in node["extension"] if each["url"].endswith("/screening-occasion")]
    assert said["valueCode"] == "dose-day"
    node["extension"].remove(said)
    assert bundle_to_dossier(bundle).screenings[0].occasion is Occasion.SCREENING


def test_a_roadmap_s_steps_travel_as_activities_for_others_too() -> None:
    moments = {"starts": "2026-12-01T09:00:00-08:00", "ends": "2026-12-01T10:00:00-08:00"}
    steps = {"steps": [{"kind": "preparation", "title": {"en": "First preparation", "es": "x"}, **moments}]}
    plan = dataclasses.replace(RECORD.care_plans[0], steps=json_text(steps))
    record = dataclasses.replace(RECORD, care_plans=(plan,))
    bundle = dossier_to_bundle(record)
    node = resource(bundle, "CarePlan")
    assert node["activity"][0]["detail"]["code"]["text"] == "First preparation"
    assert node["activity"][0]["detail"]["scheduledPeriod"]["start"] == "2026-12-01T09:00:00-08:00"
    assert objections(node) == []
    assert bundle_to_dossier(bundle) == record


# --- what is refused on the way in


def without(*path: Any) -> Any:
    def change(node: Node) -> None:
        for step in path[:-1]:
            node = node[step]
        del node[path[-1]]

    return change


def putting(value: Any, *path: Any) -> Any:
    def change(node: Node) -> None:
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value

    return change


REFUSED: list[tuple[str, str, Any, str]] = [
    ("a field missing", "Encounter", without("status"), "Encounter/.*status: is missing"),
    ("a code unknown", "Encounter", putting("over", "status"), "'over' is not a valid"),
    (
        "a moment without a zone", "Goal",
        putting("2026-01-01T10:00:00", "extension", 0, "valueDateTime"), "with its zone",
    ),
    ("a moment that is none", "CarePlan", putting("soon", "created"), "created: Invalid isoformat"),
    ("a number that is text", "Goal", putting("2", "extension", 2, "valueInteger"), "expected a whole number"),
    ("yes that is text", "Observation", putting("yes", "extension", 3, "valueBoolean"), "expected true or false"),
    ("text that is a number", "Communication", putting(3, "payload", 0, "contentString"), "expected a text"),
    ("a link elsewhere", "Communication", putting({"reference": "Patient/1"}, "encounter"), "to Encounter"),
    ("a link that is none", "Communication", putting("Encounter/1", "encounter"), "expected a text"),
    ("an author by name", "Communication", putting({"display": "Ida"}, "sender"), "a reference by account"),
    ("an author of another place", "Communication", putting("urn:x", "sender", "identifier", "system"), "account to a"),
    ("a document that is not base64", "DocumentReference", putting("€", "content", 0, "attachment", "data"), "ASCII"),
    ("a document broken", "DocumentReference", putting("abc", "content", 0, "attachment", "data"), "expected base64"),
    ("a form that is not ours", "QuestionnaireResponse", putting("urn:x|1", "questionnaire"), "a form of ours"),
    ("a form without version", "QuestionnaireResponse", putting("urn:x", "questionnaire"), "a form of ours"),
    ("another person's", "Encounter", putting("Patient/x", "subject", "reference"), "subject: expected Patient/"),
    ("a part unknown", "Encounter", putting("dreams", "meta", "tag", 0, "code"), "is no part of a record"),
    ("a part of another kind", "Encounter", putting("notes", "meta", "tag", 0, "code"), "is a Encounter"),
    (
        "a stage change cut short", "EpisodeOfCare",
        putting([], "extension", -1, "extension"), "extension id: is missing",
    ),
    ("two centres", "Patient", putting("Organization", "resourceType"), "Organization, found 2"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "change", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_our_export_would_never_hold_is_refused(name: str, kind: str, change: Any, words: str) -> None:
    bundle = exported()
    change(resource(bundle, kind, "facts" if kind == "Observation" else ""))
    with pytest.raises(NotOurs, match=words):
        bundle_to_dossier(bundle)


def test_a_score_that_is_text_is_refused() -> None:
    bundle = exported()
    resource(bundle, "Observation", "scores")["valueQuantity"]["value"] = "9"
    with pytest.raises(NotOurs, match="expected a number"):
        bundle_to_dossier(bundle)


NO_EXPORT: list[Node] = [
    {},
    {"resourceType": "Bundle", "type": "batch"},
    {"resourceType": "Bundle", "type": "collection"},
]


@pytest.mark.parametrize("bundle", NO_EXPORT)
def test_what_is_no_export_is_refused(bundle: Node) -> None:
    with pytest.raises(NotOurs):
        bundle_to_dossier(bundle)


def test_resources_of_others_are_passed_over() -> None:
    bundle = exported()
    bundle["entry"].append(
        {"resource": {"resourceType": "Basic", "id": "x", "meta": {"tag": [{"system": "urn:x"}]}}}
    )
    assert bundle_to_dossier(bundle) == RECORD


def test_identifiers_written_oddly_are_read_as_far_as_they_go() -> None:
    bundle = exported()
    resource(bundle, "Patient")["identifier"] = ["x", {"value": "1", "type": {"coding": [3]}}, {"type": {}}]
    found = bundle_to_dossier(bundle).patient.identifiers
    assert [(each.system, each.value, each.type_code) for each in found] == [
        ("", "", ""),
        ("", "1", ""),
        ("", "", ""),
    ]
    resource(bundle, "Patient")["identifier"] = "x"
    assert bundle_to_dossier(bundle).patient.identifiers == ()


# --- what may not leave


FAULTY: list[tuple[str, str, Any, str]] = [
    ("no status", "Encounter", without("status"), "Encounter/.*status: is required"),
    ("a status of its own", "Encounter", putting("over", "status"), "“over” is not one of its codes"),
    ("no code", "Flag", without("code"), "code: is required"),
    ("no time at all", "MedicationAdministration", without("effectivePeriod"), "has 0"),
    ("two medications", "MedicationAdministration", putting({"display": "x"}, "medicationReference"), "has 2"),
    ("an empty text", "Goal", putting("", "description", "text"), "description.text: is empty"),
    ("an empty list", "Goal", putting([], "note"), "note: is empty"),
    ("nothing in a list", "Goal", putting([None], "note"), r"note\[0\]: is empty"),
    ("a reference to nowhere", "Goal", putting({"reference": "Patient/x"}, "subject"), "refers to Patient/x"),
    ("a kind we do not export", "Goal", putting("Basic", "resourceType"), "of a kind we do not export"),
    ("text where parts belong", "DocumentReference", putting("x", "content"), "content.attachment: is required"),
    ("no kind", "Goal", without("resourceType"), r"\?/.*of a kind"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "change", "words"), FAULTY, ids=[row[0] for row in FAULTY])
def test_what_r4_does_not_allow_may_not_leave(name: str, kind: str, change: Any, words: str) -> None:
    bundle = exported()
    change(resource(bundle, kind))
    with pytest.raises(Unexportable, match=words):
        refuse_faulty(bundle)


def test_a_resource_that_stands_twice_may_not_leave() -> None:
    bundle = exported()
    bundle["entry"].append(bundle["entry"][-1])
    assert [fault.what for fault in bundle_faults(bundle)] == ["stands twice"]


def test_a_resource_by_itself_is_checked_too() -> None:
    assert resource_faults(resource(exported(), "Patient")) == ()


def test_the_reference_names_every_part() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "record-bundle.md").read_text(encoding="utf-8")
    named = {line.split("|")[1].strip() for line in page.splitlines() if line.startswith("| ")}
    assert named - {"part", "---", "patient", "site"} == {section.replace("_", "-") for section in SECTIONS}
