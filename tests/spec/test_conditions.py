"""What a condition answers, and why. The tables are the specification."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest

from cairn.domain.comparisons import Answer
from cairn.domain.conditions import ConditionFaultError, evaluate, named_facts, parse
from cairn.domain.dates import ApproximateDate, parse_period
from cairn.domain.facts import (
    UNKNOWN,
    Codes,
    Exposure,
    Exposures,
    FactDeclaration,
    Facts,
    FactType,
    FactValue,
)

YES, NO, OPEN = Answer.YES, Answer.NO, Answer.UNKNOWN
ON = datetime(2026, 12, 1, 12, tzinfo=UTC)
KINDS = {
    "a": FactType.BOOL,
    "b": FactType.BOOL,
    "pressure": FactType.DECIMAL,
    "count": FactType.INTEGER,
    "seizure": FactType.CODE,
    "signs": FactType.CODES,
    "attempt": FactType.DATE,
    "born": FactType.DATE,
    "finished": FactType.INSTANT,
    "starts": FactType.INSTANT,
    "medicines": FactType.EXPOSURES,
    "said": FactType.TEXT,
}
VALUES = {"seizure": ("none", "febrile", "other", "unsure"), "signs": ("faint", "chest-pain")}
DECLARED = MappingProxyType(
    {
        name: FactDeclaration(
            id=name,
            type=kind,
            question={"en": f"{name}?"},
            label={"en": name},
            values=VALUES.get(name, ()),
            unsure=("unsure",) if name == "seizure" else (),
        )
        for name, kind in KINDS.items()
    }
)


def answer(condition: object, on: date | datetime = ON, **known: FactValue) -> Answer:
    return evaluate(parse(condition, DECLARED), Facts(DECLARED, known), on).answer


def said(fact: str, op: str, value: object = None, **more: object) -> dict[str, object]:
    return {"fact": fact, "op": op, **({} if value is None else {"value": value}), **more}


A, B = said("a", "eq", value=True), said("b", "eq", value=True)
KNOWN: dict[Answer, FactValue] = {YES: True, NO: False, OPEN: UNKNOWN}


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, OPEN, OPEN, YES),
        (NO, YES, NO, YES),
        (NO, NO, NO, NO),
        (NO, OPEN, NO, OPEN),
        (OPEN, YES, OPEN, YES),
        (OPEN, NO, NO, OPEN),
        (OPEN, OPEN, OPEN, OPEN),
    ],
)
def test_all_and_any_keep_what_is_unknown_unknown(a: Answer, b: Answer, both: Answer, either: Answer) -> None:
    assert answer({"all": [A, B]}, a=KNOWN[a], b=KNOWN[b]) is both
    assert answer({"any": [A, B]}, a=KNOWN[a], b=KNOWN[b]) is either


@pytest.mark.parametrize(("a", "opposite"), [(YES, NO), (NO, YES), (OPEN, OPEN)])
def test_not_turns_yes_and_no_round_and_leaves_unknown(a: Answer, opposite: Answer) -> None:
    assert answer({"not": A}, a=KNOWN[a]) is opposite


@pytest.mark.parametrize(("value", "missing"), [(UNKNOWN, YES), (False, NO), (True, NO)])
def test_missing_asks_whether_anybody_said(value: FactValue, missing: Answer) -> None:
    assert answer(said("a", "missing"), a=value) is missing


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        ("lt", YES, NO, NO),
        ("le", YES, YES, NO),
        ("eq", NO, YES, NO),
        ("ne", YES, NO, YES),
        ("ge", NO, YES, YES),
        ("gt", NO, NO, YES),
    ],
)
def test_a_number_is_compared_exactly_at_its_border(
    op: str, below: Answer, at: Answer, above: Answer
) -> None:
    values = [Decimal("139.9"), Decimal(140), Decimal("140.1")]
    assert [answer(said("pressure", op, 140), pressure=value) for value in values] == [below, at, above]
    assert [answer(said("count", op, 140), count=value) for value in (139, 140, 141)] == [below, at, above]
    assert answer(said("pressure", op, 140)) is OPEN


@pytest.mark.parametrize(
    ("op", "value", "known", "expected"),
    [
        ("eq", "other", "other", YES),
        ("eq", "other", "none", NO),
        ("in", ["febrile", "other"], "other", YES),
        ("in", ["febrile", "other"], "none", NO),
        ("not_in", ["none"], "other", YES),
        ("not_in", ["none"], "none", NO),
        ("in", ["febrile", "other"], "unsure", OPEN),
        ("not_in", ["none"], "unsure", OPEN),
        ("eq", "other", UNKNOWN, OPEN),
    ],
)
def test_a_code_that_says_i_do_not_know_is_unknown(
    op: str, value: object, known: FactValue, expected: Answer
) -> None:
    assert answer(said("seizure", op, value), seizure=known) is expected


@pytest.mark.parametrize(
    ("known", "faint", "either", "some"),
    [
        (Codes(frozenset({"faint"}), complete=False), YES, YES, YES),
        (Codes(frozenset({"chest-pain"}), complete=False), OPEN, YES, YES),
        (Codes(frozenset({"chest-pain"}), complete=True), NO, YES, YES),
        (Codes(frozenset(), complete=False), OPEN, OPEN, OPEN),
        (Codes(frozenset(), complete=True), NO, NO, NO),
        (UNKNOWN, OPEN, OPEN, OPEN),
    ],
)
def test_only_a_complete_set_can_say_that_something_is_absent(
    known: FactValue, faint: Answer, either: Answer, some: Answer
) -> None:
    assert answer(said("signs", "contains", "faint"), signs=known) is faint
    assert answer(said("signs", "intersects", ["faint", "chest-pain"]), signs=known) is either
    assert answer(said("signs", "not_empty"), signs=known) is some


@pytest.mark.parametrize(
    ("attempt", "within_a_year"),
    [
        (date(2025, 11, 30), NO),
        (date(2025, 12, 1), YES),
        (date(2026, 12, 1), YES),
        (date(2026, 12, 2), OPEN),
        (ApproximateDate(date(2026, 1, 1), date(2026, 12, 31)), YES),
        (ApproximateDate(date(2027, 1, 1), date(2027, 12, 31)), OPEN),
        (ApproximateDate(date(2025, 1, 1), date(2025, 12, 31)), OPEN),
        (ApproximateDate(date(2024, 1, 1), date(2024, 12, 31)), NO),
        (UNKNOWN, OPEN),
    ],
)
def test_a_window_ends_at_the_moment_of_asking_and_what_lies_after_it_says_nothing(
    attempt: FactValue, within_a_year: Answer
) -> None:
    assert answer(said("attempt", "within_last", "P12M"), attempt=attempt) is within_a_year


def test_a_window_can_end_at_a_moment_the_record_holds() -> None:
    within = said("attempt", "within_last", "P30D", ref="finished")
    days = {"attempt": date(2026, 6, 10), "finished": datetime(2026, 7, 1, tzinfo=UTC)}
    assert answer(within) is OPEN
    assert answer(within, **days) is YES
    assert answer(within, attempt=days["attempt"]) is OPEN
    assert evaluate(parse(within, DECLARED), Facts(DECLARED, {"attempt": date(2026, 6, 10)}), ON).missing == (
        "finished",
    )


@pytest.mark.parametrize(
    ("born", "adult"),
    [
        (date(2005, 12, 1), YES),
        (date(2005, 12, 2), NO),
        (ApproximateDate(date(2005, 1, 1), date(2005, 12, 31)), OPEN),
        (ApproximateDate(date(2004, 1, 1), date(2004, 12, 31)), YES),
        (ApproximateDate(date(2006, 1, 1), date(2006, 12, 31)), NO),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: FactValue, adult: Answer) -> None:
    assert answer(said("born", "age_at_least", 21), born=born) is adult


@pytest.mark.parametrize(
    ("hours_before", "ready"), [(23, NO), (24, YES), (24 * 30, YES), (24 * 90, YES), (24 * 90 + 1, NO)]
)
def test_a_session_must_lie_between_two_distances_before_another(hours_before: int, ready: Answer) -> None:
    starts = datetime(2026, 12, 1, 9, tzinfo=UTC)
    finished = datetime.fromtimestamp(starts.timestamp() - hours_before * 3600, tz=UTC)
    between = said("finished", "between_before", ref="starts", min="PT24H", max="P90D")
    assert answer(between, finished=finished, starts=starts) is ready


def test_one_distance_is_enough_and_a_bare_day_is_not_exact_enough_for_hours() -> None:
    finished = datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert answer(said("finished", "between_before", min="PT24H"), finished=finished) is YES
    assert answer(said("finished", "between_before", max="PT24H"), finished=finished) is NO
    assert (
        answer(said("finished", "between_before", min="PT24H"), date(2026, 12, 1), finished=finished) is OPEN
    )


def taking(classes: set[str] | None, last: object = "ongoing") -> Exposure:
    known = UNKNOWN if classes is None else frozenset(classes)
    return Exposure("something", known, last)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("items", "complete", "present", "taken"),
    [
        ([], True, NO, NO),
        ([], False, OPEN, OPEN),
        ([taking({"lithium"})], False, YES, YES),
        ([taking({"ssri"})], True, NO, NO),
        ([taking({"ssri"})], False, OPEN, OPEN),
        ([taking(None)], True, OPEN, OPEN),
        ([taking({"lithium"}, date(2026, 11, 20))], True, YES, YES),
        ([taking({"lithium"}, date(2026, 1, 1))], True, YES, NO),
        ([taking({"lithium"}, UNKNOWN)], True, YES, OPEN),
        ([taking({"lithium"}, ApproximateDate(date(2026, 1, 1), date(2026, 12, 31)))], True, YES, OPEN),
        ([taking(None, date(2026, 1, 1))], True, OPEN, NO),
    ],
)
def test_a_name_nobody_recognised_and_a_list_nobody_closed_leave_a_class_open(
    items: list[Exposure], complete: bool, present: Answer, taken: Answer
) -> None:
    medicines = Exposures(tuple(items), complete)
    within = {"class": "lithium", "period": "P30D"}
    assert answer(said("medicines", "class_present", "lithium"), medicines=medicines) is present
    assert answer(said("medicines", "class_taken_within", within), medicines=medicines) is taken


@pytest.mark.parametrize(
    ("count", "complete", "expected"), [(2, False, YES), (1, True, NO), (1, False, OPEN), (0, True, NO)]
)
def test_two_medicines_of_a_class_are_counted(count: int, complete: bool, expected: Answer) -> None:
    medicines = Exposures((taking({"ssri"}),) * count, complete)
    within = {"class": ["ssri", "snri"], "period": "P30D", "at_least": 2}
    assert answer(said("medicines", "class_taken_within", within), medicines=medicines) is expected


@pytest.mark.parametrize(("exact", "expected"), [(False, YES), (True, NO)])
def test_what_stays_longer_in_the_body_counts_longer_unless_a_period_is_exact(
    *, exact: bool, expected: Answer
) -> None:
    stays = Exposure("fluoxetine", frozenset({"ssri"}), date(2026, 11, 8), lingers=parse_period("P35D"))
    within = {"class": "ssri", "period": "P14D", "exact": exact}
    medicines = Exposures((stays,), complete=True)
    assert answer(said("medicines", "class_taken_within", within), medicines=medicines) is expected


def test_the_answer_names_the_facts_that_gave_it() -> None:
    told = evaluate(parse({"any": [A, {"not": B}]}, DECLARED), Facts(DECLARED, {"a": False, "b": False}), ON)
    assert (told.answer, told.decided_by, told.missing) == (YES, ("b",), ())


def test_an_open_answer_names_the_facts_that_could_still_settle_it_and_no_others() -> None:
    condition = parse({"all": [A, {"any": [B, said("seizure", "eq", "other")]}]}, DECLARED)
    told = evaluate(condition, Facts(DECLARED, {"b": False}), ON)
    assert (told.answer, told.missing, told.decided_by) == (OPEN, ("a", "seizure"), ())
    assert told.next_to_ask == ("a",)
    settled = evaluate(condition, Facts(DECLARED, {"a": False}), ON)
    assert (settled.answer, settled.missing, settled.next_to_ask) == (NO, (), ())


def test_the_trace_is_the_condition_with_what_was_seen() -> None:
    trace = evaluate(parse({"not": {"all": [A]}}, DECLARED), Facts(DECLARED, {"a": True}), ON).trace
    inner = trace.parts[0]
    test = inner.parts[0]
    assert (trace.said, trace.answer) == ("not", NO)
    assert (inner.said, inner.answer) == ("all", YES)
    assert (test.said, test.fact, test.value, test.answer) == ("eq", "a", True, YES)


def test_a_condition_names_its_facts_once_and_in_order() -> None:
    within = said("attempt", "within_last", "P30D", ref="finished")
    assert named_facts(parse({"all": [B, {"not": A}, within, B]}, DECLARED)) == (
        "b",
        "a",
        "attempt",
        "finished",
    )


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ("a", "condition: expected all, any, not or {fact, op, value}, got str."),
        ({"all": []}, ".all: needs a list of at least one condition."),
        ({"any": [A], "not": A}, "condition: 'not' means nothing here."),
        ({"not": A, "value": 1}, "condition: 'value' means nothing here."),
        ({"all": [said("nobody", "eq", 1)]}, ".all[0]: the fact 'nobody' is not declared."),
        (said("attempt", "within_last", "P1D", ref="a"), "condition: 'a' is not a moment."),
        (said("a", "missing", value=True), "condition: 'value' means nothing here."),
        (said("a", "lt", 3), "condition: 'lt' does not fit 'a', which is bool."),
        (said("attempt", "within_last", "a year"), "'a year' is not a period"),
        (said("pressure", "lt", "high"), "'high' is not a number."),
        (said("pressure", "lt", value=True), "'True' is not a number."),
        (said("seizure", "in", "none"), "'none' is not a list of codes."),
        (said("signs", "contains", 3), "'3' is not a code."),
        (said("seizure", "eq", "othr"), "'othr' is no value of 'seizure': none, febrile, other, unsure."),
        (said("seizure", "in", ["none", "othr"]), "'othr' is no value of 'seizure'"),
        (said("signs", "contains", "fait"), "'fait' is no value of 'signs'"),
        (said("a", "eq", "yes"), "'yes' is no value of 'a'."),
        (said("a", "eq", 1), "'1' is no value of 'a'."),
        (said("pressure", "eq", value=True), "'True' is no value of 'pressure'."),
        (said("said", "eq", 3), "'3' is no value of 'said'."),
        (said("signs", "not_empty", "faint"), "this comparison takes no value."),
        (said("medicines", "class_taken_within", "ssri"), "write {class: …, period: P30D}"),
        (
            said("medicines", "class_taken_within", {"class": "ssri", "period": "P1D", "at_least": 0}),
            "at_least",
        ),
        (
            said("medicines", "class_taken_within", {"class": "ssri", "period": "P1D", "exact": "yes"}),
            "exact is true or false",
        ),
        (said("finished", "between_before", min="soon"), "'soon' is not a period"),
    ],
)
def test_a_condition_that_cannot_mean_anything_is_refused_when_it_is_read(node: object, words: str) -> None:
    with pytest.raises(ConditionFaultError) as refused:
        parse(node, DECLARED)
    assert words in str(refused.value)


def test_an_unknown_operator_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConditionFaultError, match="'like' is not a comparison: missing, eq, ne"):
        parse(said("a", "like", 1), DECLARED)
