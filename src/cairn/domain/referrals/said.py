"""What the sender wrote, kept as written: codes, dates and where in the bundle they stood."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"


@dataclass(frozen=True, slots=True)
class Coding:
    """One code in one system, with the display the sender gave it."""

    system: str
    code: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date as the sender wrote it, which may be only a year or a month.

    :param earliest: the first day it can mean.
    :param latest: the last day it can mean; the same as `earliest` for a whole date.
    :param at: the instant, where the sender gave one with its zone.
    """

    text: str
    earliest: date
    latest: date
    at: datetime | None = None

    @property
    def order(self) -> datetime:
        """For sorting: the instant, or the end of the last day it can mean (UTC)."""
        return self.at or datetime.combine(self.latest, time.max, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in the bundle a statement stood.

    :param index: the entry's place in the bundle, from 0.
    :param words: the sender's own words for it.
    :param recorded: when the sender wrote it down, where said.
    """

    resource_type: str
    resource_id: str
    index: int
    words: str
    coding: Coding | None = None
    recorded: SaidDate | None = None

    @property
    def where(self) -> str:
        """The place in words: ``Condition/abc (entry 12)``."""
        return f"{self.resource_type}/{self.resource_id or '?'} (entry {self.index})"
