"""A referral as plain data."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures, FactValue
from cairn.domain.referrals.plain import as_plain, value_as_plain
from tests.fhir.referrals import read_raw, small

VALUES: list[tuple[FactValue, Any]] = [
    (UNKNOWN, None),
    (True, True),
    (3, 3),
    ("other", "other"),
    (Decimal("70.0"), "70"),
    (Decimal("1E+2"), "100"),
    (Decimal("0.50"), "0.5"),
    (date(2020, 1, 2), "2020-01-02"),
    (datetime(2020, 1, 2, 3, tzinfo=UTC), "2020-01-02T03:00:00+00:00"),
    (
        ApproximateDate(date(2020, 1, 1), date(2020, 1, 31)),
        {"earliest": "2020-01-01", "latest": "2020-01-31"},
    ),
    (Codes(frozenset({"b", "a"})), {"known": ["a", "b"], "complete": False}),
    (
        Exposures((Exposure("X", UNKNOWN), Exposure("Y", frozenset({"ssri"}), "ongoing")), complete=True),
        {
            "items": [
                {"name": "X", "classes": None, "last_taken": None},
                {"name": "Y", "classes": ["ssri"], "last_taken": "ongoing"},
            ],
            "complete": True,
        },
    ),
]


@pytest.mark.parametrize(("value", "plain"), VALUES, ids=[repr(row[1])[:30] for row in VALUES])
def test_every_kind_of_value_has_one_plain_form(value: FactValue, plain: Any) -> None:
    assert value_as_plain(value) == plain


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
