"""The protocols: steps, windows, gates, measures, papers, what may be changed, each with its reason and source."""

from cairn.components.content_sections.protocol import protocol_sections
from cairn.config.documents.page import laid_out, page, quoted
from cairn.content.readers.protocol import protocols as read_protocols
from cairn.domain.protocols.protocol import Protocol


def protocols() -> str:
    """Every protocol of the package."""
    return page(
        "Protocols",
        "A protocol someone is on is never edited: a new version is a new file. Times are counted "
        "from another step.",
        *(_protocol(each) for each in read_protocols().values()),
    )


def _protocol(it: Protocol) -> str:
    head = f"## {it.title['en']} · {quoted(it.key)}\n\n{it.purpose['en']} Status: {it.status.value}."
    return f"{head}\n\n{laid_out(protocol_sections(it))}"
