from datetime import date, timedelta

import pytest

from cairn.content.readers.medicine import medicine_dictionary
from cairn.content.readers.screening import interactions
from cairn.domain.citations import Citation
from cairn.domain.dates import ApproximateDate, Period
from cairn.domain.facts import UNKNOWN
from cairn.domain.medicines.attributes import Attributes, HalfLife, Washout
from cairn.domain.medicines.dictionary import Ingredient
from cairn.domain.medicines.exposures import Statement, to_exposures
from cairn.domain.medicines.windows import LastTaken, Lies, five_half_lives, lingering, window_after
from cairn.domain.vocabulary import Grade

ON = date(2026, 11, 28)
ROWS = {row.id: row for row in interactions()}
KNOWN = medicine_dictionary()


def ingredient(name: str) -> Ingredient:
    return KNOWN.by_words[(name,)][0]


def days_ago(days: int) -> date:
    return ON - timedelta(days=days)


@pytest.mark.parametrize(
    ("name", "row", "last_taken", "lies"),
    [
        # the row's own window
        ("lithium", "DDI-01", days_ago(30), Lies.INSIDE),
        ("lithium", "DDI-01", days_ago(31), Lies.PAST),
        ("phenelzine", "DDI-04", days_ago(14), Lies.INSIDE),
        ("phenelzine", "DDI-04", days_ago(15), Lies.PAST),
        ("sertraline", "DDI-06", date(2026, 8, 28), Lies.INSIDE),
        ("sertraline", "DDI-06", date(2026, 8, 27), Lies.PAST),
        # fluoxetine: six weeks in the chart, five in the trial; the longer governs
        ("fluoxetine", "DDI-09", days_ago(36), Lies.INSIDE),
        ("fluoxetine", "DDI-09", days_ago(42), Lies.INSIDE),
        ("fluoxetine", "DDI-09", days_ago(43), Lies.PAST),
        # five half-lives are longer than the row's window
        ("aripiprazole", "DDI-15", days_ago(31), Lies.INSIDE),
        ("aripiprazole", "DDI-15", days_ago(32), Lies.PAST),
        ("diazepam", "DDI-19", days_ago(21), Lies.INSIDE),
        ("diazepam", "DDI-19", days_ago(22), Lies.PAST),
        # five half-lives are shorter: they do not shorten it
        ("quetiapine", "DDI-15", days_ago(14), Lies.INSIDE),
        ("zolpidem", "DDI-19", days_ago(14), Lies.INSIDE),
        ("moclobemide", "DDI-05", days_ago(14), Lies.INSIDE),
        # said otherwise
        ("sertraline", "DDI-06", "ongoing", Lies.INSIDE),
        ("sertraline", "DDI-06", UNKNOWN, Lies.UNKNOWN),
        ("phenelzine", "DDI-04", ApproximateDate(date(2025, 1, 1), date(2025, 12, 31)), Lies.PAST),
        ("phenelzine", "DDI-04", ApproximateDate(date(2026, 11, 1), date(2026, 11, 28)), Lies.UNKNOWN),
        ("phenelzine", "DDI-04", ApproximateDate(date(2026, 11, 15), date(2026, 11, 28)), Lies.INSIDE),
        ("phenelzine", "DDI-04", date(2027, 1, 1), Lies.UNKNOWN),
        # no window
        ("lamotrigine", "DDI-02", days_ago(3_000), Lies.INSIDE),
    ],
)
def test_where_a_day_lies_after_the_last_dose(name: str, row: str, last_taken: LastTaken, lies: Lies) -> None:
    assert window_after(ingredient(name), ROWS[row], last_taken, ON).lies is lies


