"""The person's path as stones: where they are, what is behind, what comes."""

from datetime import datetime

from django.utils.translation import gettext as _

from cairn.components.presenters import Stone, StoneState
from cairn.components.times import between
from cairn.domain.pathway.stages import Stage
from cairn.domain.roadmap.roadmap import Roadmap
from cairn.portal.forms.intake import language


def roadmap_stones(roadmap: Roadmap, at: datetime) -> tuple[Stone, ...]:
    """A stone for each step of a roadmap; the first that is not over is where they are."""
    here = next((step.id for step in roadmap.steps if step.ends > at), None)

    def state(step_id: str, ends: datetime) -> StoneState:
        if step_id == here:
            return StoneState.HERE
        return StoneState.DONE if ends <= at else StoneState.AHEAD

    return tuple(
        Stone(step.title[language()], state(step.id, step.ends), str(between(step.starts, step.ends)))
        for step in roadmap.steps
    )


def stage_stones(stage: Stage) -> tuple[Stone, ...]:
    """A stone for each stage in plain words, for as long as there is no roadmap."""
    words = (
        (Stage.FIT, _("Getting to know each other")),
        (Stage.SCREENING, _("Questions about your health")),
        (Stage.ROADMAP, _("Planning it together")),
        (Stage.PREPARATION, _("Preparation")),
        (Stage.ADMINISTRATION, _("Your day")),
        (Stage.INTEGRATION, _("Integration")),
        (Stage.FOLLOWING_UP, _("The year after")),
    )
    order = list(Stage)

    def state(other: Stage) -> StoneState:
        if other is stage:
            return StoneState.HERE
        return StoneState.DONE if order.index(other) < order.index(stage) else StoneState.AHEAD

    return tuple(Stone(name, state(other)) for other, name in words)
