"""Instruments: `instruments/<id>.yaml` to definitions, refusing whatever would score or flag wrongly."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, list_yaml, load_yaml
from cairn.content.readers.fields import Fields, read_citation, refuse_twice
from cairn.content.readers.instrument_coding import read_coding
from cairn.content.readers.instrument_cutoff import read_cutoff
from cairn.content.readers.instrument_items import read_items, read_one_of
from cairn.content.readers.instrument_meaning import (
    read_bands,
    read_change,
    read_flag,
    read_recovery,
    read_response,
)
from cairn.content.readers.instrument_scores import read_scores
from cairn.content.readers.licensed_text import read_licensed_text
from cairn.content.source import kept_per_source
from cairn.domain.instruments.definition import Direction, Instrument, Missing, Rater, Status
from cairn.domain.instruments.licence import Licence, Tier, Use
from cairn.domain.instruments.licensed_text import LicensedText, worded
from cairn.domain.instruments.wording import Wording

FOLDER = "instruments"
TEXTS_FOLDER = "texts"


@kept_per_source
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by id (`phq-9`), in alphabetical order, with the site's licensed text where it has one.

    :raises ContentFaultError: for the first file that cannot be used.
    """
    found = dict(skeletons())
    for text in licensed_texts().values():
        skeleton = found[text.instrument.partition("@")[0]]
        found[skeleton.id] = worded(skeleton, text)
    return MappingProxyType(found)


@kept_per_source
def skeletons() -> Mapping[str, Instrument]:
    """Every instrument as it is shipped, or as the site defines it, before any licensed text is joined."""
    found: dict[str, Instrument] = {}
    for file in list_yaml(FOLDER):
        instrument = read_instrument(load_yaml(file), file)
        if instrument.id in found:
            raise ContentFaultError(file, instrument.id, "is defined in two files.", "Keep one of them.")
        found[instrument.id] = instrument
    return MappingProxyType(found)


@kept_per_source
def skeleton_of(measure: str) -> Instrument | None:
    """One measure alone, from the file named for it, with no other read; None where there is no such file."""
    file = f"{FOLDER}/{measure}.yaml"
    found = read_instrument(load_yaml(file), file) if file in list_yaml(FOLDER) else None
    return found if found is not None and found.id == measure else None


@kept_per_source
def licensed_texts() -> Mapping[str, LicensedText]:
    """The site's licensed texts by file, each fitting the skeleton it is named for: `texts/qids-sr16.yaml`.

    :raises ContentFaultError: for a text of an unknown measure, and one that does not fit.
    """
    found: dict[str, LicensedText] = {}
    for file in list_yaml(TEXTS_FOLDER):
        named = file.removeprefix(f"{TEXTS_FOLDER}/").removesuffix(".yaml")
        if named not in skeletons():
            do = "Name the file for the measure's id, such as texts/qids-sr16.yaml."
            raise ContentFaultError(file, "file", f"there is no measure '{named}'.", do)
        found[file] = read_licensed_text(load_yaml(file), file, skeletons()[named])
    return MappingProxyType(found)


def read_instrument(data: Mapping[str, object], file: str) -> Instrument:
    """Turn one file's mapping into a definition.

    :raises ContentFaultError: naming the entry and the mend.
    """
    top = Fields(file, "file", dict(data))
    top.entry = top.text("id")
    items = read_items(top)
    one_of = read_one_of(top, items)
    scores = read_scores(top, items, one_of)
    direction = top.code("direction", Direction)
    instrument = Instrument(
        id=top.entry,
        version=top.integer("version"),
        short=top.text("short"),
        title=top.wording("title"),
        rater=top.code("rater", Rater),
        construct=top.wording("construct"),
        direction=direction,
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
        recoveries=tuple(read_recovery(top, row, scores, direction) for row in top.rows_if_any("recoveries")),
        flags=tuple(read_flag(top, row, items) for row in top.rows_if_any("flags")),
        licence=_licence(top.inner("licence")),
        panel=read_coding(top.inner("panel")) if top.has("panel") else None,
        references=tuple(
            read_citation(Fields(file, f"{top.entry}, reference", row)) for row in top.rows("references")
        ),
        status=top.code("status", Status),
        one_of=one_of,
        notes=tuple(_note(top, row) for row in top.rows_if_any("notes")),
    )
    top.close()
    _check_whole(top, instrument)
    return instrument


def _note(top: Fields, row: object) -> Wording:
    return Fields(top.file, f"{top.entry}, notes", {"note": row}).wording("note")


def _licence(fields: Fields) -> Licence:
    tier = fields.integer("tier")
    if tier not in list(Tier):
        fields.fault(f"tier {tier} cannot be shipped.", "Use 1 (text embedded) or 2 (skeleton).")
    uses = fields.rows("uses")
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
        uses=frozenset(Use(str(use)) for use in uses),
        note=fields.text("note") if fields.has("note") else "",
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
        refuse_twice(top, kind, ids)
    if instrument.response is not None and instrument.direction is not Direction.HIGHER_IS_WORSE:
        top.fault("a response is a fall, but a higher score is not worse here.", "Take 'response' out.")
    if instrument.status is not Status.DRAFT and any(rule.draft for rule in instrument.scores):
        top.fault("a score is a draft, but the status is not.", "Write 'status: draft'.")
    _check_items_used(top, instrument)
    _check_texts(top, instrument)


def _check_items_used(top: Fields, instrument: Instrument) -> None:
    """Every scored item is in a score, except where a draft's own key is not known."""
    used = frozenset[str]().union(*(rule.items for rule in instrument.scores))
    is_key_unknown = any(rule.how is None for rule in instrument.scores)
    for item in instrument.items:
        if item.scored and item.number not in used and not is_key_unknown:
            top.fault(f"item {item.number} is in no score.", "Add it to one, or write 'scored: false'.")
        if not item.scored and item.number in used:
            top.fault(f"item {item.number} is in a score.", "Take 'scored: false' out.")


def _check_texts(top: Fields, instrument: Instrument) -> None:
    owners = any(item.has_words for item in instrument.items)
    if instrument.licence.tier is Tier.SKELETON:
        if owners or instrument.stem is not None or instrument.instructions is not None:
            top.fault("the texts do not fit the licence tier.", "Tier 2 has none: the site supplies them.")
    elif owners and not instrument.is_worded:
        top.fault("the texts do not fit the licence tier.", "Tier 1 has every text, or none yet.")