def test_every_length_of_time_is_shown_the_longest_first_with_its_grade() -> None:
    state = window_after(ingredient("fluoxetine"), ROWS["DDI-09"], date(2026, 10, 20), ON)
    assert [(b.period.text, b.lies, b.ends, b.citation.grade) for b in state.bounds] == [
        ("P42D", Lies.INSIDE, date(2026, 12, 1), Grade.A),
        ("P42D", Lies.INSIDE, date(2026, 12, 1), Grade.A),
        ("P35D", Lies.PAST, date(2026, 11, 24), Grade.A),
    ]
    aripiprazole = window_after(ingredient("aripiprazole"), ROWS["DDI-15"], "ongoing", ON)
    assert [(b.period.text, b.ends, b.citation.grade) for b in aripiprazole.bounds] == [
        ("P31D", None, Grade.C),
        ("P14D", None, Grade.A),
    ]


@pytest.mark.parametrize(
    ("last_taken", "words"),
    [
        ("ongoing", "Taken at present."),
        (UNKNOWN, "When it was last taken is not known, so the window is not assessed."),
        (date(2026, 11, 20), "Inside the window, up to and including 2026-12-04."),
        (date(2026, 11, 1), "Past the window, which ended with 2026-11-15."),
        (
            ApproximateDate(date(2026, 11, 1), date(2026, 11, 30)),
            "The day last taken is too vague to say. At the latest up to 2026-12-12.",
        ),
        (date(2027, 1, 1), "The day last taken lies after 2026-11-28, so it says nothing."),
    ],
)
def test_the_words_say_where_the_day_lies_and_why(last_taken: LastTaken, words: str) -> None:
    state = window_after(ingredient("phenelzine"), ROWS["DDI-04"], last_taken, ON)
    assert state.words == f"{words} {ROWS['DDI-04'].window_words}"


def test_a_row_without_a_window_counts_any_mention() -> None:
    state = window_after(ingredient("lamotrigine"), ROWS["DDI-02"], UNKNOWN, ON)
    assert (state.words, state.bounds) == (
        "There is no window: any mention on the list counts. Any mention on the list.",
        (),
    )


def test_a_window_of_months_ends_with_the_last_day_the_rule_still_counts() -> None:
    state = window_after(ingredient("sertraline"), ROWS["DDI-06"], date(2026, 2, 28), date(2026, 5, 31))
    assert (state.lies, state.bounds[0].ends) == (Lies.INSIDE, date(2026, 5, 31))


def test_a_window_that_was_verified_less_than_its_row_says_so() -> None:
    grades = {row.id: (row.citation.grade, row.window_citation.grade) for row in ROWS.values()}
    assert grades["DDI-04"] == (Grade.A, Grade.C)
    assert grades["DDI-01"] == (Grade.A, Grade.A)


FROM_MEMORY = Citation("from memory", Grade.C)


def test_five_half_lives_are_whole_days_of_the_longest() -> None:
    assert five_half_lives(HalfLife(3, 5, "", FROM_MEMORY)).exact == timedelta(days=2)
    assert five_half_lives(HalfLife(24, 24, "", FROM_MEMORY)).exact == timedelta(days=5)
    fixed = Ingredient(
        "x", frozenset({"ssri"}), attributes=Attributes(half_life=HalfLife(4, 4, "", FROM_MEMORY))
    )
    words = window_after(fixed, ROWS["DDI-06"], UNKNOWN, ON).bounds[-1].words
    assert words == "Five half-lives of 4 hours: a convention, not verified; it only lengthens."


def test_what_stays_longest_counts_for_a_product_with_several_ingredients() -> None:
    week = Washout(Period(exact=timedelta(days=7), text="P7D"), "a week", FROM_MEMORY)
    one = Ingredient(
        "one", frozenset({"a"}), attributes=Attributes(half_life=HalfLife(1, 24, "", FROM_MEMORY))
    )
    other = Ingredient("other", frozenset({"b"}), attributes=Attributes(washouts=(week,)))
    neither = Ingredient("neither", frozenset({"c"}))
    assert lingering((one, other, neither)) == week.period
    assert lingering((neither,)) is None


def test_screening_is_told_how_long_a_medicine_stays() -> None:
    said = (Statement("Abilify 10 mg"), Statement("Prozac"), Statement("Zentrium"))
    stays = [item.lingers for item in to_exposures(said, KNOWN, complete=True).items]
    assert [period.text if period else None for period in stays] == ["P31D", "P42D", None]
