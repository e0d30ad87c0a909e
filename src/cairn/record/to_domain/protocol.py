"""The protocol a roadmap names."""

from typing import Final

from cairn.content.readers.protocol import protocols
from cairn.domain.protocols.protocol import Protocol

DEFAULT_PROTOCOL: Final = "supported-session@1"


def protocol_of(key: str | None) -> Protocol:
    """The protocol by the key a roadmap names, or the one a person would be offered."""
    return protocols()[key or DEFAULT_PROTOCOL]
