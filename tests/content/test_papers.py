"""The words a person signs: whole in both languages, and faults that say what to mend."""

import copy
from pathlib import Path
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.paper import papers, read_paper
from cairn.content.readers.regime import packs
from cairn.content.source import Source, current, reading_from
from cairn.domain.protocols.papers import lacking
from cairn.domain.regimes.demands import Documents

FILE = "consents/transportation-plan_v1.yaml"


def _data() -> dict[str, Any]:
    return copy.deepcopy(load_yaml(FILE))


def _refused(data: dict[str, Any]) -> str:
    with pytest.raises(ContentFaultError) as fault:
        read_paper(data, FILE)
    return str(fault.value)


def test_every_document_oregon_asks_for_has_words_or_is_made_elsewhere() -> None:
    asked = {
        document.code
        for rule in packs()["us-or"].rules
        if isinstance(rule.demand, Documents)
        for document in rule.demand.documents
    }
    assert asked - set(papers()) == {
        *("agreed-dose-plan", "client-touch-consent", "disclosure-consent", "end-of-session-release"),
        *("medication-and-device-form", "others-present-consent"),
    }


def test_the_hash_is_of_the_words_in_their_language() -> None:
    paper = papers()["transportation-plan"]
    assert paper.key == "transportation-plan@1"
    assert paper.text_hash("en") != paper.text_hash("es")


def test_required_blanks_are_named() -> None:
    paper = papers()["transportation-plan"]
    assert [field.id for field in lacking(paper, {"how": "ride", "who": ""})] == ["who"]
    assert lacking(paper, {"how": "ride", "who": "a friend"}) == ()


def test_a_language_with_fewer_paragraphs_is_refused() -> None:
    data = _data()
    data["body"]["es"].pop()
    assert "different numbers of paragraphs" in _refused(data)


def test_an_unknown_place_to_sign_is_refused() -> None:
    assert "no place to sign" in _refused({**_data(), "signed_where": "fax"})


def _laid_over(folder: Path, **versions: int) -> Source:
    """The package with further files of the transportation plan, named and numbered as given."""
    (folder / "consents").mkdir()
    for name, version in versions.items():
        words = current().place(FILE).read_text(encoding="utf-8")
        text = words.replace("version: 1", f"version: {version}", 1)
        (folder / "consents" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Source(folder)


def test_two_files_of_one_version_are_refused(tmp_path: Path) -> None:
    with (
        reading_from(_laid_over(tmp_path, another=1)),
        pytest.raises(ContentFaultError, match="two files"),
    ):
        papers()


def test_the_higher_version_is_in_use(tmp_path: Path) -> None:
    with reading_from(_laid_over(tmp_path, a=2, zz=3, zzz=0)):
        assert papers()["transportation-plan"].version == 3
    assert papers()["transportation-plan"].version == 1
