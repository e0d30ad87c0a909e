"""Everything that stands before one administration session, asked the same way by the page and by the start itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cairn.domain.facts import FactValue
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.situation import Situation
from cairn.domain.pathway.stages import Stage
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.vocabulary import Role, Severity
from cairn.record.models import Administration, Encounter
from cairn.record.selectors.consent import active_consents
from cairn.record.to_domain.situation import situation_of

AGREED_DOSE_PLAN = "agreed-dose-plan"


@dataclass(frozen=True, slots=True)
class StartGates:
    """The situation as it was read, and what is unmet in it, most serious first."""

    situation: Situation
    unmet: tuple[Unmet, ...]

    @property
    def stopping(self) -> tuple[Unmet, ...]:
        """What the session waits for."""
        return tuple(each for each in self.unmet if each.stops)


def start_gates(encounter: Encounter, at: datetime, stated: Mapping[str, FactValue]) -> StartGates:
    """Ask every gate of one session.

    :param stated: who is present, as somebody says while starting: ``admin.facilitators_present`` and the like.
    """
    episode = encounter.episode
    situation = situation_of(episode, at, stated)
    unmet = unmet_before(Stage.ADMINISTRATION, situation)
    return StartGates(situation, (*_plan_taken_back(encounter), *unmet))


def _plan_taken_back(encounter: Encounter) -> tuple[Unmet, ...]:
    planned = Administration.objects.filter(encounter=encounter).exclude(planned_at=None).exists()
    if not planned or AGREED_DOSE_PLAN in active_consents(encounter.episode):
        return ()
    what = "The client has taken back the dose plan."
    how = "Speak about it. Agree a new plan with the client, or do not hold the session."
    who = (Role.CLIENT, Role.FACILITATOR)
    return (Unmet("dose.plan-withdrawn", what, who, Severity.BLOCK, None, how),)
