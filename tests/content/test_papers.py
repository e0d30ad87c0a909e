"""The words a person signs: whole in both languages, and faults that say what to mend."""

import copy
from pathlib import Path
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.readers.paper import papers, papers_for, read_paper
from cairn.content.readers.regime import packs
from cairn.content.source import Source, current, reading_from
from cairn.domain.protocols.papers import Blank, Dated, Form, Moment, Signer, lacking
from cairn.domain.regimes.demands import Documents

FILE = "consents/transportation-plan_v1.yaml"


def _data() -> dict[str, Any]:
    return copy.deepcopy(load_yaml(FILE))


def _refused(data: dict[str, Any]) -> str:
    with pytest.raises(ContentFaultError) as fault:
        read_paper(data, FILE)
    return str(fault.value)


@pytest.mark.parametrize("regime", packs())
def test_every_document_a_place_asks_for_has_words_or_is_made_elsewhere(regime: str) -> None:
    asked = {
        document.code
        for rule in packs()[regime].rules
        if isinstance(rule.demand, Documents)
        for document in rule.demand.documents + rule.demand.any_of
    }
    assert asked - set(papers_for(regime)) == ({"agreed-dose-plan"} if regime == "us-or" else set())


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


def test_a_place_sees_its_own_papers_and_those_of_everywhere() -> None:
    oregon, colorado = set(papers_for("us-or")), set(papers_for("us-co"))
    assert oregon & colorado == {"others-present-consent"}
    assert set(papers_for("au")).isdisjoint(oregon | colorado)
    assert all(paper.regimes and set(paper.regimes) <= set(packs()) for paper in papers().values())
    everywhere = read_paper({key: value for key, value in _data().items() if key != "regimes"}, FILE)
    assert everywhere.is_used_in("anywhere")


def test_the_form_set_of_oregon_names_form_signers_moment_and_dates() -> None:
    form = papers_for("us-or")["client-information-form"]
    assert (form.version, form.signed_where, form.form) == (
        2,
        "paper",
        Form("OHA client information form", "Oregon Health Authority", substitute=False),
    )
    assert (form.signed_by, form.signed_when, form.dated) == (
        (Signer.PERSON, Signer.FACILITATOR),
        Moment.BEFORE_PREPARATION,
        (Dated.SIGNING,),
    )
    parts = ("agreed-dose-form", "end-of-session-release", "product-and-waste-record")
    assert [papers_for("us-or")[code].signed_when for code in parts] == [
        Moment.BEFORE_ADMINISTRATION,
        Moment.RELEASE,
        Moment.AFTER_ADMINISTRATION,
    ]
    five = [each.id for each in papers_for("us-or")["disclosure-consent"].fields if each.required]
    assert five == ["edition", "kept", "data", "recipient", "purpose", "signed_on", "expires"]


def test_the_forms_of_colorado_that_bear_the_day_and_what_they_stand_for() -> None:
    colorado = papers_for("us-co").values()
    numbered = {paper.form.id for paper in colorado if paper.form is not None}
    assert numbered >= {f"CO-{number}" for number in range(1, 12)}
    assert {paper.code for paper in colorado if Dated.ADMINISTRATION_DAY in paper.dated} == {
        "co-form-1-attestation-of-the-day",
        "co-form-4-touch-contract",
        "co-form-5-transportation-plan",
        "co-form-11-observers",
    }
    assert [paper.code for paper in colorado if Dated.TIME in paper.dated] == ["co-form-4-touch-contract"]
    assert {paper.stands_for: paper.code for paper in colorado if paper.stands_for} == {
        "informed-consent": "co-form-2-informed-consent",
        "safety-and-support-plan": "co-form-3-safety-plan",
        "supportive-touch-consent": "co-form-4-touch-contract",
        "transportation-plan": "co-form-5-transportation-plan",
        "state-data-choice": "co-form-7-data-choice",
    }


def test_an_authoritys_form_that_nothing_replaces_is_signed_on_paper() -> None:
    form = {"id": "X", "publisher": "the authority", "substitute": False}
    assert "signed in the portal" in _refused({**_data(), "form": form})
    assert read_paper({**_data(), "form": {"id": "X", "publisher": "it"}}, FILE).form == Form("X", "it", None)


def test_a_signer_a_moment_or_a_date_that_is_none_is_refused() -> None:
    assert "'nurse' is not one of the codes of 'signed_by'" in _refused({**_data(), "signed_by": ["nurse"]})
    assert "'signed_when' is not one of its codes" in _refused({**_data(), "signed_when": "soon"})
    assert "'noon' is not one of the codes of 'dated'" in _refused({**_data(), "dated": ["noon"]})


def test_the_codes_of_papers_match_what_rules_ask_signatures_of() -> None:
    [states, signed] = [
        each for each in papers_for("us-co")["session-disclosure-form"].fields if each.blank is Blank.CHOICES
    ]
    assert len(states.options) == 5
    rule = packs()["us-co"].rule("CO-FORM-01")
    assert isinstance(rule.demand, Documents)
    asked = [signature.by.replace(" ", "-") for signature in rule.demand.documents[0].signatures]
    assert list(signed.options) == asked
