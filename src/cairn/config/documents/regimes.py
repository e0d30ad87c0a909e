"""The regimes: each requirement with its dates, source and grade, and what the source did not answer."""

from cairn.components.content_sections.pack import pack_sections
from cairn.config.documents.page import laid_out, page, quoted
from cairn.content.readers.regime import packs
from cairn.domain.regimes.pack import Pack


def regimes() -> str:
    """Every pack of the package."""
    return page(
        "Regimes",
        "A dated reading of what a place requires, not legal advice. Only grade A stops anything by itself; "
        "A_agency, A_superseded, B and P do after a named reviewer of the site agreed; "
        "what is of grade C or U is a gap and stops nothing.",
        *(_pack(each) for each in packs().values()),
    )


def _pack(pack: Pack) -> str:
    summary = (
        f"Version {pack.version}, {pack.status.value}, {pack.jurisdiction}. Text as of {pack.text_as_of}; "
        f"to be read again by {pack.recheck_by}. Days are counted in {pack.zone.key}. "
        f"An amount here means {pack.dose_unit}."
    )
    return f"## {pack.title} · {quoted(pack.key)}\n\n{summary}\n\n{laid_out(pack_sections(pack))}"
