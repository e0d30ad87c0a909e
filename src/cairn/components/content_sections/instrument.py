"""A measure, laid out: items and keys, scores, what a score means, whose it is. Never the wording of an item."""

from itertools import groupby
from typing import Final

from cairn.components.content_sections.how_scored import how_scored, numbers
from cairn.components.content_sections.section import SOURCED, Section, shown, sourced
from cairn.components.presenters import Column
from cairn.components.score_words import number
from cairn.domain.instruments.cutoff import Cutoff, Reaching
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Item, SymptomCount
from cairn.domain.instruments.licence import Licence
from cairn.domain.instruments.meaning import ChangeRule, RecoveryRule
from cairn.domain.instruments.rules import ScoreRule

_ITEMS: Final = (
    Column("Item", is_code=True), Column("Values"), Column("Keyed"), Column("Asked"), Column("LOINC", is_code=True),
)  # fmt: skip
_SCORES: Final = (Column("Score", is_code=True), Column("Title"), Column("How"), Column("Range"), *SOURCED)
_BANDS: Final = (
    Column("Score", is_code=True),
    Column("Set", is_code=True),
    Column("Band"),
    Column("From"),
    *SOURCED,
)
_CUTOFFS: Final = (
    Column("Score", is_code=True), Column("Cut-off"), Column("Reached"), Column("For whom"), Column("Calls for"),
    *SOURCED,
)  # fmt: skip
_CHANGES: Final = (
    Column("Score", is_code=True),
    Column("What"),
    Column("Points"),
    Column("Population"),
    *SOURCED,
)
_FLAGS: Final = (Column("Item", is_code=True), Column("From"), Column("About"), Column("Urgency"), *SOURCED)
STRICT: Final = "A blank is never nought: a score whose items are not all answered is not given."
_REACHED: Final = {
    Reaching.AT_LEAST: "{} or more",
    Reaching.AT_MOST: "{} or less",
    Reaching.BELOW: "below {}",
}


def instrument_sections(it: Instrument) -> tuple[Section, ...]:
    """What a clinician reads of one measure."""
    refused = tuple(f"{rule.title.en}: {rule.draft}" for rule in it.scores if rule.draft is not None)
    bands = (
        (sets.score, sets.id, band.title.en, f"{band.at_least}", *sourced(sets.citation))
        for sets in it.bands
        for band in sets.bands
    )
    flags = (
        (flag.item, f"{flag.at_least}", flag.title.en, flag.urgency.value, *sourced(flag.citation))
        for flag in it.flags
    )
    return shown(
        Section("Not scored yet", refused, notice=True),
        Section("What to know", tuple(note.en for note in it.notes)),
        Section("Scores", (STRICT,), _SCORES, tuple(map(_score, it.scores))),
        Section("Bands", columns=_BANDS, rows=tuple(bands)),
        Section("Cut-offs", columns=_CUTOFFS, rows=tuple(map(_cutoff, it.cutoffs))),
        Section("Change", columns=_CHANGES, rows=_changes(it)),
        Section("Safety flags", _flag_words(it), _FLAGS, tuple(flags)),
        Section("Items", _one_of_words(it), _ITEMS, _items(it.items)),
        Section("Whose it is", licence_words(it.licence, is_worded=it.is_worded)),
    )


def wording(it: Instrument) -> Section:
    """The items in the owner's words, for pages that show the attribution beside them."""
    return Section("Wording", tuple(f"{item.number}. {item.text.en}" for item in it.items if item.text))


def licence_words(licence: Licence, *, is_worded: bool) -> tuple[str, ...]:
    """The owner, the permission and its evidence, and what of the text is here."""
    uses = ", ".join(sorted(licence.uses)) or "none confirmed"
    held = (
        "The text is here."
        if is_worded
        else "The text is not here: a site adds its own licensed text, or enters the numbers from the paper form."
    )
    return tuple(
        words
        for words in (
            f"Owner: {licence.holder}",
            f"Permission, as found: {licence.statement}",
            f"Evidence: {licence.evidence} Checked on {licence.checked_on}.",
            f"Licence tier {licence.tier.value}. Uses confirmed: {uses}. {held}",
            licence.attribution,
            licence.note,
        )
        if words
    )


