"""The measures and sets of answers that tests of instruments share."""

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument

PHQ_9 = instruments()["phq-9"]
GAD_7 = instruments()["gad-7"]
PCL_5 = instruments()["pcl-5"]
MEASURES = (PHQ_9, GAD_7, PCL_5)


def all_answered(instrument: Instrument, value: int) -> dict[str, int]:
    """Every scored item answered alike."""
    return {item.number: value for item in instrument.items if item.scored}


def adding_up_to(instrument: Instrument, total: int) -> dict[str, int]:
    """Complete answers with that total, filled from the first item."""
    answers = {}
    for item in instrument.items:
        if item.scored:
            answers[item.number] = min(total, item.values[-1])
            total -= answers[item.number]
    return answers
