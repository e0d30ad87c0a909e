from copy import deepcopy
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, content_hash, list_yaml, load_yaml, parse_yaml
from cairn.content.readers.fact import LANGUAGES, declared_facts, read_facts, sections
from cairn.content.readers.screening import rule_set
from cairn.domain.dates import parse_period
from cairn.domain.screening.rule import Occasion

WORDS = {"en": "Words", "es": "Palabras"}
FACT: dict[str, Any] = {"type": "code", "values": ["no", "unsure"], "label": WORDS, "question": WORDS}


def file_with(**changes: object) -> dict[str, Any]:
    entry = {key: value for key, value in {**deepcopy(FACT), **changes}.items() if value != "gone"}
    return {"sections": {"body": WORDS}, "facts": {"a.fact": entry}}


def test_the_example_fact_can_be_read() -> None:
    fact = read_facts(file_with(unsure=["unsure"], section="body", help=WORDS, minimum=1))["a.fact"]
    assert (fact.unsure, fact.leaves_open("unsure"), fact.leaves_open("no"), fact.section) == (
        ("unsure",),
        True,
        False,
        "body",
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ({"facts": {}}, "'sections' is not a mapping."),
        ({"sections": {}}, "'facts' is not a mapping."),
        (file_with(lable=WORDS), "'lable' is not a key of a fact."),
        (file_with(section="mind"), "section 'mind' is not listed."),
        (file_with(asked_of="anyone"), "'anyone' cannot be asked."),
        (file_with(type="number"), "'number' is not a type."),
        (file_with(values=[False]), "'values' is not a list of codes."),
        (file_with(values="no"), "'values' is not a list of codes."),
        (file_with(unsure=["perhaps"]), "'perhaps' is not one of its values."),
        (file_with(question="gone"), "'question' is not a mapping."),
        (file_with(label={"en": "Words"}), "'label' has no words in 'es'."),
        (file_with(value_labels=[]), "'value_labels' is not a mapping."),
        (file_with(lasts="PT12H"), "lasts: 'PT12H' is not a number of whole days."),
        (file_with(lasts="P0D"), "lasts: 'P0D' is not a number of whole days."),
        (
            file_with(lasts="a day"),
            "lasts: 'a day' is not a period. Write one as ISO 8601, such as P30D, P12M or PT24H.",
        ),
    ],
)
def test_a_fact_that_cannot_be_used_is_refused(data: dict[str, Any], what: str) -> None:
    with pytest.raises(ContentFaultError) as refused:
        read_facts(data)
    assert (refused.value.file, refused.value.what) == ("facts.yaml", what)


def test_what_lasts_a_day_is_asked_by_the_rules_of_the_day_alone_and_every_other_fact_lasts() -> None:
    of_one_day = {fact.id for fact in declared_facts().values() if fact.lasts is not None}
    asked = rule_set().fact_names
    assert of_one_day == set(asked[Occasion.DOSE_DAY]) - set(asked[Occasion.SCREENING]) - {
        "eating.disorder_active",
        "lab.electrolytes_on",
    }
    assert {declared_facts()[fact].lasts for fact in of_one_day} == {parse_period("P1D")}


def test_every_code_a_client_may_choose_has_words_in_both_languages() -> None:
    silent = [
        (fact.id, code)
        for fact in declared_facts().values()
        if fact.section is not None
        for code in fact.values
        if set(fact.value_labels.get(code, {})) != set(LANGUAGES)
    ]
    assert silent == []


def test_every_fact_of_a_section_stands_in_a_section_that_has_a_title() -> None:
    assert {f.section for f in declared_facts().values() if f.section} == set(sections())


def test_yaml_that_cannot_be_read_is_refused_with_its_place() -> None:
    with pytest.raises(ContentFaultError, match="is not readable YAML"):
        parse_yaml("a: [", "a.yaml")
    with pytest.raises(ContentFaultError, match="the key 'a' stands twice"):
        parse_yaml("a: 1\na: 2", "a.yaml")
    with pytest.raises(ContentFaultError, match="is not a mapping"):
        parse_yaml("- a", "a.yaml")
    assert parse_yaml("a: {b: 1}", "a.yaml") == {"a": {"b": 1}}


def test_content_is_read_from_the_package_and_named_by_its_hash() -> None:
    paths = list(list_yaml("screening/profiles"))
    assert paths == sorted(paths)
    assert [f"screening/profiles/{load_yaml(path)['id']}.yaml" for path in paths] == paths
    assert len({content_hash(path) for path in paths}) == len(paths)


def test_only_the_yaml_files_of_a_folder_are_listed() -> None:
    assert list(list_yaml("screening")) == ["screening/set.yaml", "screening/sources.yaml"]
