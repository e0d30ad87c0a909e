"""Reads what of a protocol may be changed for a person."""

from cairn.content.readers.fields import Fields
from cairn.content.readers.protocol_entries import read_period, read_words, row
from cairn.domain.protocols.tailoring import Changes, Tailoring
from cairn.domain.protocols.window import Window

_YES_OR_NO = ("yes", "no")


def read_tailoring(file: str, entry: object) -> Tailoring:
    """One thing that may be changed, with its limits."""
    fields = row(file, entry)
    changes = fields.code("changes", Changes)
    numbers = changes in {Changes.SESSIONS, Changes.SPACING, Changes.MINUTES}
    tailoring = Tailoring(
        id=fields.entry,
        changes=changes,
        title=read_words(fields, "title"),
        steps=_texts(fields, "steps"),
        usual=str(fields.integer("usual")) if numbers else fields.text("usual"),
        why=read_words(fields, "why"),
        citation=fields.citation("source"),
        least=fields.integer("least") if numbers else 0,
        most=fields.integer("most") if numbers else 0,
        options=_options(fields, changes),
        measures=_texts(fields, "measures"),
        copies=_text(fields, "copies"),
        further=read_words(fields, "further") if fields.has("further") else None,
        between=_between(fields) if fields.has("between") else None,
        drops=_texts(fields, "drops"),
        give=fields.integer("give") if fields.has("give") else 0,
        recount=_texts(fields, "recount"),
        from_step=_text(fields, "from_step"),
        to_step=_text(fields, "to_step"),
    )
    fields.close()
    return tailoring


def _options(fields: Fields, changes: Changes) -> tuple[str, ...]:
    if changes is Changes.OPTION:
        return _YES_OR_NO
    return fields.texts("options") if changes is Changes.MODALITY else ()


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    return fields.texts(key) if fields.has(key) else ()


def _text(fields: Fields, key: str) -> str:
    return fields.text(key) if fields.has(key) else ""


def _between(fields: Fields) -> Window:
    inner = fields.inner("between")
    opens, closes, typical = (read_period(inner, key) for key in ("opens", "closes", "typical"))
    inner.close()
    return Window("", opens, closes, typical)
