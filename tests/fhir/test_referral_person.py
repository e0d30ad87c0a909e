"""The person of a referral: what is carried, what is left out, and what is doubtful about them."""

from typing import Any

import pytest

from cairn.domain.dates import ApproximateDate
from cairn.domain.referrals.challenge import ChallengeCode
from cairn.domain.referrals.person import Address, HumanName, Identifier, Telecom, TelecomSystem, TelecomUse
from tests.fhir.referrals import bundle, concept, patient, read_raw


def doubts(**fields: Any) -> list[ChallengeCode]:
    return [each.code for each in read_raw(bundle(patient(**fields))).challenges]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"birthDate": "2027-03-04"}, [ChallengeCode.IMPLAUSIBLE_AGE]),
        ({"birthDate": "1896-01-01"}, [ChallengeCode.IMPLAUSIBLE_AGE]),
        ({"birthDate": "1980-01-01", "deceasedBoolean": True}, [ChallengeCode.DECEASED]),
        ({"deceasedDateTime": "2020-01-01"}, [ChallengeCode.DECEASED]),
        ({"deceasedDateTime": "1970-01-01"}, [ChallengeCode.END_BEFORE_START, ChallengeCode.DECEASED]),
        ({"deceasedBoolean": False}, []),
        ({"birthDate": None}, []),
        ({"birthDate": None, "deceasedBoolean": True}, [ChallengeCode.DECEASED]),
    ],
)
def test_what_is_doubtful_about_the_person(fields: dict[str, Any], codes: list[ChallengeCode]) -> None:
    assert doubts(**fields) == codes


@pytest.mark.parametrize(
    "text", ["", "1980-13-01", "80-01-01", "1980-02-30", "last year", "1980-01-01T25:00:00Z"]
)
def test_an_unreadable_birth_date_is_no_birth_date(text: str) -> None:
    assert read_raw(bundle(patient(birthDate=text))).fact("patient.birth_date") is None


def test_half_a_birth_date_is_a_span() -> None:
    found = read_raw(bundle(patient(birthDate="1980-02"))).fact("patient.birth_date")
    assert found is not None
    assert isinstance(found.value, ApproximateDate)
    assert found.value.latest.isoformat() == "1980-02-29"


def test_identifiers_are_left_out_unless_a_health_organisation_gave_them() -> None:
    kinds = ["MR", "SS", "DL", "PPN", "ZZ"]
    given = [{"type": concept(kind, kind), "system": "urn:s", "value": kind} for kind in kinds]
    odd = [
        {"value": "1"},
        {"type": {"coding": [{"code": "YY"}]}, "value": "2"},
        {"type": concept("MR", "MR")},
    ]
    person = read_raw(bundle(patient(identifier=[*given, *odd]))).person
    assert person.identifiers == (Identifier("urn:s", "MR", "MR"),)
    assert person.left_out == (
        "Driver's licence number",
        "Identifier of a kind the sender does not name",
        "Identifier of kind YY",
        "MR",
        "Passport number",
        "Social security number",
        "ZZ",
    )


def test_what_the_standard_does_not_know_is_carried_without_its_kind() -> None:
    person = read_raw(
        bundle(
            patient(
                gender="woman",
                name=[{"text": "Ana B.", "use": "pet"}, "x"],
                telecom=[
                    {"system": "smoke", "value": "1"},
                    {"system": "phone"},
                    {"system": "sms", "value": "2", "use": "home"},
                ],
                address=[{"text": "By the sea", "use": "boat"}],
                communication=[{"language": {}}, {"language": concept("pt", "Portuguese")}],
            )
        )
    ).person
    assert person.gender is None
    assert person.names == (HumanName(text="Ana B."),)
    assert person.telecoms == (
        Telecom(TelecomSystem.OTHER, "1"),
        Telecom(TelecomSystem.SMS, "2", TelecomUse.HOME),
    )
    assert person.addresses == (Address(lines=("By the sea",)),)
    assert person.language == "pt"


def test_text_that_no_database_holds_is_cleaned() -> None:
    person = read_raw(bundle(patient(name=[{"family": "A\x00b\ud800 "}]))).person
    assert person.names[0].family == "A\ufffdb\ufffd"
