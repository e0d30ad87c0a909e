"""Who owns a measure and what may be shipped with it."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Tier(IntEnum):
    """How much of a measure may stand in this package."""

    EMBEDDED = 1
    """The owner allows the text to be shown and passed on."""
    SKELETON = 2
    """Numbers, keys and rules only; the licensed site supplies the text."""


class Use(StrEnum):
    """The uses a licence may allow."""

    CLINICAL = "clinical"
    COMMERCIAL = "commercial"
    RESEARCH = "research"
    EDUCATION = "education"


@dataclass(frozen=True, slots=True)
class Licence:
    """The permission, in the owner's words where we have them, with the evidence and the day it was checked.

    `attribution` is the line every page that shows the items must show.
    """

    tier: Tier
    holder: str
    statement: str
    attribution: str
    evidence: str
    checked_on: date
    uses: frozenset[Use]
    """Empty where no use was confirmed."""
    note: str = ""
    site_reference: str = ""
    """What the owner calls this site's own permission, where the site supplied the text."""
