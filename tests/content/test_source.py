"""Where content is read from: folders laid over the package, a site's folder, and the switch between them."""

import gc
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
import yaml

from cairn.content.loader import ContentFaultError, content_hash, list_files, list_yaml, load_yaml, parse_yaml
from cairn.content.readers.instrument import instruments
from cairn.content.source import Source, current, kept_per_source, reading_from, running, switch_to


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_folder_laid_over_the_package_replaces_by_path_and_adds_what_is_new(tmp_path: Path) -> None:
    write(tmp_path, "screening/set.yaml", "version: changed")
    write(tmp_path, "screening/also.yaml", "a: 1")
    write(tmp_path, "screening/.hidden.yaml", "a: 1")
    packaged = content_hash("screening/set.yaml")
    with reading_from(Source(tmp_path)):
        assert load_yaml("screening/set.yaml") == {"version": "changed"}
        assert content_hash("screening/set.yaml") != packaged
        assert list(list_yaml("screening")) == [
            f"screening/{name}.yaml" for name in ("also", "set", "sources")
        ]
    assert content_hash("screening/set.yaml") == packaged


def test_the_last_folder_is_on_top(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, "screening/set.yaml", f"version: {name}")
    with reading_from(Source(tmp_path / "one", tmp_path / "two")):
        assert load_yaml("screening/set.yaml") == {"version": "two"}


def test_a_sites_folder_adds_only_where_a_site_may(tmp_path: Path) -> None:
    write(tmp_path, "texts/own.yaml", "a: 1")
    write(tmp_path, "screening/own.yaml", "a: 1")
    write(tmp_path, "value_sets/own.csv", "profile,utility")
    with reading_from(Source(site=tmp_path)):
        assert list(list_yaml("texts")) == ["texts/own.yaml"]
        assert list(list_files("value_sets", ".csv")) == ["value_sets/own.csv"]
        assert list(list_yaml("screening")) == ["screening/set.yaml", "screening/sources.yaml"]


def test_a_site_never_replaces_a_file_of_the_product(tmp_path: Path) -> None:
    write(tmp_path, "instruments/phq-9.yaml", "a: 1")
    with reading_from(Source(site=tmp_path)):
        assert load_yaml("instruments/phq-9.yaml")["id"] == "phq-9"
        with pytest.raises(ContentFaultError) as caught:
            list(list_yaml("instruments"))
    assert str(caught.value) == (
        "instruments/phq-9.yaml, file: the product has a file of this name. Give yours another name and id."
    )


def test_a_folder_nobody_has_is_empty() -> None:
    assert list(list_yaml("texts")) == []


def test_what_was_read_is_kept_with_its_source() -> None:
    assert instruments() is instruments()
    with reading_from(Source()):
        other = instruments()
        assert other is instruments()
    assert other is not instruments()
    assert other == instruments()


def test_a_fault_is_not_kept() -> None:
    told: list[str] = []

    @kept_per_source
    def once_wrong(word: str) -> str:
        told.append(word)
        if len(told) == 1:
            raise ContentFaultError("a.yaml", "a", "is wrong.", "Mend it.")
        return word

    with pytest.raises(ContentFaultError):
        once_wrong("a")
    assert (once_wrong("a"), once_wrong("a"), told) == ("a", "a", ["a", "a"])


def test_switching_is_for_every_thread_and_pinning_for_one() -> None:
    before, after, pinned = running(), Source(), Source()
    seen: list[Source] = []
    try:
        with reading_from(pinned):
            switch_to(after)
            other = Thread(target=lambda: seen.append(current()))
            other.start()
            other.join()
            assert current() is pinned
        assert (seen, current()) == ([after], after)
    finally:
        switch_to(before)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "a: 1\nb: {c: 1, c: 2}\na: 2",
            "is not readable YAML: the key 'c' stands twice (line 2), and the key 'a' stands twice (line 3).",
        ),
        ("a: &x [1]\nb: *x", "is not readable YAML: a reference ('*') is used (line 1)."),
        ("? [1]\n: 2", "is not readable YAML: a key is no plain word (line 1)."),
        ("a: 2026-13-41", "is not readable YAML: month must be in 1..12."),
        ("", "is not a mapping."),
        ("a: " + "[" * 5000 + "]" * 5000, "is nested too deeply."),
        ("a: " + "[" * 50_000 + "]" * 50_000, "is too large or nested too deeply."),
        ("- " * 50_000 + "a", "is too large or nested too deeply."),
        ("a" * 2_000_001, "is too large or nested too deeply."),
    ],
)
def test_yaml_that_hides_or_repeats_something_is_refused(text: str, what: str) -> None:
    with pytest.raises(ContentFaultError) as caught:
        parse_yaml(text, "a.yaml")
    assert caught.value.what == what


def test_a_file_that_is_no_utf_8_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_bytes(b"\xff\xfe\x00")
    with reading_from(Source(tmp_path)), pytest.raises(ContentFaultError, match=r"cannot be read as UTF-8"):
        load_yaml("facts.yaml")


def test_a_key_is_a_word_also_where_yaml_would_take_it_for_true_or_false() -> None:
    assert parse_yaml("on: 2026-10-01\nno: off", "a.yaml") == {"on": date(2026, 10, 1), "no": False}


def test_plain_words_are_taken_as_yaml_takes_them() -> None:
    text = (
        "a: 007\nb: 1.5\nc: ~\nd: yes\ne: 'yes'\nf: 2026-10-01\ng: [1, x, {h: -3}]\ni: !!str 5\nj: >-\n  k\n"
    )
    assert parse_yaml(text, "a.yaml") == yaml.load(text, Loader=yaml.CSafeLoader)
    with pytest.raises(ContentFaultError, match="could not determine a constructor"):
        parse_yaml("a: !!python/object:os.system {}\nb: !own 1", "a.yaml")


def test_the_collector_is_left_as_it_was() -> None:
    gc.disable()
    try:
        parse_yaml("a: 1", "a.yaml")
        assert not gc.isenabled()
    finally:
        gc.enable()
    parse_yaml("a: 1", "a.yaml")
    assert gc.isenabled()
