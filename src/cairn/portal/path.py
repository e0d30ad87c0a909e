"""The person's path as stones: where they are, what is behind, what comes."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from cairn.components.presenters import Stone, StoneState
from cairn.components.times import moment
from cairn.domain.pathway.stages import Stage
from cairn.domain.roadmap.roadmap import Roadmap
from cairn.portal.forms.intake import language


def roadmap_stones(roadmap: Roadmap, held: frozenset[str]) -> tuple[Stone, ...]:
    """A stone for each step of a roadmap; the first that was not held is where they are.

    :param held: the ids of the steps that took place.
    """
    here = next((step.id for step in roadmap.steps if step.id not in held), None)

    def state(step_id: str) -> StoneState:
        if step_id == here:
            return StoneState.HERE
        return StoneState.DONE if step_id in held else StoneState.AHEAD

    return tuple(
        Stone(
            step.title[language()],
            state(step.id),
            format_html("{} · {}", moment(step.starts), step.duration.words[language()]),
        )
        for step in roadmap.steps
    )


def nearby(stones: tuple[Stone, ...]) -> tuple[Stone, ...]:
    """The stone where they are, the one behind it and the next three."""
    index = next(
        (number for number, stone in enumerate(stones) if stone.state is StoneState.HERE), len(stones) - 1
    )
    return stones[max(index - 1, 0) : index + 4]


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
