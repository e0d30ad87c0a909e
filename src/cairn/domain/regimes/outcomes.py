"""What a rule said of an event, with all that is needed to say it again later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from cairn.domain.citations import Citation
from cairn.domain.regimes.events import Effect, Standing
from cairn.domain.vocabulary import Basis, Role


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which rule of which text was asked, when, with what.

    :param pack: the pack's id.
    :param version: the pack's version.
    :param content_hash: SHA-256 of the pack's file.
    :param rule: the rule's id.
    :param on: the day of the event.
    :param inputs: the facts the rule looked at, as plain JSON, by fact id; null where nobody has said.
    """

    pack: str
    version: str
    content_hash: str
    rule: str
    on: date
    inputs: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule said of one event.

    :param slot: what the rule is about, the same for the law's rule and the house's on one subject.
    :param enforced: whether the grade of its source, or the site's own review, lets it stop anything.
    :param words: the rule in words.
    :param said: what was found.
    :param how: what to do next.
    :param who: the roles that can see to it.
    :param lacking: the facts nobody has established, or the documents or actions that are missing, as codes.
    """

    rule: str
    slot: str
    effect: Effect
    basis: Basis
    standing: Standing
    enforced: bool
    words: str
    said: str
    how: str
    who: tuple[Role, ...]
    citation: Citation
    provenance: Provenance
    lacking: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the rule waits for something."""
        return self.standing in {Standing.UNMET, Standing.UNDETERMINED}

    @property
    def stops(self) -> bool:
        """Whether the event may not happen. An unknown on a rule that stops, stops."""
        return self.enforced and self.effect.stops and self.is_open
