"""A person screened: their confirmed facts, the site's profile, the law of the place, and who reviewed what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from cairn.content.readers.regime import packs
from cairn.content.readers.screening import regime_rules, rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.facts import UNKNOWN, Facts
from cairn.domain.screening.profile import RuleSet
from cairn.domain.screening.result import ScreeningResult, screen
from cairn.domain.screening.rule import Occasion, Rule
from cairn.domain.vocabulary import EncounterKind
from cairn.record.models import Encounter, FactStatement, Site

ASKED_AGAIN: Final = timedelta(hours=24)
"""How long before a session its screening may be asked again, and how long an answer about that day holds. A house
rule, for the medical director."""
_AHEAD: Final = frozenset({"planned", "in-progress"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a site asks: its rules under its profile, and the law's exclusions on a day.

    :param occasion: whether the rules of the dose day are asked too.
    """

    rules: RuleSet
    law: tuple[Rule, ...]
    day: date
    occasion: Occasion = Occasion.SCREENING

    def screen(self, facts: Facts) -> ScreeningResult:
        """Screen one person's facts, on the calendar day of the place."""
        return screen(facts, self.rules, self.day, self.law, self.occasion)


def asked_at(
    site: Site,
    at: datetime,
    reviewers: Mapping[str, tuple[Reviewer, ...]],
    occasion: Occasion = Occasion.SCREENING,
) -> Asked:
    """What a site asks at a moment."""
    pack = packs()[site.regime]
    day = pack.day(at)
    law = regime_rules(pack, day, reviewers.get(site.regime, ()))
    return Asked(rule_set(site.screening_profile).reviewed_by(reviewers), law, day, occasion)


def occasion_at(encounters: Iterable[Encounter], at: datetime) -> Occasion:
    """The dose day, where an administration session is planned within the next hours or has begun."""
    near = any(
        row.planned_start is not None and row.planned_start - ASKED_AGAIN <= at
        for row in encounters
        if row.kind == EncounterKind.ADMINISTRATION.value and row.status in _AHEAD
    )
    return Occasion.DOSE_DAY if near else Occasion.SCREENING


def fresh(facts: Facts, statements: Mapping[str, FactStatement], rules: RuleSet, at: datetime) -> Facts:
    """The facts without answers about an earlier dose day: what somebody ate then says nothing of today."""
    names = rules.fact_names
    of_the_day = set(names[Occasion.DOSE_DAY]) - set(names[Occasion.SCREENING])
    old = [fact for fact in of_the_day if fact in statements and statements[fact].at < at - ASKED_AGAIN]
    return facts.with_values(dict.fromkeys(old, UNKNOWN)) if old else facts
