"""Who takes part in a step, and as what."""

from enum import StrEnum


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
