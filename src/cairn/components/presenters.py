"""Small values a view hands to a template. Everything is already words; nothing here reads a record."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Link(NamedTuple):
    """One entry of a menu, of tabs or of a breadcrumb."""

    label: str
    url: str
    current: bool = False


class StoneState(StrEnum):
    """Where a stone of the path lies."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Stone:
    """One stone of a path: its name, whether it is behind, here or ahead, and a line under it."""

    name: str
    state: StoneState = StoneState.AHEAD
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """One thing that is unmet before a step: how serious, what, who can resolve it, and where."""

    kind: str
    what: str
    who: str = ""
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a definition list. `value` None means nobody knows, and is shown as that."""

    label: str
    value: object | None
    origin: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand at the right, and codes are printed as codes in the reference."""

    label: str
    is_number: bool = False
    is_code: bool = False


def stones(names: list[str], here: int) -> tuple[Stone, ...]:
    """Stones for `names` with the one at index `here` as the place where the person is."""

    def state(index: int) -> StoneState:
        if index < here:
            return StoneState.DONE
        return StoneState.HERE if index == here else StoneState.AHEAD

    return tuple(Stone(name, state(index)) for index, name in enumerate(names))
