"""Every entry of the regimes reference is a rule, a part of one, or is said to be none and why; no grade is widened."""

from collections.abc import Iterator

import pytest

from cairn.content.readers.regime import packs
from cairn.domain.regimes.events import Effect
from cairn.domain.regimes.pack import Pack, PackStatus
from cairn.domain.regimes.rules import Rule
from cairn.domain.vocabulary import Grade
from tests.spec.regime_rows import ROWS

RULES = [(pack, rule) for pack in packs().values() for rule in pack.rules]


def restated(rule: Rule) -> Iterator[str]:
    yield from rule.covers or (() if rule.id not in ROWS else (rule.id,))


def left_out(pack: Pack) -> Iterator[str]:
    for each in pack.left_out:
        yield from each.entries


def test_every_entry_is_a_rule_a_part_of_one_or_left_out_with_its_reason() -> None:
    said = {entry for _, rule in RULES for entry in restated(rule)}
    without = {entry for pack in packs().values() for entry in left_out(pack)}
    assert (said | without, said & without) == (set(ROWS), set())
    assert len(ROWS) == 193


def test_a_rule_stops_by_itself_only_where_each_entry_it_restates_was_read_in_the_text() -> None:
    widened = [
        (rule.id, entry, ROWS[entry])
        for _, rule in RULES
        for entry in restated(rule)
        if rule.citation.grade.enforces_alone and "A" not in ROWS[entry].replace("(", " ").split()
    ]
    assert widened == []


def test_what_is_unknown_or_from_memory_never_becomes_a_rule_that_stops() -> None:
    weak = {entry for entry, grade in ROWS.items() if grade in {"U", "C"}}
    stopping = [
        (rule.id, entry)
        for _, rule in RULES
        for entry in restated(rule)
        if entry in weak and rule.is_verified
    ]
    assert stopping == []


def test_an_unknown_entry_is_shown_as_a_question() -> None:
    asked = {entry for _, rule in RULES if rule.effect is Effect.GAP for entry in restated(rule)}
    unknown = {entry for entry, grade in ROWS.items() if grade == "U"}
    assert unknown - asked == set()


@pytest.mark.parametrize("pack", packs().values(), ids=lambda pack: pack.key)
def test_every_pack_is_dated_versioned_hashed_unreviewed_and_has_questions(pack: Pack) -> None:
    assert pack.text_as_of < pack.recheck_by
    assert len(pack.content_hash) == 64
    assert pack.reviewers == ()
    assert pack.status is (PackStatus.DISABLED if pack.key == "us-nm" else PackStatus.DRAFT)
    assert any(rule.effect is Effect.GAP or not rule.is_verified for rule in pack.rules)
    assert all(rule.citation.grade is Grade.U for rule in pack.rules if rule.effect is Effect.GAP)
    assert all(rule.citation.read_on is not None and rule.events for rule in pack.rules)


def test_an_id_belongs_to_one_pack() -> None:
    ids = [rule.id for _, rule in RULES]
    assert sorted(ids) == sorted(set(ids))
