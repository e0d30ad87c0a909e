"""The scores of an instrument file: sums, algorithms, and the codes they are sent under."""

from collections.abc import Iterable
from decimal import Decimal

from cairn.content.readers.fields import Fields
from cairn.domain.instruments.coding import Coding, has_loinc_check_digit
from cairn.domain.instruments.definition import Item
from cairn.domain.instruments.rules import (
    Algorithm,
    Endorsement,
    Outcome,
    ScoreRule,
    Sum,
    SymptomCount,
)
from cairn.domain.vocabulary import Grade


def read_coding(fields: Fields, also: Iterable[str] = ()) -> Coding:
    """A LOINC code whose check digit is right; `also` names keys of the same entry that others read."""
    code = fields.text("loinc")
    if not has_loinc_check_digit(code):
        fields.fault(f"'{code}' is no LOINC code: its check digit is wrong.", "Compare it with the source.")
    coding = Coding(code, fields.code("grade", Grade))
    if not also:
        fields.close()
    return coding


def read_score(top: Fields, row: object, items: tuple[Item, ...]) -> ScoreRule:
    """One score; its items must exist, and the range of a sum must be what its items can give."""
    fields = Fields(top.file, f"{top.entry}, score", row)
    score = fields.text("id")
    fields.entry = f"{fields.entry} {score}"
    if fields.has("sum") == fields.has("algorithm"):
        fields.fault("it must be either a 'sum' or an 'algorithm'.", "Write exactly one of them.")
    by_number = {item.number: item for item in items}
    rule = ScoreRule(
        id=score,
        variant=fields.text("variant"),
        title=fields.wording("title"),
        how=_sum(fields, by_number)
        if fields.has("sum")
        else _algorithm(fields.inner("algorithm"), by_number),
        citation=fields.citation("source"),
        code=read_coding(fields.inner("code")) if fields.has("code") else None,
    )
    fields.close()
    return rule


def _sum(fields: Fields, items: dict[str, Item]) -> Sum:
    numbers = fields.texts("sum")
    _must_exist(fields, numbers, items)
    if len(set(numbers)) != len(numbers):
        fields.fault("an item is added twice.", "List each item once.")
    lowest = sum(items[number].values[0] for number in numbers)
    highest = sum(items[number].values[-1] for number in numbers)
    if fields.rows("range") != [lowest, highest]:
        fields.fault(
            f"the range is not what its items give ({lowest} to {highest}).", "Mend the range or the items."
        )
    return Sum(numbers, Decimal(lowest), Decimal(highest))


def _algorithm(fields: Fields, items: dict[str, Item]) -> Algorithm:
    rows = [Fields(fields.file, f"{fields.entry} outcome", row) for row in fields.rows("outcomes")]
    outcomes = tuple(_outcome(row, items) for row in rows)
    otherwise = fields.inner("otherwise")
    last = Outcome(otherwise.text("id"), otherwise.wording("title"), ())
    otherwise.close()
    fields.close()
    ids = [outcome.id for outcome in (*outcomes, last)]
    if len(set(ids)) != len(ids) or not outcomes:
        fields.fault("its outcomes are not told apart.", "Give at least one outcome, each its own id.")
    return Algorithm(outcomes, last)


def _outcome(fields: Fields, items: dict[str, Item]) -> Outcome:
    rows = [Fields(fields.file, fields.entry, row) for row in fields.rows("all")]
    counts = tuple(_count(row, items) for row in rows)
    if not counts:
        fields.fault("an outcome without counts is always reached.", "Add a count under 'all'.")
    outcome = Outcome(fields.text("id"), fields.wording("title"), counts)
    fields.close()
    return outcome


def _count(fields: Fields, items: dict[str, Item]) -> SymptomCount:
    of = fields.inner("of")
    numbers = [number for number in items if of.has(number)]
    endorsements = tuple(Endorsement(number, of.integer(number)) for number in numbers)
    of.close()
    for each in endorsements:
        if each.at_least not in items[each.item].values:
            of.fault(f"item {each.item} cannot be answered {each.at_least}.", "Use one of its values.")
    count = SymptomCount(
        endorsements,
        minimum=fields.integer("at_least"),
        maximum=fields.integer("at_most") if fields.has("at_most") else None,
    )
    fields.close()
    most = len(endorsements) if count.maximum is None else count.maximum
    if not 0 <= count.minimum <= most <= len(endorsements):
        fields.fault("so many items cannot be endorsed.", "Mend 'at_least' and 'at_most'.")
    return count


def _must_exist(fields: Fields, numbers: Iterable[str], items: dict[str, Item]) -> None:
    unknown = [number for number in numbers if number not in items]
    if unknown:
        fields.fault(f"there is no item '{unknown[0]}'.", "Use an item's number.")
