import json
from pathlib import Path

import pytest

from cairn.content.readers.medicine import medicine_classes, medicine_dictionary
from cairn.domain.facts import UNKNOWN, Exposure
from cairn.domain.medicines.exposures import Statement, to_exposures
from cairn.domain.medicines.resolving import LONGEST_NAME, How, Resolved, Unresolved, resolve

KNOWN = medicine_dictionary()
AS_SENT = Path(__file__).with_name("as_referrals_write_them.json")


@pytest.mark.parametrize(
    ("typed", "ingredients"),
    [
        ("sertraline", ["sertraline"]),
        ("SERTRALINE 50 MG", ["sertraline"]),
        ("Zoloft 50mg once daily", ["sertraline"]),
        ("Zoloft (sertraline) 100 mg at night", ["sertraline"]),
        ("Effexor XR 37,5 mg", ["venlafaxine"]),
        ("lithium carbonate 300 mg b.i.d.", ["lithium"]),
        ("Metoprolol Succinate ER 50", ["metoprolol"]),
        ("calcium", ["calcium"]),
        ("atorvastatin calcium 20 mg", ["atorvastatin"]),
        ("calcium, magnesium and zinc", ["calcium", "magnesium", "zinc"]),
        ("St. John’s Wort", ["St John's wort"]),
        ("5-HTP 100 mg", ["5-HTP"]),
        ("vitamin D3 1000 IU", ["vitamin D"]),
        ("Symbyax 6/25", ["olanzapine", "fluoxetine"]),
        ("amoxicillin-clavulanate 875/125", ["amoxicillin", "clavulanate"]),
        ("sertraline + lamotrigine", ["sertraline", "lamotrigine"]),
        ("risperidone long-acting injection 25 mg every 2 weeks", ["risperidone long-acting"]),
        ("Sertralina 50 mg, una tableta al día", ["sertraline"]),
        ("carbonato de litio", ["lithium"]),
    ],
)
def test_a_name_means_its_ingredients_whatever_stands_beside_it(typed: str, ingredients: list[str]) -> None:
    meaning = resolve(typed, KNOWN)
    assert isinstance(meaning, Resolved)
    assert ([item.name for item in meaning.ingredients], meaning.how) == (ingredients, How.NAME)


@pytest.mark.parametrize("row", json.loads(AS_SENT.read_text(encoding="utf-8")), ids=lambda row: row["text"])
def test_what_referrals_send_is_recognised_by_its_words_and_by_its_code(row: dict[str, object]) -> None:
    by_words = resolve(str(row["text"]), KNOWN)
    assert isinstance(by_words, Resolved)
    assert [item.name for item in by_words.ingredients] == row["ingredients"]
    if row["rxnorm"] is not None:
        assert by_words.ingredients == KNOWN.by_code[str(row["rxnorm"])]


@pytest.mark.parametrize(
    ("typed", "unknown", "suggested"),
    [
        ("Zentrium 20 mg", ("zentrium",), "Centrum"),
        ("sertralin", ("sertralin",), "sertraline"),
        ("prosac", ("prosac",), "Prozac"),
        ("lithum 300", ("lithum",), "lithium"),
        ("Simvistatin 10 MG", ("simvistatin",), "simvastatin"),
        ("blue pill for sleep", ("blue", "sleep"), None),
        ("20 mg daily", ("20 mg daily",), None),
        ("", ("",), None),
        ("magic mushroms", ("magic mushroms",), "magic mushrooms"),
        ("x" * (LONGEST_NAME + 1), ("x" * LONGEST_NAME,), None),
        ("sertraline" + " daily" * LONGEST_NAME, None, None),
    ],
)
def test_a_name_nobody_knows_is_never_assumed_and_look_alikes_are_offered(
    typed: str, unknown: tuple[str, ...] | None, suggested: str | None
) -> None:
    meaning = resolve(typed, KNOWN)
    assert isinstance(meaning, Unresolved)
    assert unknown is None or meaning.unknown == unknown
    assert suggested is None or suggested in meaning.suggestions
    assert suggested is not None or meaning.suggestions == () or unknown == ("blue", "sleep")


def test_a_code_that_is_known_decides_and_the_words_may_add() -> None:
    meaning = resolve("fluoxetine with lithium and Zentrium", KNOWN, rxnorm="406022")
    assert isinstance(meaning, Resolved)
    assert ([item.name for item in meaning.ingredients], meaning.how) == (["fluoxetine", "lithium"], How.CODE)


@pytest.mark.parametrize("typed", ["RxNorm 857005", "rxnorm: 857005", " RXNORM857005 "])
def test_a_code_that_stands_alone_is_looked_up(typed: str) -> None:
    meaning = resolve(typed, KNOWN)
    assert isinstance(meaning, Resolved)
    assert ([item.name for item in meaning.ingredients], meaning.how) == (
        ["acetaminophen", "hydrocodone"],
        How.CODE,
    )


@pytest.mark.parametrize("typed", ["RxNorm 1", "857005", "RxNorm 857005 and more", "NDC 857005"])
def test_a_number_is_a_code_only_where_it_says_so_and_is_known(typed: str) -> None:
    assert isinstance(resolve(typed, KNOWN), Unresolved)


def test_an_unknown_code_leaves_it_to_the_words() -> None:
    assert isinstance(resolve("Zentrium", KNOWN, rxnorm="1"), Unresolved)
    assert isinstance(resolve("Zoloft", KNOWN, rxnorm="1"), Resolved)


def test_every_name_in_the_dictionary_is_recognised_as_itself() -> None:
    wrong = [name for name in KNOWN.shown.values() if not isinstance(resolve(name, KNOWN), Resolved)]
    assert wrong == []


def test_the_dictionary_is_large_enough_and_every_class_is_used() -> None:
    ingredients = {item.name: item for meant in KNOWN.by_words.values() for item in meant}
    used = frozenset().union(*(item.classes for item in ingredients.values()))
    assert len(ingredients) >= 1_300
    assert len(KNOWN.by_words) >= 4_000
    assert set(medicine_classes()) == used


@pytest.mark.parametrize(
    "typed",
    [
        "no medicines",
        "none",
        "nothing",
        "not taking lithium",
        "Not on sertraline any more",
        "never took Prozac",
        "I don't take Zoloft",
        "doesn’t take lithium",
        "denies MAOIs",
        "without sertraline",
        "allergic to penicillin",
        "sertraline, no lithium",
        "ninguno",
        "no tomo sertralina",
        "nunca litio",
    ],
)
@pytest.mark.parametrize("code", [None, "312938"])
def test_a_word_that_turns_the_meaning_round_leaves_the_whole_to_a_person(
    typed: str, code: str | None
) -> None:
    assert resolve(typed, KNOWN, code) == Unresolved(typed, (typed,))
    assert to_exposures([Statement(typed)], KNOWN, complete=True).items == (Exposure(typed, UNKNOWN),)


def test_a_name_may_hold_such_a_word() -> None:
    meaning = resolve("Tylenol No 3, two tablets", KNOWN)
    assert isinstance(meaning, Resolved)
    assert [item.name for item in meaning.ingredients] == ["acetaminophen", "codeine"]
