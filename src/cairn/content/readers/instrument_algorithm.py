"""The algorithms of an instrument file: outcomes in order, each with the counts and scores it asks for."""

from collections.abc import Mapping

from cairn.content.readers.fields import Fields
from cairn.content.readers.instrument_items import read_count
from cairn.domain.instruments.item import Item, SymptomCount
from cairn.domain.instruments.rules import Algorithm, Outcome, ScoreReached, ScoreRule, ValueLookup


def read_algorithm(fields: Fields, items: Mapping[str, Item], earlier: Mapping[str, ScoreRule]) -> Algorithm:
    """The outcomes in order and what holds when none is reached."""
    rows = [Fields(fields.file, f"{fields.entry} outcome", row) for row in fields.rows("outcomes")]
    outcomes = tuple(_outcome(row, items, earlier) for row in rows)
    otherwise = fields.inner("otherwise")
    last = Outcome(otherwise.text("id"), otherwise.wording("title"), ())
    otherwise.close()
    fields.close()
    ids = [outcome.id for outcome in (*outcomes, last)]
    if len(set(ids)) != len(ids) or not outcomes:
        fields.fault("its outcomes are not told apart.", "Give at least one outcome, each its own id.")
    return Algorithm(outcomes, last)


def _outcome(fields: Fields, items: Mapping[str, Item], earlier: Mapping[str, ScoreRule]) -> Outcome:
    counts: list[SymptomCount] = []
    scores: list[ScoreReached] = []
    for row in fields.rows("all"):
        entry = Fields(fields.file, fields.entry, row)
        if entry.has("score"):
            scores.append(_reached(entry, earlier))
        else:
            counts.append(read_count(entry, items, keyed=True))
    if not counts and not scores:
        fields.fault("an outcome without counts is always reached.", "Add a count under 'all'.")
    outcome = Outcome(fields.text("id"), fields.wording("title"), tuple(counts), tuple(scores))
    fields.close()
    return outcome


def _reached(fields: Fields, earlier: Mapping[str, ScoreRule]) -> ScoreReached:
    score, at_least = fields.text("score"), fields.decimal("at_least")
    fields.close()
    rule = earlier.get(score)
    if rule is None or isinstance(rule.how, ValueLookup) or rule.lowest is None or rule.highest is None:
        fields.fault(f"'{score}' is no number that stands before it.", "Name a score that stands earlier.")
    if not rule.lowest <= at_least <= rule.highest:
        fields.fault(f"'{score}' cannot be {at_least}.", "Use a number within its range.")
    return ScoreReached(score, at_least)
