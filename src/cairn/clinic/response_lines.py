"""The forms a person was asked for, as a list shows them: what is open now, what comes later, what was answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cairn.clinic.result_lines import score_words
from cairn.components.times import written_day
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.vocabulary import ResponseStatus
from cairn.record.selectors.response import QuestionnaireResponse, latest_scores

ASKED = "asked"
"""An occasion that is no point of the roadmap begins with it, and goes on with the day."""
ANSWERED = frozenset({ResponseStatus.COMPLETED.value, ResponseStatus.AMENDED.value})


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One form.

    :param title: the measure and the occasion.
    :param said: the primary score with its band, or why there is none; empty while it is open.
    :param on_paper: whether its words are not here, so that staff enter the numbers of the paper form.
    :param is_late: whether its day has gone by without an answer.
    """

    row: QuestionnaireResponse
    title: str
    said: str
    on_paper: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class ResponseGroup:
    """Forms that stand in one place in time."""

    title: str
    lines: tuple[ResponseLine, ...]


def occasion_words(occasion: str) -> str:
    """When a form was asked for: the roadmap's point, or the day somebody asked."""
    kind, _, day = occasion.partition("-")
    if kind == ASKED and day:
        return f"asked for on {written_day(date.fromisoformat(day))}"
    return occasion.replace("-", " ")


def response_groups(rows: Sequence[QuestionnaireResponse], today: date) -> tuple[ResponseGroup, ...]:
    """The groups that hold something, what waits first."""
    known = {each.key: each for each in instruments().values()}
    answered = [row for row in rows if row.status in ANSWERED]
    waiting = [row for row in rows if row.status not in ANSWERED]
    later = [row for row in waiting if row.opens_on is not None and row.opens_on > today]
    groups = (
        ("Open now", [row for row in waiting if row not in later], False),
        ("Answered", answered, True),
        ("Later on the roadmap", later, False),
    )
    return tuple(
        ResponseGroup(title, _lines(found, known, today, newest_first=newest_first))
        for title, found, newest_first in groups
        if found
    )


def _lines(
    rows: Iterable[QuestionnaireResponse],
    known: Mapping[str, Instrument],
    today: date,
    *,
    newest_first: bool,
) -> tuple[ResponseLine, ...]:
    def moment(row: QuestionnaireResponse) -> str:
        return f"{row.completed_at or row.opens_on or row.asked_at}"

    return tuple(_line(row, known, today) for row in sorted(rows, key=moment, reverse=newest_first))


def _line(row: QuestionnaireResponse, known: Mapping[str, Instrument], today: date) -> ResponseLine:
    instrument = known.get(row.instrument)
    short = instrument.short if instrument else row.instrument
    answered = row.status in ANSWERED
    return ResponseLine(
        row=row,
        title=f"{short}, {occasion_words(row.occasion)}",
        said=score_words(instrument, latest_scores(row)) if answered and instrument else "",
        on_paper=not answered and instrument is not None and not instrument.is_worded,
        is_late=not answered and row.due_on is not None and row.due_on < today,
    )
