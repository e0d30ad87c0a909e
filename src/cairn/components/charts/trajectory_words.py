"""What the trajectory chart says: title, description, caption and table, in English and Spanish."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from cairn.domain.instruments.change import Change, ReliableChange
from cairn.domain.instruments.cutoff import Cutoff, Reaching
from cairn.domain.instruments.meaning import is_asserted
from cairn.domain.instruments.wording import Language, Wording
from cairn.domain.outcomes.trajectory import Point, PointStatus, Trajectory
from cairn.domain.vocabulary import EncounterKind

HEADINGS = (
    Wording("Date", "Fecha"),
    Wording("What", "Qué"),
    Wording("Score", "Puntuación"),
    Wording("Band", "Franja"),
    Wording("Change since the first score", "Cambio desde la primera puntuación"),
)

RELIABLE = {
    ReliableChange.IMPROVEMENT: Wording("reliably better", "mejora fiable"),
    ReliableChange.DETERIORATION: Wording("reliably worse", "empeoramiento fiable"),
    ReliableChange.NONE: Wording("no reliable change", "sin cambio fiable"),
    ReliableChange.NOT_COMPUTABLE: Wording(
        "reliable change cannot be worked out", "no se puede calcular el cambio fiable"
    ),
}

STATUS = {
    PointStatus.SCORED: Wording("scored", "puntuado"),
    PointStatus.UNSCORED: Wording(
        "answered; this score is not given", "respondido; esta puntuación no se da"
    ),
    PointStatus.INCOMPLETE: Wording("not scored: incomplete", "sin puntuación: incompleto"),
    PointStatus.MISSING: Wording("nothing returned", "no se respondió"),
}

_NONE_YET = Wording("No score yet.", "Todavía no hay puntuación.")
_FIRST = Wording("first score", "primera puntuación")
_SESSION = Wording("session", "sesión")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `on` is a day, for the page to format with its weekday."""

    on: date
    what: str
    score: str
    band: str
    change: str


def title(line: Trajectory, language: Language) -> str:
    """The question the chart answers."""
    question = Wording("How has it changed?", "¿Cómo ha cambiado?").in_language(language)
    return f"{question} {line.instrument.construct.in_language(language)} ({line.instrument.short})"


def description(line: Trajectory, language: Language) -> str:
    """The chart in sentences."""
    first, last = line.baseline, line.latest
    if first is None or last is None:
        sentences = [_NONE_YET.in_language(language)]
    elif first is last:
        sentences = [f"{_spoken(first, language)}."]
    else:
        joined = Wording("Then {last}: {change}.", "Después, {last}: {change}.").in_language(language)
        changed = joined.format(last=_spoken(last, language), change=change_words(last.change, language))
        sentences = [f"{_spoken(first, language)}.", changed]
    unscored = sum(point.status is not PointStatus.SCORED for point in line.points)
    if unscored:
        words = Wording("Occasions without a score: {n}.", "Ocasiones sin puntuación: {n}.")
        sentences.append(words.in_language(language).format(n=unscored))
    return " ".join(sentences)


def caption(line: Trajectory, language: Language) -> str:
    """What the signs mean, only those that are drawn."""
    parts = [Wording("Circle: a score.", "Círculo: una puntuación.")]
    if any(point.status is not PointStatus.SCORED for point in line.points):
        parts.append(Wording("Diamond: no score that day.", "Rombo: sin puntuación ese día."))
    kinds = {session.kind for session in line.sessions}
    if EncounterKind.ADMINISTRATION in kinds:
        parts.append(Wording("Upright line: administration.", "Línea vertical: administración."))
    if kinds - {EncounterKind.ADMINISTRATION}:
        parts.append(Wording("Triangle: another session.", "Triángulo: otra sesión."))
    sentences = [part.in_language(language) for part in parts]
    cutoff = shown_cutoff(line)
    if cutoff is not None:
        strip = Wording("Strip", "Franja").in_language(language)
        sentences.append(f"{strip}: {cutoff_range(cutoff)}, {cutoff.title.in_language(language)}.")
    return " ".join(sentences)


def shown_cutoff(line: Trajectory) -> Cutoff | None:
    """The first published cut-off, drawn only where nobody has published bands.

    One that was not verified, or is for one sex only, is not drawn: the result page lists it with what it is.
    """
    score = line.instrument.primary.id
    if line.instrument.band_set(score) is not None:
        return None
    drawn = (each for each in line.instrument.cutoffs if is_asserted(each.citation) and each.sex is None)
    return next((each for each in drawn if each.score == score), None)


def cutoff_range(cutoff: Cutoff) -> str:
    """`31–33`, or `34` where the source gives one value; `≤ 50` or `< 51.5` where it is reached downward."""
    if cutoff.reached is not Reaching.AT_LEAST:
        return f"{'≤' if cutoff.reached is Reaching.AT_MOST else '<'} {number(cutoff.lowest)}"
    ends = [number(cutoff.lowest), number(cutoff.highest)]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def table(line: Trajectory, language: Language) -> tuple[Row, ...]:
    """Every occasion and session in order of day."""
    rows = [
        Row(
            on=point.on,
            what=point.label.in_language(language),
            score=number(point.value)
            if point.value is not None
            else STATUS[point.status].in_language(language),
            band=point.band.title.in_language(language) if point.band else "",
            change=_FIRST.in_language(language)
            if point.is_baseline
            else change_words(point.change, language),
        )
        for point in line.points
    ]
    session = _SESSION.in_language(language)
    rows += [
        Row(each.on, f"{each.label.in_language(language)} ({session})", "", "", "") for each in line.sessions
    ]
    return tuple(sorted(rows, key=lambda row: row.on))


def change_words(change: Change | None, language: Language) -> str:
    """Points and whether they are more than measurement error; empty where there is nothing to compare."""
    if change is None or change.points is None:
        return ""
    sign = "+" if change.points > 0 else "−" if change.points < 0 else ""
    return f"{sign}{number(abs(change.points))}, {RELIABLE[change.reliable].in_language(language)}"


def number(value: Decimal) -> str:
    """A score without needless decimals."""
    return str(value.to_integral_value() if value == value.to_integral_value() else value)


def _spoken(point: Point, language: Language) -> str:
    day = format_date(point.on, "d MMMM y", locale=language.value)
    band = f" ({point.band.title.in_language(language).lower()})" if point.band else ""
    score = "" if point.value is None else number(point.value)
    return f"{day}: {score}{band}"
