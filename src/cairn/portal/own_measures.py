"""The measures a person answers for themselves: in words this site may show, and not rated by anyone else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument, Rater
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.response import QuestionnaireResponse, open_responses


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """One form that waits for the person."""

    response: QuestionnaireResponse
    instrument: Instrument


def is_answered_here(instrument: Instrument) -> bool:
    """Whether the person themselves can answer it on these pages; others are filled in with them."""
    return instrument.rater is Rater.SELF and instrument.is_worded


def own_measures(patient: Patient, on: date) -> tuple[OwnMeasure, ...]:
    """What waits for the person on a day, the earliest first."""
    return tuple(_answerable(open_responses(patient, on)))


def _answerable(rows: Iterable[QuestionnaireResponse]) -> Iterable[OwnMeasure]:
    known = {each.key: each for each in instruments().values()}
    for row in rows:
        instrument = known.get(row.instrument)
        if instrument is not None and is_answered_here(instrument):
            yield OwnMeasure(row, instrument)
