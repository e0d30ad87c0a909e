"""Files that are refused, each with its stable code and words that say what, why and what next."""

import json
from typing import Any

import pytest

from cairn.domain.referrals.refusal import ReferralRefused, RefusalCode
from cairn.fhir.json_reading import LARGEST_BYTES, MOST_OBJECTS, refuse_larger
from cairn.fhir.referral import read_referral
from tests.fhir.referrals import RECEIVED_AT, SMALL, about, bundle, condition, patient, read_raw

RAW = SMALL.read_bytes()

BYTES: list[tuple[str, bytes, RefusalCode]] = [
    ("no bytes", b"", RefusalCode.EMPTY),
    ("only blanks", b" \n ", RefusalCode.EMPTY),
    ("a zip", b"PK\x03\x04\xff\xfe", RefusalCode.NOT_TEXT),
    ("another encoding", '{"a": "é"}'.encode("latin-1"), RefusalCode.NOT_TEXT),
    ("an XML bundle", b'<Bundle xmlns="http://hl7.org/fhir"/>', RefusalCode.IS_XML),
    ("cut after a value", RAW[: len(RAW) // 2], RefusalCode.TRUNCATED),
    ("cut inside a text", b'{"resourceType": "Bund', RefusalCode.TRUNCATED),
    ("cut before the last brace", RAW.rstrip()[:-1], RefusalCode.TRUNCATED),
    ("prose", b"Dear colleague", RefusalCode.NOT_JSON),
    ("a comma too many", b'{"a": 1,, "b": 2}', RefusalCode.NOT_JSON),
    (
        "one resource a line",
        b'{"resourceType":"Patient"}\n{"resourceType":"Patient"}',
        RefusalCode.MORE_THAN_ONE_DOCUMENT,
    ),
    ("nested lists beyond the reader", b"[" * 100_000, RefusalCode.TOO_DEEP),
    ("nested lists within the reader", b"[" * 200 + b"]" * 200, RefusalCode.TOO_DEEP),
    ("nested objects", b'{"a":' * 200 + b"1" + b"}" * 200, RefusalCode.TOO_DEEP),
    ("nothing but empty parts", b"[" + b"{}," * MOST_OBJECTS + b"{}]", RefusalCode.TOO_MANY),
    (
        "a key twice",
        b'{"resourceType": "Bundle", "type": "collection", "type": "batch"}',
        RefusalCode.DUPLICATED_KEY,
    ),
    ("not a number", b'{"value": NaN}', RefusalCode.NOT_A_NUMBER),
    ("infinity", b'{"value": -Infinity}', RefusalCode.NOT_A_NUMBER),
    ("a power beyond reason", b'{"value": 1e999999999999999999999}', RefusalCode.NOT_A_NUMBER),
    ("a large power", b'{"value": 1e400}', RefusalCode.NOT_A_NUMBER),
    ("a number of many digits", b'{"value": 1.' + b"1" * 60 + b"}", RefusalCode.NOT_A_NUMBER),
    ("a whole number of many digits", b'{"value": ' + b"9" * 5000 + b"}", RefusalCode.NOT_A_NUMBER),
]

VALUES: list[tuple[str, Any, RefusalCode]] = [
    ("null", None, RefusalCode.NOT_A_BUNDLE),
    ("a list", [], RefusalCode.NOT_A_BUNDLE),
    ("no resource", {"entry": []}, RefusalCode.NOT_A_BUNDLE),
    ("a patient alone", patient(), RefusalCode.NOT_A_BUNDLE),
    ("no type", bundle(patient(), type=None), RefusalCode.WRONG_BUNDLE_TYPE),
    ("a history", bundle(patient(), type="history"), RefusalCode.WRONG_BUNDLE_TYPE),
    ("no entries", bundle(), RefusalCode.EMPTY_BUNDLE),
    ("entries that are no list", bundle(entry={"a": 1}), RefusalCode.EMPTY_BUNDLE),
    ("entries without resources", bundle(entry=[None, {}, {"resource": 3}]), RefusalCode.NO_PATIENT),
    ("no patient", bundle(condition("1", "x")), RefusalCode.NO_PATIENT),
    ("two patients", bundle(patient(), patient(id="q")), RefusalCode.TWO_PATIENTS),
    ("fhirVersion of R5", bundle(patient(), fhirVersion="5.0.0"), RefusalCode.WRONG_VERSION),
    ("meta of STU3", bundle(patient(), meta={"fhirVersion": "3.0.2"}), RefusalCode.WRONG_VERSION),
    ("meta that is no object", bundle(patient(), meta="x", type="history"), RefusalCode.WRONG_BUNDLE_TYPE),
    ("a MedicationOrder", bundle(patient(), about("MedicationOrder")), RefusalCode.WRONG_VERSION),
    (
        "R5 medication",
        bundle(patient(), about("MedicationRequest", medication={"concept": {}})),
        RefusalCode.WRONG_VERSION,
    ),
    (
        "STU3 status",
        bundle(patient(), about("Condition", clinicalStatus="active")),
        RefusalCode.WRONG_VERSION,
    ),
    (
        "DSTU2 date",
        bundle(patient(), about("Condition", dateRecorded="2015-01-01")),
        RefusalCode.WRONG_VERSION,
    ),
    ("R5 class", bundle(patient(), about("Encounter", **{"class": [{}]})), RefusalCode.WRONG_VERSION),
    (
        "DSTU2 class",
        bundle(patient(), about("Encounter", **{"class": "inpatient"})),
        RefusalCode.WRONG_VERSION,
    ),
    ("DSTU2 patient", bundle(patient(careProvider=[])), RefusalCode.WRONG_VERSION),
]


def refused(raw: bytes) -> ReferralRefused:
    with pytest.raises(ReferralRefused) as caught:
        read_referral(raw, received_at=RECEIVED_AT)
    return caught.value


@pytest.mark.parametrize(("name", "raw", "code"), BYTES, ids=[row[0] for row in BYTES])
def test_bytes_that_are_no_bundle_are_refused_with_their_code(
    name: str, raw: bytes, code: RefusalCode
) -> None:
    assert refused(raw).code is code


@pytest.mark.parametrize(("name", "value", "code"), VALUES, ids=[row[0] for row in VALUES])
def test_json_that_is_no_referral_is_refused_with_its_code(name: str, value: Any, code: RefusalCode) -> None:
    refusal = refused(json.dumps(value).encode())
    assert refusal.code is code
    assert all(part.endswith(".") for part in (refusal.what, refusal.why, refusal.next_step))


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(ReferralRefused) as caught:
        refuse_larger(200 * 1024 * 1024)
    assert caught.value.code is RefusalCode.TOO_LARGE
    assert caught.value.what == "The file is 200 MB; the limit is 20 MB."
    assert refused(b" " * (LARGEST_BYTES + 1)).code is RefusalCode.TOO_LARGE
    refuse_larger(LARGEST_BYTES)


def test_every_refusal_code_is_drawn_here() -> None:
    drawn = {row[2] for row in (*BYTES, *VALUES)} | {RefusalCode.TOO_LARGE}
    assert drawn == set(RefusalCode)


def test_a_refusal_repeats_nothing_of_the_record() -> None:
    assert "Aldana" not in str(refused(RAW[: len(RAW) // 2]))


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_referral(b"\xef\xbb\xbf" + RAW, received_at=RECEIVED_AT).bundle_type == "transaction"


@pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "document", "searchset"])
def test_every_type_of_bundle_that_carries_a_record_is_read(kind: str) -> None:
    assert read_raw(bundle(patient(), type=kind)).bundle_type == kind
