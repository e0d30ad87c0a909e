"""Who has read or written in the record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Access:
    """One entry of the person's access log.

    :param number: its place in the log of the whole site.
    :param account: who it was; None for the product itself.
    :param subject: kind and id of what was read or written.
    """

    number: int
    at: datetime
    action: str
    writes: bool
    name: str
    account: UUID | None = None
    subject: str = ""
    device: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """The name of its resource."""
        return f"access-{self.number}"
