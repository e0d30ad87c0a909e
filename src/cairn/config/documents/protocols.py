"""The protocols: steps, windows, measures, papers, each with its reason and source."""

from cairn.config.documents.page import page, quoted, table
from cairn.content.readers.protocol import protocols as read_protocols
from cairn.domain.citations import Citation
from cairn.domain.dates import Period
from cairn.domain.protocols.protocol import MeasurePoint, Needed, Protocol, Step, Window

STEPS = ("step", "kind", "when", "minutes", "facilitators", "why", "source", "grade")
MEASURES = ("measure", "instrument", "when", "why", "source", "grade")
NEEDED = ("paper", "before", "why", "source", "grade")


def protocols() -> str:
    """Every protocol of the package."""
    return page(
        "Protocols",
        "A protocol someone is on is never edited: a new version is a new file. Times are counted "
        "from another step.",
        *(_protocol(each) for each in read_protocols().values()),
    )


def _protocol(it: Protocol) -> str:
    parts = (
        f"## {it.title['en']} · {quoted(it.key)}",
        f"{it.purpose['en']} Status: {it.status.value}.",
        table(STEPS, (_step(step) for step in it.steps)),
        table(MEASURES, (_measure(point) for point in it.measures)),
        table(NEEDED, (_paper(need) for need in it.needed)),
    )
    return "\n\n".join(part for part in parts if part)


def _step(step: Step) -> tuple[object, ...]:
    lasts = step.minutes if step.minutes is not None else f"by the dose; {step.reserve_minutes} kept free"
    when, kind = _when(step.window), step.kind.value
    return quoted(step.id), kind, when, lasts, step.facilitators, step.why["en"], *_source(step.citation)


def _measure(point: MeasurePoint) -> tuple[object, ...]:
    when = _when(point.window)
    return quoted(point.id), quoted(point.instrument), when, point.why["en"], *_source(point.citation)


def _paper(need: Needed) -> tuple[object, ...]:
    return quoted(need.code), quoted(need.before), need.why["en"], *_source(need.citation)


def _source(citation: Citation) -> tuple[str, str]:
    return citation.text, citation.grade.value


def _when(window: Window) -> str:
    return f"{_length(window.opens)} to {_length(window.closes)} after {quoted(window.after)}"


def _length(period: Period) -> str:
    days, seconds = period.exact.days, period.exact.seconds
    parts = [
        f"{count} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((period.months, "month"), (days, "day"), (seconds // 60, "minute"))
        if count
    ]
    return " and ".join(parts) or "0 days"
