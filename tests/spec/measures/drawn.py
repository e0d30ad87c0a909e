"""How the drawn tables of measures are read.

Answers are written as one value for every item and then what differs: `2;4=0;8=-` is 2 everywhere, but 0 to item 4,
and item 8 blank.
`lowest` and `highest` stand for the keyed ends of each item, so a reversed item is answered the other way round.
"""

from decimal import Decimal

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, Category, Result, Unscored, score


def rows(table: str, columns: int) -> list[list[str]]:
    """The lines of a table below its heading; the last column may hold spaces."""
    return [line.split(maxsplit=columns - 1) for line in table.strip().splitlines()[1:]]


def answered(instrument: Instrument, written: str) -> dict[str, int | None]:
    """The answers a cell stands for."""
    first, *different = written.split(";")
    answers: dict[str, int | None] = {}
    for item in instrument.items:
        ends = {"lowest": item.values[0], "highest": item.values[-1]}
        value = ends[first] if first in ends else int(first)
        answers[item.number] = item.keyed(value) if first in ends else value
    for each in different:
        number, _, answer = each.partition("=")
        assert number in answers
        answers[number] = None if answer == "-" else int(answer)
    return answers


def result(measure: str, answers: str, of: str) -> Result:
    """What that score of that measure comes to."""
    instrument = instruments()[measure]
    results = score(instrument, answered(instrument, answers)).results
    return next(each for each in results if each.score == of)


def cell(found: Result) -> Decimal | str:
    """A result as a table writes it: a number, an outcome, or the reason there is none."""
    match found:
        case Amount():
            return found.value
        case Category():
            return found.outcome
        case Unscored():
            return found.reason.value


def drawn(written: str) -> Decimal | str:
    """A cell of a table, a number where it is one."""
    return Decimal(written) if written[0].isdigit() else written