def _one_of_words(it: Instrument) -> tuple[str, ...]:
    return tuple(f"Of items {' and '.join(group)}, one answer is enough." for group in it.one_of)


def _flag_words(it: Instrument) -> tuple[str, ...]:
    return ("They do not wait for the form to be finished. No answer is not a negative.",) if it.flags else ()


def _items(items: tuple[Item, ...]) -> tuple[tuple[str, ...], ...]:
    """The items; neighbours that offer and count the same stand in one row."""
    rows: list[tuple[str, ...]] = []
    for alike, group in groupby(items, key=_offered):
        found = list(group)
        codes = ", ".join(item.code.code for item in found if item.code)
        rows.append((numbers(tuple(item.number for item in found)), *alike, codes))
    return tuple(rows)


def _offered(item: Item) -> tuple[str, str, str]:
    values = (
        f"{item.scale.lowest} to {item.scale.highest}" if item.scale else ", ".join(map(str, item.values))
    )
    keyed = "not scored" if not item.scored else "reversed" if item.reverse else "as answered"
    skipped = "" if item.skipped_as is None else f"; else counted as {item.skipped_as}"
    asked = f"only if {' and '.join(map(count_words, item.enabled_when))}{skipped}"
    return values, keyed, asked if item.enabled_when else "always"


def count_words(count: SymptomCount) -> str:
    """Which answers a rule counts, and how many of them."""
    answers = [f"item {each.item} is {each.at_least} or more" for each in count.endorsements]
    if count.maximum == 0:
        return f"none of: {', '.join(answers)}" if len(answers) > 1 else f"not {answers[0]}"
    if len(answers) == 1:
        return answers[0]
    most = "" if count.maximum is None else f" and at most {count.maximum}"
    return f"at least {count.minimum}{most} of: {', '.join(answers)}"


def _score(rule: ScoreRule) -> tuple[str, ...]:
    reach = "" if rule.lowest is None or rule.highest is None else f"{rule.lowest} to {rule.highest}"
    how = "refused: see above" if rule.draft is not None else how_scored(rule)
    return rule.id, rule.title.en, how, reach, *sourced(rule.citation)


def threshold(cutoff: Cutoff) -> str:
    """From where a cut-off is reached: ``10 or more``, ``31–33 or more``, ``below 51.5``."""
    ends = dict.fromkeys((number(cutoff.lowest), number(cutoff.highest)))
    return _REACHED[cutoff.reached].format("–".join(ends))


def for_whom(cutoff: Cutoff) -> str:
    """The population a cut-off was found in, and the sex and the place it is for."""
    return ", ".join(
        filter(None, (cutoff.population, cutoff.sex.value if cutoff.sex else "", cutoff.jurisdiction or ""))
    )


def _cutoff(cutoff: Cutoff) -> tuple[str, ...]:
    calls_for = cutoff.then.en if cutoff.then else ""
    whom = for_whom(cutoff)
    return cutoff.score, cutoff.title.en, threshold(cutoff), whom, calls_for, *sourced(cutoff.citation)


def _changes(it: Instrument) -> tuple[tuple[str, ...], ...]:
    rows = [_change(rule) for rule in it.changes]
    if it.response is not None:
        fall = f"a fall of {it.response.percent} %"
        rows.append((it.response.score, "response", fall, "", *sourced(it.response.citation)))
    return (*rows, *map(_recovery, it.recoveries))


def _change(rule: ChangeRule) -> tuple[str, ...]:
    points = f"{rule.points}" if rule.up_to is None else f"{rule.points} to {rule.up_to}"
    if rule.sd is not None and rule.r is not None:
        points = f"{rule.points:.2f}, from SD {rule.sd} and r {rule.r}"
    return rule.score, rule.kind.value.replace("-", " "), points, rule.population, *sourced(rule.citation)


def _recovery(rule: RecoveryRule) -> tuple[str, ...]:
    thresholds = (
        ("below", rule.below), ("at most", rule.at_most), ("at least", rule.at_least), ("above", rule.above),
    )  # fmt: skip
    said = " ".join(f"{words} {value}" for words, value in thresholds if value is not None)
    return rule.score, rule.kind.value.replace("-", " "), said, "", *sourced(rule.citation)
