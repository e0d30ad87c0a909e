"""The protocols: steps, windows, measures, papers, each with its reason and source."""

from cairn.config.documents.page import page, quoted, table
from cairn.content.readers.protocol import protocols as read_protocols
from cairn.domain.dates import Period
from cairn.domain.protocols.protocol import Protocol, Window

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
    steps = (
        (
            quoted(step.id),
            step.kind.value,
            _when(step.window),
            step.minutes if step.minutes is not None else f"by the dose; {step.reserve_minutes} kept free",
            step.facilitators,
            step.why["en"],
            step.citation.text,
            step.citation.grade.value,
        )
        for step in it.steps
    )
    measures = (
        (
            quoted(point.id),
            quoted(point.instrument),
            _when(point.window),
            point.why["en"],
            point.citation.text,
            point.citation.grade.value,
        )
        for point in it.measures
    )
    papers = (
        (
            quoted(need.code),
            quoted(need.before),
            need.why["en"],
            need.citation.text,
            need.citation.grade.value,
        )
        for need in it.needed
    )
    parts = (
        f"## {it.title['en']} · {quoted(it.key)}",
        f"{it.purpose['en']} Status: {it.status.value}.",
        table(STEPS, steps),
        table(MEASURES, measures),
        table(NEEDED, papers),
    )
    return "\n\n".join(part for part in parts if part)


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
