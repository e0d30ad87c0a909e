"""A person screened: their confirmed facts, the site's profile, the law of the place, and who reviewed what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cairn.content.readers.regime import packs
from cairn.content.readers.screening import profiles, regime_rules, rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.facts import Facts
from cairn.domain.screening.profile import RuleSet
from cairn.domain.screening.result import ScreeningResult, screen
from cairn.domain.screening.rule import Occasion, Rule
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.errors import RefusedError
from cairn.record.models import Encounter, EpisodeOfCare, Site

AHEAD: Final = frozenset({EncounterStatus.PLANNED.value, EncounterStatus.IN_PROGRESS.value})
"""What an encounter is before it is over."""


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
    """What a site asks at a moment.

    :raises RefusedError: where the site screens under a profile of its own that its content no longer holds:
        asking less than it decided to ask would be worse than asking nothing.
    """
    if site.screening_profile not in profiles():
        raise RefusedError(
            "profile-gone",
            f"This centre screens under the profile “{site.screening_profile}”, which its content does not hold. "
            "Put it back into the content folder, or choose another profile under Content.",
        )
    pack = packs()[site.regime]
    day = pack.day(at)
    law = regime_rules(pack, day, reviewers.get(site.regime, ()))
    return Asked(rule_set(site.screening_profile).reviewed_by(reviewers), law, day, occasion)


def local_day(site: Site, at: datetime) -> date:
    """The calendar day it is at the site."""
    return at.astimezone(ZoneInfo(site.zone)).date()


def occasion_of(episode: EpisodeOfCare, at: datetime) -> Occasion:
    """The dose day, where an administration session of this episode is planned for the calendar day it is here."""
    ahead = Encounter.objects.filter(
        episode=episode, kind=EncounterKind.ADMINISTRATION.value, status__in=AHEAD
    ).exclude(planned_start=None)
    site = episode.patient.site
    planned = {local_day(site, start) for start in ahead.values_list("planned_start", flat=True) if start}
    return Occasion.DOSE_DAY if local_day(site, at) in planned else Occasion.SCREENING
