"""An instrument as a clinician would review it: items, scores, meaning, licence, sources."""

from dataclasses import dataclass, field
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.instruments.coding import Coding
from cairn.domain.instruments.cutoff import Cutoff
from cairn.domain.instruments.flags import SafetyFlag
from cairn.domain.instruments.item import Item
from cairn.domain.instruments.licence import Licence
from cairn.domain.instruments.meaning import BandSet, ChangeRule, RecoveryRule, ResponseRule
from cairn.domain.instruments.plan import OneOf, Plan, make_plan
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
    """What happens when a scored item is blank. A score may name a sourced rule of its own beside it."""

    STRICT = "strict"
    """No score; the blanks are named."""


class Status(StrEnum):
    """How far the definition was compared with the publication it comes from."""

    DRAFT = "draft"
    """Some key or rule is from memory or unknown; the scores it affects are refused."""
    CHECKED_AGAINST_COPIES = "checked-against-copies"
    """Wording and key agree with public copies of the official form."""
    VERIFIED_AGAINST_PRIMARY = "verified-against-primary"
    """Somebody held the original publication beside it."""


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
    one_of: OneOf = ()
    """Groups of items of which one answer is enough."""
    notes: tuple[Wording, ...] = ()
    """What a clinician must know when reading a score."""
    plan: Plan = field(init=False, compare=False, repr=False)
    """The instrument made ready for scoring."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "plan", make_plan(self.items, self.one_of, self.scores, self.bands))

    @property
    def key(self) -> str:
        """What is stored with answers and scores: `phq-9@1`."""
        return f"{self.id}@{self.version}"

    @property
    def primary(self) -> ScoreRule:
        """The score that is charted and compared."""
        return self.scores[0]

    @property
    def is_worded(self) -> bool:
        """Whether every word a person needs to answer it is there; a skeleton waits for the site's text."""
        return all(item.is_worded for item in self.items)

    def item(self, number: str) -> Item:
        """The item with that canonical number, which must exist."""
        return self.plan.items[number]

    def score_rule(self, score: str) -> ScoreRule:
        """The score rule with that id, which must exist."""
        return next(rule for rule in self.scores if rule.id == score)

    def band_set(self, score: str) -> BandSet | None:
        """The first band set drawn on that score; None where nobody has published one."""
        return next((bands for bands in self.bands if bands.score == score), None)
