"""An instrument as a clinician would review it: items, scores, meaning, licence, sources."""

from dataclasses import dataclass, field
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.instruments.coding import Coding
from cairn.domain.instruments.flags import SafetyFlag
from cairn.domain.instruments.licence import Licence
from cairn.domain.instruments.meaning import BandSet, ChangeRule, Cutoff, RecoveryRule, ResponseRule
from cairn.domain.instruments.rules import ScoreRule
from cairn.domain.instruments.wording import Wording


class Rater(StrEnum):
    """Who answers."""

    SELF = "self"
    CLINICIAN = "clinician"
    OBSERVER = "observer"


class Direction(StrEnum):
    """What a higher score means."""

    HIGHER_IS_WORSE = "higher-is-worse"
    HIGHER_IS_BETTER = "higher-is-better"
    NEITHER = "neither"


class Missing(StrEnum):
    """What happens when a scored item is blank. No rule but strict has a source we accept yet."""

    STRICT = "strict"
    """No score; the blanks are named."""


class Status(StrEnum):
    """How far the definition was compared with the publication it comes from."""

    CHECKED_AGAINST_COPIES = "checked-against-copies"
    """Wording and key agree with public copies of the official form."""
    VERIFIED_AGAINST_PRIMARY = "verified-against-primary"
    """Somebody held the original publication beside it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the raw value that is stored, its official text (None in a skeleton), its code."""

    value: int
    text: Wording | None
    code: Coding | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question under its canonical number. An unscored item is asked and never enters a score."""

    number: str
    text: Wording | None
    choices: tuple[Choice, ...]
    code: Coding | None = None
    scored: bool = True
    values: tuple[int, ...] = field(init=False)
    """The raw values of the choices, kept because every answer is compared with them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", tuple(choice.value for choice in self.choices))

    def choice(self, value: int) -> Choice:
        """The choice with that value, which must be one of the item's."""
        return next(choice for choice in self.choices if choice.value == value)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of one measure. A change that alters an answer, a score or its meaning is a new version."""

    id: str
    version: int
    short: str
    title: Wording
    rater: Rater
    construct: Wording
    direction: Direction
    recall: Wording
    stem: Wording | None
    instructions: Wording | None
    items: tuple[Item, ...]
    scores: tuple[ScoreRule, ...]
    """The first is the primary score: the one that is charted and compared."""
    missing: Missing
    bands: tuple[BandSet, ...]
    cutoffs: tuple[Cutoff, ...]
    changes: tuple[ChangeRule, ...]
    response: ResponseRule | None
    recoveries: tuple[RecoveryRule, ...]
    flags: tuple[SafetyFlag, ...]
    licence: Licence
    panel: Coding | None
    references: tuple[Citation, ...]
    status: Status

    @property
    def key(self) -> str:
        """What is stored with answers and scores: `phq-9@1`."""
        return f"{self.id}@{self.version}"

    @property
    def primary(self) -> ScoreRule:
        """The score that is charted and compared."""
        return self.scores[0]

    def item(self, number: str) -> Item:
        """The item with that canonical number, which must exist."""
        return next(item for item in self.items if item.number == number)

    def score_rule(self, score: str) -> ScoreRule:
        """The score rule with that id, which must exist."""
        return next(rule for rule in self.scores if rule.id == score)

    def band_set(self, score: str) -> BandSet | None:
        """The first band set drawn on that score; None where nobody has published one."""
        return next((bands for bands in self.bands if bands.score == score), None)
