"""Instruments: `instruments/<id>.yaml` to definitions, refusing whatever would score or flag wrongly."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, list_yaml, load_yaml
from cairn.content.readers.fields import Fields, read_citation
from cairn.content.readers.instrument_meaning import (
    read_bands,
    read_change,
    read_cutoff,
    read_flag,
    read_recovery,
    read_response,
)
from cairn.content.readers.instrument_scores import read_coding, read_score
from cairn.content.source import kept_per_source
from cairn.domain.instruments.definition import (
    Choice,
    Direction,
    Instrument,
    Item,
    Missing,
    Rater,
    Status,
)
from cairn.domain.instruments.licence import Licence, Tier, Use
from cairn.domain.instruments.rules import ScoreRule

FOLDER = "instruments"


@kept_per_source
def instruments() -> Mapping[str, Instrument]:
    """Every instrument of the package by id (`phq-9`), in alphabetical order.

    :raises ContentFaultError: for the first file that cannot be used.
    """
    found: dict[str, Instrument] = {}
    for file in list_yaml(FOLDER):
        instrument = read_instrument(load_yaml(file), file)
        if instrument.id in found:
            raise ContentFaultError(file, instrument.id, "is defined in two files.", "Keep one of them.")
        found[instrument.id] = instrument
    return MappingProxyType(found)


def read_instrument(data: Mapping[str, object], file: str) -> Instrument:
    """Turn one file's mapping into a definition.

    :raises ContentFaultError: naming the entry and the mend.
    """
    top = Fields(file, "file", dict(data))
    top.entry = top.text("id")
    items = _items(top)
    scores = _scores(top, items)
    instrument = Instrument(
        id=top.entry,
        version=top.integer("version"),
        short=top.text("short"),
        title=top.wording("title"),
        rater=top.code("rater", Rater),
        construct=top.wording("construct"),
        direction=top.code("direction", Direction),
        recall=top.wording("recall"),
        stem=top.wording_or_none("stem"),
        instructions=top.wording_or_none("instructions"),
        items=items,
        scores=scores,
        missing=top.code("missing", Missing),
        bands=tuple(read_bands(top, row, scores) for row in top.rows_if_any("bands")),
        cutoffs=tuple(read_cutoff(top, row, scores) for row in top.rows_if_any("cutoffs")),
        changes=tuple(read_change(top, row, scores) for row in top.rows_if_any("changes")),
        response=read_response(top, scores) if top.has("response") else None,
        recoveries=tuple(read_recovery(top, row, scores) for row in top.rows_if_any("recoveries")),
        flags=tuple(read_flag(top, row, items) for row in top.rows_if_any("flags")),
        licence=_licence(top.inner("licence")),
        panel=read_coding(top.inner("panel")) if top.has("panel") else None,
        references=tuple(
            read_citation(Fields(file, f"{top.entry}, reference", row)) for row in top.rows("references")
        ),
        status=top.code("status", Status),
    )
    top.close()
    _check_whole(top, instrument)
    return instrument


def _scores(top: Fields, items: tuple[Item, ...]) -> tuple[ScoreRule, ...]:
    scores = tuple(read_score(top, row, items) for row in top.rows("scores"))
    _one_of_each(top, "scores", [rule.id for rule in scores])
    if not scores or scores[0].highest is None:
        top.fault("the first score is not a number.", "Put the score that is charted first, as a 'sum'.")
    return scores


def _items(top: Fields) -> tuple[Item, ...]:
    sets = top.inner("value_sets")
    rows = [Fields(top.file, f"{top.entry}, item", row) for row in top.rows("items")]
    items = tuple(_item(row, sets) for row in rows)
    sets.close()
    _one_of_each(top, "items", [item.number for item in items])
    return items


def _item(row: Fields, sets: Fields) -> Item:
    number = row.text("number")
    row.entry = f"{row.entry} {number}"
    name = row.text("choices")
    if not sets.has(name):
        row.fault(f"there is no value set '{name}'.", "Name one of those under 'value_sets'.")
    choices = tuple(_choice(Fields(row.file, f"{sets.entry} {name}", each)) for each in sets.rows(name))
    values = [choice.value for choice in choices]
    if not choices or values != sorted(set(values)):
        sets.fault(f"the values of '{name}' do not rise.", "List each value once, lowest first.")
    item = Item(
        number=number,
        text=row.wording_or_none("text"),
        choices=choices,
        code=read_coding(row.inner("code")) if row.has("code") else None,
        scored=row.flag("scored", default=True),
    )
    row.close()
    return item


def _choice(row: Fields) -> Choice:
    choice = Choice(
        value=row.integer("value"),
        text=row.wording_or_none("text"),
        code=read_coding(row, also=("value", "text")) if row.has("loinc") else None,
    )
    row.close()
    return choice


def _licence(fields: Fields) -> Licence:
    tier = fields.integer("tier")
    if tier not in list(Tier):
        fields.fault(f"tier {tier} cannot be shipped.", "Use 1 (text embedded) or 2 (skeleton).")
    uses = fields.texts("uses")
    unknown = [use for use in uses if use not in list(Use)]
    if unknown:
        fields.fault(f"'{unknown[0]}' is not a use.", f"Use {', '.join(Use)}.")
    licence = Licence(
        tier=Tier(tier),
        holder=fields.text("holder"),
        statement=fields.text("statement"),
        attribution=fields.text("attribution"),
        evidence=fields.text("evidence"),
        checked_on=fields.day("checked_on"),
        uses=frozenset(Use(use) for use in uses),
    )
    fields.close()
    return licence


def _check_whole(top: Fields, instrument: Instrument) -> None:
    for kind, ids in (
        ("bands", [each.id for each in instrument.bands]),
        ("cutoffs", [each.id for each in instrument.cutoffs]),
        ("changes", [each.id for each in instrument.changes]),
        ("recoveries", [each.id for each in instrument.recoveries]),
        ("flags", [each.id for each in instrument.flags]),
    ):
        _one_of_each(top, kind, ids)
    used = frozenset().union(*(rule.items for rule in instrument.scores))
    for item in instrument.items:
        if item.scored != (item.number in used):
            top.fault(f"item {item.number} is in no score.", "Add it to one, or write 'scored: false'.")
    if instrument.response is not None and instrument.direction is not Direction.HIGHER_IS_WORSE:
        top.fault("a response is a fall, but a higher score is not worse here.", "Take 'response' out.")
    shown = all(item.text and all(choice.text for choice in item.choices) for item in instrument.items)
    if shown != (instrument.licence.tier is Tier.EMBEDDED):
        top.fault("the texts do not fit the licence tier.", "Tier 1 has every text; tier 2 has none.")


def _one_of_each(top: Fields, kind: str, ids: list[str]) -> None:
    twice = [each for each in ids if ids.count(each) > 1]
    if twice:
        top.fault(f"'{twice[0]}' stands twice under '{kind}'.", "Give each its own.")
