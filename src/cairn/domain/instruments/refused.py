"""A measure people may look for that is not shipped, and why not."""

from dataclasses import dataclass

from cairn.domain.citations import Citation
from cairn.domain.instruments.wording import Wording


@dataclass(frozen=True, slots=True)
class RefusedInstrument:
    """A measure without even a skeleton here: no numbers, no key.

    :param why: the reason and what a site could do, for staff.
    :param references: where the measure was published.
    """

    id: str
    title: Wording
    holder: str
    why: Wording
    references: tuple[Citation, ...]
