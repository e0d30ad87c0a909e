"""What must be true before a step, beyond the papers and the law."""

from dataclasses import dataclass

from cairn.domain.citations import Citation
from cairn.domain.protocols.words import Words
from cairn.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that must be true before a step.

    :param before: the id of that step.
    :param needs: the ids of the gates and steps that come before it; they may not lead back to it.
    :param who: who can see to it.
    """

    id: str
    before: str
    title: Words
    why: Words
    who: tuple[Role, ...]
    citation: Citation
    needs: tuple[str, ...] = ()
