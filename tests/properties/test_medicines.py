"""Laws of reading medicine names that hold for any text."""

from hypothesis import given
from hypothesis import strategies as st

from cairn.content.readers.medicine import medicine_dictionary
from cairn.domain.facts import Unknown
from cairn.domain.medicines.exposures import Statement, to_exposures
from cairn.domain.medicines.resolving import Resolved, Unresolved, resolve
from cairn.domain.medicines.wording import words_of

KNOWN = medicine_dictionary()
NAMES = st.sampled_from([name for words, name in KNOWN.shown.items() if words not in KNOWN.wording.salts])
BESIDE = st.lists(
    st.one_of(
        st.sampled_from(
            ["50 mg", "25MG", "daily", "at night", "/", ",", "ER", "(", ")", "hydrochloride", "1.5 MG/ML"]
        ),
        st.text(st.characters(categories=["L"]), min_size=1, max_size=12).filter(
            lambda word: not KNOWN.wording.negations.intersection(words_of(word))
        ),
    ),
    max_size=4,
).map(" ".join)


@given(st.text(max_size=600))
def test_any_text_is_recognised_or_left_open_and_never_lost(typed: str) -> None:
    meaning = resolve(typed, KNOWN)
    assert isinstance(meaning, Resolved | Unresolved)
    assert to_exposures([Statement(typed)], KNOWN, complete=True).items
    if isinstance(meaning, Unresolved):
        assert meaning.unknown
        assert set(meaning.suggestions) <= set(KNOWN.shown.values())


@given(BESIDE, NAMES, BESIDE)
def test_a_known_name_keeps_its_classes_whatever_stands_beside_it(before: str, name: str, after: str) -> None:
    alone = resolve(name, KNOWN)
    assert isinstance(alone, Resolved)
    items = to_exposures([Statement(f"{before} {name} {after}")], KNOWN, complete=True).items
    found: set[str] = set().union(*(item.classes for item in items if not isinstance(item.classes, Unknown)))
    assert alone.classes <= found


@given(BESIDE, NAMES, BESIDE, st.sampled_from(sorted(KNOWN.wording.negations)))
def test_a_word_that_turns_the_meaning_round_never_leaves_a_medicine_nor_nothing(
    before: str, name: str, after: str, negation: str
) -> None:
    typed = f"{before} / {negation} / {name} {after}"
    assert resolve(typed, KNOWN) == Unresolved(typed, (typed.strip(),))
    (item,) = to_exposures([Statement(typed)], KNOWN, complete=True).items
    assert isinstance(item.classes, Unknown)


@given(NAMES, st.text(st.characters(categories=["L"]), min_size=8, max_size=14))
def test_a_word_that_means_nothing_keeps_the_whole_open(name: str, word: str) -> None:
    if (
        isinstance(resolve(word, KNOWN), Unresolved)
        and word.casefold() not in KNOWN.wording.filler | KNOWN.wording.salts | KNOWN.wording.joining
    ):
        items = to_exposures([Statement(f"{name} / {word}")], KNOWN, complete=True).items
        assert any(isinstance(item.classes, Unknown) for item in items)
