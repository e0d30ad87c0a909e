"""Laws of reading a referral: nothing but a refusal is ever raised, and the order of entries says nothing."""

import copy
import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cairn.content.readers.fact import declared_facts
from cairn.domain.facts import check
from cairn.domain.referrals.plain import as_plain
from cairn.domain.referrals.referral import Referral, UnderstoodFact
from cairn.domain.referrals.refusal import ReferralRefused
from cairn.fhir.referral import read_referral
from tests.fhir.referrals import RECEIVED_AT, SMALL, bundle, patient, read_raw, small

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def read_or_refused(raw: bytes) -> Referral | None:
    try:
        return read_referral(raw, received_at=RECEIVED_AT)
    except ReferralRefused:
        return None


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert read_or_refused(raw) is None


@given(json_values)
def test_any_json_is_read_or_refused(value: Any) -> None:
    assert read_or_refused(json.dumps(value).encode()) is None


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for key, child in children for place in places(child, (*path, key)))]


PLACES = [place for place in places(small()) if place]


@given(st.lists(st.tuples(st.sampled_from(PLACES), json_values), min_size=1, max_size=6))
def test_a_bundle_with_anything_anywhere_is_read_or_refused(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    value = small()
    for path, put in changes:
        node = value
        try:
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = put
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away
    referral = read_or_refused(json.dumps(value).encode())
    if referral is not None:
        json.dumps(as_plain(referral)).encode()
        for offer in referral.understood:
            check(declared_facts()[offer.fact], offer.value)


@given(st.integers(0, 16_000), st.integers(0, 255))
def test_a_file_with_one_byte_changed_is_read_or_refused(place: int, byte: int) -> None:
    raw = bytearray(SMALL.read_bytes())
    raw[place] = byte
    read_or_refused(bytes(raw))


@given(st.integers(0, 16_500))
def test_a_file_cut_anywhere_is_refused(length: int) -> None:
    assert read_or_refused(SMALL.read_bytes()[:length]) is None


def without_places(offers: tuple[UnderstoodFact, ...]) -> list[tuple[Any, ...]]:
    return [
        (
            *(offer.fact, offer.value, offer.unit, offer.on, offer.as_sent, len(offer.challenges)),
            *(replace(origin, index=0) for origin in offer.origins),
        )
        for offer in offers
        if offer.fact != "medicines"
    ]


@given(st.permutations(range(len(small()["entry"]))))
def test_the_order_of_entries_says_nothing(order: list[int]) -> None:
    usual = small()
    mixed = copy.deepcopy(usual)
    mixed["entry"] = [usual["entry"][index] for index in order]
    one, other = read_raw(usual), read_raw(mixed)
    assert without_places(one.understood) == without_places(other.understood)
    assert [(each.why, each.what, each.how_many) for each in one.not_understood] == [
        (each.why, each.what, each.how_many) for each in other.not_understood
    ]
    assert [each.words for each in one.medicines] == [each.words for each in other.medicines]


@given(st.sets(st.sampled_from(range(1, len(small()["entry"])))))
def test_fewer_statements_never_make_a_fact_that_more_did_not(left: set[int]) -> None:
    usual = small()
    fewer = {**usual, "entry": [usual["entry"][index] for index in sorted({0, *left})]}
    all_facts = {offer.fact for offer in read_raw(usual).understood}
    assert {offer.fact for offer in read_raw(fewer).understood} <= all_facts


def test_a_bundle_that_says_nothing_says_only_who() -> None:
    referral = read_raw(bundle(patient()))
    assert [offer.fact for offer in referral.understood] == ["patient.birth_date"]
    assert referral.not_understood == ()
