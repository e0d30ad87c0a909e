"""A decision stored under an earlier text is made again with that text, which stays as it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from cairn.content.loader import content_hash
from cairn.content.readers.regime import archived, pack_as_decided, packs
from cairn.content.source import Source, reading_from
from cairn.domain.regimes.evaluation import outcome_of
from cairn.domain.regimes.replay import AnotherTextError, replayed
from tests.spec.oregon import START, known

FIRST = "regimes/archive/us-or@0.1.0-draft.yaml"


def test_the_first_text_of_oregon_is_kept_byte_for_byte() -> None:
    assert content_hash(FIRST) == "738d2fdb996a6e13cbd9e0978861aef2fa88b33b542cdd8a9a14fafd01ca3b45"
    first = next(pack for pack in archived() if pack.content_hash == content_hash(FIRST))
    assert (first.key, first.version) == ("us-or", "0.1.0-draft")


def test_a_decision_of_the_first_text_is_made_again_though_the_pack_has_moved_on() -> None:
    first = next(pack for pack in archived() if pack.version == "0.1.0-draft")
    for rule in first.rules:
        decided = outcome_of(rule, first, known(), START)
        with pytest.raises(AnotherTextError):
            replayed(decided.provenance, packs()["us-or"])
        assert replayed(decided.provenance, pack_as_decided(decided.provenance)) == decided


def test_a_decision_of_the_text_in_use_finds_that_text() -> None:
    oregon = packs()["us-or"]
    decided = outcome_of(oregon.rules[0], oregon, known(), START)
    assert pack_as_decided(decided.provenance) is oregon


def test_a_text_nobody_kept_is_named_and_said() -> None:
    oregon = packs()["us-or"]
    kept = replace(outcome_of(oregon.rules[0], oregon, known(), START).provenance, content_hash="0" * 64)
    with pytest.raises(
        AnotherTextError, match=r"names us-or .* \(000000000000\), which this version does not hold"
    ):
        pack_as_decided(kept)


def test_a_decision_from_before_a_site_had_rules_of_its_own_finds_the_law_alone(tmp_path: Path) -> None:
    decided = outcome_of(packs()["us-or"].rules[0], packs()["us-or"], known(), START)
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "us-or.yaml").write_text(
        "schema: house-rules/1\nregime: us-or\nsite: Cedar House\nrules:\n"
        "  - {id: HOUSE-1, slot: dose.session_ceiling, effect: ceiling, value: 40,\n"
        "     words: Less., why: Our room., by: Dr. Lind, on: 2026-10-01}\n"
    )
    with reading_from(Source(site=tmp_path)):
        assert packs()["us-or"].content_hash != decided.provenance.content_hash
        assert replayed(decided.provenance, pack_as_decided(decided.provenance)) == decided
