"""A person screened: their confirmed facts, the site's profile, the law of the place, and who reviewed what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cairn.content.readers.regime import packs
from cairn.content.readers.screening import regime_rules, rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.facts import Facts
from cairn.domain.screening.profile import RuleSet
from cairn.domain.screening.result import ScreeningResult, screen
from cairn.domain.screening.rule import Rule
from cairn.record.models import Site


@dataclass(frozen=True, slots=True)
class Asked:
    """What a site asks: its rules under its profile, and the law's exclusions on a day."""

    rules: RuleSet
    law: tuple[Rule, ...]
    day: date

    def screen(self, facts: Facts) -> ScreeningResult:
        """Screen one person's facts, on the calendar day of the place."""
        return screen(facts, self.rules, self.day, self.law)


def asked_at(site: Site, at: datetime, reviewers: Mapping[str, tuple[Reviewer, ...]]) -> Asked:
    """What a site asks at a moment."""
    pack = packs()[site.regime]
    day = pack.day(at)
    law = regime_rules(pack, day, reviewers.get(site.regime, ()))
    return Asked(rule_set(site.screening_profile).reviewed_by(reviewers), law, day)
