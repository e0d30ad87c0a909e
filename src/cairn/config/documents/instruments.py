"""The instruments: structure, scores, meaning, licence, sources. Never the wording of an item."""

from cairn.config.documents.page import page, quoted, table
from cairn.content.readers.instrument import instruments as read_instruments
from cairn.domain.citations import Citation
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.rules import ScoreRule

SCORES = ("score", "items", "lowest", "highest")
BANDS = ("score", "band", "from", "source", "grade")
CUTOFFS = ("score", "cut-off", "at least", "population", "source", "grade")
CHANGES = ("score", "change", "points", "population", "source", "grade")
FLAGS = ("item", "at least", "about", "urgency", "source", "grade")


def instruments() -> str:
    """Every instrument of the package."""
    return page(
        "Instruments",
        "A score needs every scored item: a blank is never zero. A number of grade C or U is shown with its "
        "grade and asserted by nothing.",
        *(_instrument(each) for each in read_instruments().values()),
    )


def _instrument(it: Instrument) -> str:
    parts = (
        f"## {it.short} · {quoted(it.key)}",
        _summary(it),
        table(SCORES, (_score(score) for score in it.scores)),
        table(
            BANDS,
            (
                (quoted(bands.score), band.title.en, band.at_least, *_source(bands.citation))
                for bands in it.bands
                for band in bands.bands
            ),
        ),
        table(
            CUTOFFS,
            (
                (quoted(c.score), c.title.en, _range(c.lowest, c.highest), c.population, *_source(c.citation))
                for c in it.cutoffs
            ),
        ),
        table(
            CHANGES,
            (
                (quoted(c.score), c.kind.value, _range(c.points, c.up_to), c.population, *_source(c.citation))
                for c in it.changes
            ),
        ),
        table(
            FLAGS,
            ((f.item, f.at_least, f.kind.value, f.urgency.value, *_source(f.citation)) for f in it.flags),
        ),
    )
    return "\n\n".join(part for part in parts if part)


def _summary(it: Instrument) -> str:
    about = (
        f"{it.title.en}. {it.construct.en}, {it.recall.en}",
        f"{it.rater.value}-rated",
        it.direction.value,
        f"{len(it.items)} items",
        it.status.value,
    )
    licence = it.licence
    tier = f"Licence tier {licence.tier.value} ({licence.tier.name.lower()})"
    held = f"{tier}, {licence.holder}, checked {licence.checked_on}. {licence.attribution}"
    return f"{'; '.join(about)}.\n\n{held}"


def _score(rule: ScoreRule) -> tuple[object, ...]:
    return quoted(rule.id), " ".join(sorted(rule.items, key=_number)), rule.lowest, rule.highest


def _source(citation: Citation) -> tuple[str, str]:
    return citation.text, citation.grade.value


def _range(low: object, high: object) -> str:
    return str(low) if high is None or high == low else f"{low} to {high}"


def _number(item: str) -> tuple[int, str]:
    return (int(item), "") if item.isdigit() else (0, item)
