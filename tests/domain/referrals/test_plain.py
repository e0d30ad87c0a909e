"""A referral as plain data."""

import json

from cairn.domain.referrals.plain import as_plain
from tests.fhir.referrals import read_raw, small


def test_a_whole_referral_is_json_with_stable_keys() -> None:
    plain = json.loads(json.dumps(as_plain(read_raw(small()))))
    assert list(plain) == [
        "sha256",
        "bundle_type",
        "received_at",
        "codes_version",
        "resources",
        "person",
        "facts",
        "conditions",
        "medicines",
        "observations",
        "allergies",
        "not_understood",
        "challenges",
    ]
    assert [each["fact"] for each in plain["facts"] if each["needs_attention"]] == ["diabetes.kind"]
    assert plain["facts"][1]["as_sent"] == "154.3 [lb_av]"
    assert plain["facts"][1]["origins"][0]["coding"]["code"] == "29463-7"
    assert plain["person"]["names"][1]["shown"] == "Marisol Quiroga"
    assert plain["not_understood"][0]["how_many"] == 2


def test_what_was_not_said_is_null() -> None:
    value = small()
    del value["entry"][0]["resource"]["birthDate"], value["entry"][0]["resource"]["gender"]
    plain = as_plain(read_raw(value))
    person = plain["person"]
    assert isinstance(person, dict)
    assert (person["birth_date"], person["gender"]) == (None, None)
