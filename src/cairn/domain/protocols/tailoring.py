"""What of a protocol may be changed for one person, and how far."""

from dataclasses import dataclass
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.protocols.window import Window
from cairn.domain.protocols.words import Words


class Changes(StrEnum):
    """What a tailoring changes."""

    SESSIONS = "sessions"
    """How many sessions a series has."""
    SPACING = "spacing"
    """How many days lie between a step and the one it is counted from."""
    MINUTES = "minutes"
    """How long each of its steps lasts."""
    MODALITY = "modality"
    """How its steps are held."""
    OPTION = "option"
    """Whether its optional steps and measures are part of the way."""


@dataclass(frozen=True, slots=True)
class Tailoring:
    """One thing that may be changed.

    :param steps: the steps it is about; for a series of sessions, in their order.
    :param least: the fewest sessions, days or minutes.
    :param most: the most.
    :param usual: what holds when nobody asks for anything.
    :param options: the words that may be asked for, where it is no number.
    :param measures: the ids of the optional measure points an option adds.
    :param copies: the step a further session of a series is like; it comes after it.
    :param further: the name of a further session, to which its number is added.
    :param between: when a further session may be held, counted from the one before it.
    :param drops: the steps left out for fewer sessions, the first to go first.
    :param give: by how many days a step may lie on either side of the days asked for.
    :param recount: the steps and measures an option counts from ``to_step`` instead of ``from_step``.
    """

    id: str
    changes: Changes
    title: Words
    steps: tuple[str, ...]
    usual: str
    why: Words
    citation: Citation
    least: int = 0
    most: int = 0
    options: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    copies: str = ""
    further: Words | None = None
    between: Window | None = None
    drops: tuple[str, ...] = ()
    give: int = 0
    recount: tuple[str, ...] = ()
    from_step: str = ""
    to_step: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it asks for a whole number between the least and the most."""
        return self.changes in {Changes.SESSIONS, Changes.SPACING, Changes.MINUTES}

    def allows(self, wish: str) -> bool:
        """Whether a wish lies within its limits."""
        if not self.is_number:
            return wish in self.options
        return wish.isascii() and wish.isdigit() and self.least <= int(wish) <= self.most
