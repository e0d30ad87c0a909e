"""What is unmet before the next stage, as lines of a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cairn.clinic.words import STAGE_WORDS, roles_words
from cairn.components.presenters import UnmetLine
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.situation import Situation
from cairn.domain.pathway.stages import Stage, usual_next
from cairn.domain.vocabulary import Severity
from cairn.record.selectors.person import EpisodeOfCare
from cairn.record.to_domain.situation import situation_of

_QUIET: Final = frozenset({Severity.NOTE.value, Severity.REVIEW.value, Severity.CLEAR.value})


@dataclass(frozen=True, slots=True)
class NextUnmet:
    """The next stage in words, and what is unmet before it; no stage where the way is at its end.

    :param lines: what the step waits for.
    :param notes: what only says so.
    """

    stage: str
    lines: tuple[UnmetLine, ...]
    notes: tuple[UnmetLine, ...] = ()


def next_unmet(episode: EpisodeOfCare | None, *, at: datetime) -> NextUnmet:
    """What stands before the usual next stage of an episode."""
    there = None if episode is None else usual_next(Stage(episode.stage))
    if episode is None or there is None:
        return NextUnmet("", ())
    lines = lines_before(there, situation_of(episode, at))
    stops = tuple(line for line in lines if line.kind not in _QUIET)
    return NextUnmet(STAGE_WORDS[there], stops, tuple(line for line in lines if line.kind in _QUIET))


def lines_before(stage: Stage, here: Situation) -> tuple[UnmetLine, ...]:
    """The unmet of one gate as lines."""
    return tuple(
        UnmetLine(
            unmet.severity.value, unmet.what, f"{roles_words(unmet.who).capitalize()}. {unmet.how}".strip()
        )
        for unmet in unmet_before(stage, here)
    )
