"""What every question to a regime shares: which pack is meant, how it is named, and how a source is shown."""

from collections.abc import Iterator
from datetime import date

from cairn.cli.terminal import BadInput
from cairn.content.readers.regime import packs
from cairn.domain.citations import Citation
from cairn.domain.regimes.pack import Pack, PackStatus


def pack_named(key: str) -> Pack:
    """A pack by its key.

    :raises BadInput: listing what there is.
    """
    if key not in packs():
        raise BadInput(f"There is no regime '{key}'. There are: {', '.join(packs())}.")
    return packs()[key]


def day_of(text: str) -> date:
    """A day as it was typed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"'{text}' is not a day. Write it as 2026-12-01.") from None


def pack_lines(pack: Pack, on: date) -> Iterator[str]:
    """Which text is asked, and whether it should be read again by then."""
    yield f"{pack.title}"
    yield f"{pack.key} {pack.version} ({pack.status}), text of {pack.text_as_of}, sha256 {pack.content_hash[:12]}"
    if pack.status is PackStatus.DISABLED:
        yield "Disabled: too little is known to work under it. Only its questions are asked."
    if on >= pack.recheck_by:
        yield f"Read again: the text may have changed on or after {pack.recheck_by}."


def source_words(rule: str, citation: Citation) -> str:
    """A rule with its source and grade."""
    return f"[{rule}; {citation.text}; grade {citation.grade}]"
