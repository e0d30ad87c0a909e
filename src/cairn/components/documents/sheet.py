"""What a printed or subscribed roadmap says besides its steps."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cairn.domain.roadmap.roadmap import Roadmap


class Paper(StrEnum):
    """The sheet it is printed on, as Typst names it."""

    A4 = "a4"
    LETTER = "us-letter"


@dataclass(frozen=True, slots=True)
class RoadmapSheet:
    """A roadmap as one person receives it.

    :param centre: the centre's name.
    :param contact: how to reach a human at the centre, as one line.
    :param called: what the person asked to be called.
    :param version: 1 for the first roadmap, counting up with each revision.
    :param agreed_on: the day the person agreed, None while it is only proposed.
    :param made_at: when this document was made; the same moment gives the same bytes.
    :param intention: the person's own words, None where there are none or they are not to be printed.
    """

    roadmap: Roadmap
    centre: str
    contact: str
    called: str
    version: int
    agreed_on: date | None
    made_at: datetime
    intention: str | None = None
