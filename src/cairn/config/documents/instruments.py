"""The instruments: structure, scores, meaning, licence, sources. Never the wording of an item."""

from cairn.components.content_sections.instrument import instrument_sections
from cairn.config.documents.page import laid_out, page, quoted, table
from cairn.content.readers.instrument import instruments as read_instruments
from cairn.content.readers.instrument_refused import refused_instruments
from cairn.domain.instruments.definition import Instrument

REFUSED = ("measure", "title", "owner", "why it is not shipped")


def instruments() -> str:
    """Every instrument of the package, and those that are not shipped."""
    return page(
        "Instruments",
        "A score needs every scored item: a blank is never zero, unless a score names a rule of its own with its "
        "source. A number of grade C or U is shown with its grade and asserted by nothing. A score whose key is not "
        "verified is refused.",
        *(_instrument(each) for each in read_instruments().values()),
        "## Not shipped",
        table(
            REFUSED,
            (
                (quoted(each.id), each.title.en, each.holder, each.why.en)
                for each in refused_instruments().values()
            ),
        ),
    )


def _instrument(it: Instrument) -> str:
    about = (
        f"{it.title.en}. {it.construct.en}, {it.recall.en}",
        f"{it.rater.value}-rated",
        it.direction.value,
        f"{len(it.items)} items",
        it.status.value,
    )
    return f"## {it.short} · {quoted(it.key)}\n\n{'; '.join(about)}.\n\n{laid_out(instrument_sections(it))}"
