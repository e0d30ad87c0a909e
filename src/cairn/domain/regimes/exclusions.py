"""The rules of a regime about who may take part at all, as the screening asks them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cairn.domain.citations import Citation, Reviewer
from cairn.domain.conditions import Condition, Not
from cairn.domain.regimes.demands import Forbid
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.rules import Rule
from cairn.domain.vocabulary import Basis

SUBJECTS: Final = ("eligibility.", "exclusion.")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One rule that keeps a person from taking part.

    :param condition: holds where the person may not take part; unknown is not assessed, never clear.
    :param enforced: whether it may block; where not, it shows as a gap until somebody of the site reviews it.
    :param pack: the pack's key; with version and hash the finding can be replayed.
    """

    id: str
    slot: str
    condition: Condition
    words: str
    how: str
    citation: Citation
    basis: Basis
    enforced: bool
    pack: str
    pack_version: str
    pack_hash: str


def screening_rules_of(pack: Pack, on: date, reviewers: tuple[Reviewer, ...] = ()) -> tuple[Exclusion, ...]:
    """The exclusions in force on a day, in the pack's order."""
    return tuple(
        _exclusion(rule, rule.demand, pack, reviewers)
        for rule in pack.asked
        if rule.is_verified
        and rule.slot.startswith(SUBJECTS)
        and isinstance(rule.demand, Forbid)
        and rule.in_force.on(on)
    )


def _exclusion(rule: Rule, demand: Forbid, pack: Pack, reviewers: tuple[Reviewer, ...]) -> Exclusion:
    if demand.when is not None:
        condition = demand.when
    else:
        assert demand.unless is not None  # noqa: S101 -- the reader lets exactly one stand
        condition = Not(demand.unless)
    return Exclusion(
        id=rule.id,
        slot=rule.slot,
        condition=condition,
        words=rule.words,
        how=rule.how,
        citation=rule.citation,
        basis=rule.basis,
        enforced=pack.enforces(rule, reviewers),
        pack=pack.key,
        pack_version=pack.version,
        pack_hash=pack.content_hash,
    )
