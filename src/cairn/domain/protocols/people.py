"""Who takes part in a step, and as what."""

from enum import StrEnum
from functools import lru_cache


class Who(StrEnum):
    """One of the people a protocol is for."""

    PERSON = "person"
    """Whose record and roadmap it is."""
    PARTNER = "partner"
    """The other of a couple, who has a record and a roadmap of their own."""


class Part(StrEnum):
    """What somebody is in a session."""

    DOSED = "dosed"
    """Takes the product."""
    PRESENT = "present"
    """Is there without taking it."""
    APART = "apart"
    """Is told of it and stays away from the room."""


@lru_cache(maxsize=256)
def coming_of(people: tuple[tuple[Who, Part], ...]) -> tuple[Who, ...]:
    """Those who are there; somebody who stays apart is not."""
    return tuple(who for who, part in people if part is not Part.APART)
