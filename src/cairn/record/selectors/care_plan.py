"""Find roadmaps."""

from cairn.domain.roadmap.plain import from_plain
from cairn.domain.roadmap.roadmap import Roadmap
from cairn.domain.vocabulary import CarePlanStatus
from cairn.record.models import CarePlan, EpisodeOfCare

__all__ = ["CarePlan", "active_plan", "open_proposal", "plans_of", "roadmap_of"]


def active_plan(episode: EpisodeOfCare) -> CarePlan | None:
    """The roadmap in force."""
    return CarePlan.objects.filter(episode=episode, status=CarePlanStatus.ACTIVE.value).first()


def open_proposal(episode: EpisodeOfCare) -> CarePlan | None:
    """The roadmap that waits for the person's answer."""
    return CarePlan.objects.filter(episode=episode, status=CarePlanStatus.DRAFT.value).first()


def plans_of(episode: EpisodeOfCare) -> list[CarePlan]:
    """Every version, the latest first."""
    found = CarePlan.objects.filter(episode=episode).select_related("proposed_by", "agreed_by")
    return list(found.order_by("-version"))


def roadmap_of(plan: CarePlan) -> Roadmap:
    """A stored roadmap as the value it was."""
    return from_plain(plan.steps)
