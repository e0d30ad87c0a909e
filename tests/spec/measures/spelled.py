"""Answers and what is said of them, written short enough to be drawn as a table."""

import re

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.scoring import Amount, Category, Incomplete, Reason, score

_RUN = re.compile(r"(?P<before>[A-Z]?)(?P<first>\d+)\.\.(?P<last>\d+)(?P<after>(?:-[a-z]+)?)")


def rows(table: str) -> list[tuple[str, ...]]:
    """The lines of a table under its heading, cell by cell."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()[1:]]


def answers(written: str) -> dict[str, int]:
    """`1..3=2 4=0` is four answers, `P1..2=1` two, `1..2-distress=3` two; a later one replaces an earlier."""
    found: dict[str, int] = {}
    for word in written.split():
        numbers, _, value = word.rpartition("=")
        run = _RUN.fullmatch(numbers)
        places = range(int(run["first"]), int(run["last"]) + 1) if run else ()
        names = [f"{run['before']}{place}{run['after']}" for place in places] if run else [numbers]
        found |= dict.fromkeys(names, int(value))
    return {number: value for number, value in found.items() if value >= 0}


def said(measure: str, written: str, wanted: str) -> str:
    """What one score says: `12 moderate`, `12`, `major`, `draft`, `not-applicable` or `missing 3, 4`.

    An answer of -1 takes the item out again.
    """
    scored = score(instruments()[measure], answers(written))
    found = next(each for each in scored.results if each.score == wanted)
    if isinstance(found, Amount):
        return f"{found.value.normalize():f} {found.band or ''}".strip()
    if isinstance(found, Category):
        return found.outcome
    if found.reason is Reason.MISSING and isinstance(scored, Incomplete):
        return f"missing {', '.join(scored.missing)}"
    return found.reason.value
