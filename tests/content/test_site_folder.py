"""A running site keeps its last good content, and says why newer content is not in use."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cairn.content.readers.instrument import instruments, skeletons
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import profiles, rule_set
from cairn.content.site_folder import SiteFolder, content_faults, look, pack_of_decision, watch
from cairn.content.source import Source, current, reading_from, running, switch_to
from cairn.domain.regimes.outcomes import Provenance
from cairn.domain.regimes.replay import AnotherTextError
from tests.cli.test_content_check import HOUSE, PROFILE
from tests.content.licensed import write_text

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
SKELETON = next(each for each in skeletons().values() if not each.is_worded)


@pytest.fixture(autouse=True)
def _running_as_before() -> Iterator[None]:
    before = running()
    yield
    watch(None, Path(), NOON)
    switch_to(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site's folder with a tighter house rule and a tighter profile."""
    site = tmp_path / "site"
    (site / "house").mkdir(parents=True)
    (site / "profiles").mkdir()
    (site / "house" / "us-or.yaml").write_text(HOUSE % 40, encoding="utf-8")
    (site / "profiles" / "own.yaml").write_text(PROFILE % "block", encoding="utf-8")
    return site


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where copies are kept."""
    return tmp_path / "var" / "site-content"


def said() -> list[str]:
    return [str(fault) for fault in content_faults()]


def test_a_sound_folder_is_in_use_from_the_start(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    assert said() == []
    assert "HOUSE-DOSE" in {rule.id for rule in packs()["us-or"].rules}
    assert profiles()["own"].site
    assert rule_set("own").content_hash != rule_set("general").content_hash


def test_a_change_is_taken_within_seconds_and_not_looked_for_more_often(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    before = running()
    (folder / "profiles" / "own.yaml").unlink()
    look(NOON + timedelta(seconds=1))
    assert running() is before
    look(NOON + timedelta(seconds=3))
    assert "own" not in profiles()
    assert running() is not before


def test_nothing_is_read_again_where_nothing_changed(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    before = running()
    look(LATER)
    assert running() is before


def test_a_faulty_change_leaves_the_old_content_in_use_and_says_why(
    folder: Path, kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    watch(folder, kept, NOON)
    before = running()
    (folder / "house" / "us-or.yaml").write_text(HOUSE % 60, encoding="utf-8")
    (folder / "profiles" / "own.yaml").write_text("id: own\nid: own\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        look(LATER)
    assert running() is before
    looser = (
        "house/us-or.yaml, HOUSE-DOSE: It asks at most 60, the law 50: looser by 10. "
        "The law's rule on this subject is OR-DOSE-01. A house rule may only tighten."
    )
    assert said() == [
        "profiles/own.yaml, file: is not readable YAML: the key 'id' stands twice (line 2). Mend the line it names.",
        looser,
    ]
    assert [record.getMessage().partition(": ")[0] for record in caplog.records] == [
        "Site content is not in use"
    ] * 2
    (folder / "house" / "us-or.yaml").write_text(HOUSE % 30, encoding="utf-8")
    (folder / "profiles" / "own.yaml").unlink()
    look(LATER + timedelta(minutes=1))
    assert said() == []
    assert running() is not before


def test_a_file_where_nothing_reads_it_is_a_fault_too(folder: Path, kept: Path) -> None:
    (folder / "profile").mkdir()
    (folder / "profile" / "own.yaml").write_text("id: own", encoding="utf-8")
    watch(folder, kept, NOON)
    assert [fault.partition(":")[0] for fault in said()] == ["profile/own.yaml, file"]
    assert "own" not in profiles()


def test_after_a_restart_a_faulty_folder_gives_way_to_what_was_good_before(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    watch(None, kept, NOON)
    switch_to(Source())
    (folder / "profiles" / "own.yaml").write_text("id: [", encoding="utf-8")
    watch(folder, kept, LATER)
    assert len(said()) == 1
    assert profiles()["own"].site


def test_what_was_good_before_is_not_used_where_it_no_longer_fits_the_product(
    folder: Path, kept: Path
) -> None:
    watch(folder, kept, NOON)
    good = kept / (kept / "good").read_text(encoding="utf-8")
    (good / "profiles" / "own.yaml").write_text("id: [", encoding="utf-8")
    switch_to(Source())
    (folder / "profiles" / "own.yaml").write_text("id: [", encoding="utf-8")
    watch(folder, kept, LATER)
    assert len(said()) == 2
    assert "own" not in profiles()


def test_a_folder_that_is_gone_leaves_the_old_content_in_use(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    folder.rename(folder.with_name("moved"))
    look(LATER)
    assert said() == [f"{folder}, folder: cannot be read: there is no such folder. Check that it is there."]
    assert profiles()["own"].site


def test_a_licensed_text_stands_in_its_measure_until_the_permission_ends(folder: Path, kept: Path) -> None:
    licence = {"holder_reference": "Invented permission 7", "permitted_until": date(2026, 12, 1)}
    write_text(folder, SKELETON, licence=licence)
    watch(folder, kept, NOON)
    assert said() == []
    assert instruments()[SKELETON.id].is_worded
    look(NOON + timedelta(days=1))
    ended = "the permission has ended, so the text is not shown. Renew it and write its new end, or take the file out."
    assert said() == [f"texts/{SKELETON.id}.yaml, licence: {ended}"]
    assert not instruments()[SKELETON.id].is_worded
    assert profiles()["own"].site


def test_without_a_folder_there_is_nothing_to_look_at(kept: Path) -> None:
    before = running()
    watch(None, kept, NOON)
    look(LATER)
    assert (running(), said()) == (before, [])


def test_two_threads_do_not_read_at_once(folder: Path, kept: Path) -> None:
    site = SiteFolder(folder, kept)
    with site._looking:
        site.look(NOON)
    assert list(site.copies()) == []
    site.look(NOON)
    assert len(list(site.copies())) == 1


def test_the_same_content_is_copied_once_and_a_copy_is_never_changed(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    (folder / "profiles" / "own.yaml").touch()
    look(NOON + timedelta(days=1))
    (folder / "profiles" / "own.yaml").unlink()
    look(NOON + timedelta(days=2))
    assert sorted(each.name for each in kept.iterdir() if each.name.startswith(".")) == []
    assert len(list(kept.glob("*/profiles/own.yaml"))) == 1
    assert len(list(kept.glob("*/house/us-or.yaml"))) == 2


def test_a_decision_under_earlier_house_rules_is_replayed_from_the_copy(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    decided = packs()["us-or"]
    provenance = Provenance("us-or", decided.version, decided.content_hash, "HOUSE-DOSE", NOON, {})
    (folder / "house" / "us-or.yaml").write_text(HOUSE % 30, encoding="utf-8")
    look(LATER)
    assert packs()["us-or"].content_hash != decided.content_hash
    assert pack_of_decision(provenance) == decided
    now = replace(provenance, content_hash=packs()["us-or"].content_hash)
    assert pack_of_decision(now) is packs()["us-or"]
    with pytest.raises(AnotherTextError):
        pack_of_decision(replace(provenance, content_hash="0" * 64))


def test_a_request_keeps_to_the_content_it_began_with(folder: Path, kept: Path) -> None:
    watch(folder, kept, NOON)
    began = running()
    with reading_from(began):
        (folder / "profiles" / "own.yaml").unlink()
        look(LATER)
        assert current() is began
        assert "own" in profiles()
    assert "own" not in profiles()


def test_a_file_that_goes_while_it_is_looked_at_does_no_harm(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(folder, kept, NOON)
    monkeypatch.setattr("cairn.content.site_folder.content_files", lambda _: ["house/gone.yaml"])
    look(LATER)
    assert said() == [f"{folder}, folder: cannot be read: No such file or directory. Check that it is there."]
    assert profiles()["own"].site
