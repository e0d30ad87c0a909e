"""What is unmet before the next stage, as lines of a page."""

from dataclasses import dataclass
from datetime import datetime

from cairn.clinic.words import STAGE_WORDS, roles_words
from cairn.components.presenters import UnmetLine
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.situation import Situation
from cairn.domain.pathway.stages import Stage, usual_next
from cairn.record.selectors.person import EpisodeOfCare
from cairn.record.to_domain.situation import situation_of


@dataclass(frozen=True, slots=True)
class NextUnmet:
    """The next stage in words, and what is unmet before it; no stage where the way is at its end."""

    stage: str
    lines: tuple[UnmetLine, ...]


def next_unmet(episode: EpisodeOfCare | None, *, at: datetime) -> NextUnmet:
    """What stands before the usual next stage of an episode."""
    there = None if episode is None else usual_next(Stage(episode.stage))
    if episode is None or there is None:
        return NextUnmet("", ())
    return NextUnmet(STAGE_WORDS[there], lines_before(there, situation_of(episode, at)))


def lines_before(stage: Stage, here: Situation) -> tuple[UnmetLine, ...]:
    """The unmet of one gate as lines."""
    return tuple(
        UnmetLine(
            unmet.severity.value, unmet.what, f"{roles_words(unmet.who).capitalize()}. {unmet.how}".strip()
        )
        for unmet in unmet_before(stage, here)
    )
