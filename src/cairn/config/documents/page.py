"""What a generated page is made of."""

from collections.abc import Iterable, Sequence

from cairn.components.content_sections.section import Section

GENERATED = "<!-- Printed by scripts/docs. Change the code or the content, not this file. -->"


def page(title: str, *parts: str) -> str:
    """A whole Markdown page: title, notice, and its parts."""
    return "\n\n".join((f"# {title}", GENERATED, *(part for part in parts if part))) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; empty where there are no rows."""
    lines = [_line(row) for row in rows]
    if not lines:
        return ""
    return "\n".join((_line(head), _line(["---"] * len(head)), *lines))


def laid_out(sections: Iterable[Section]) -> str:
    """Sections of a piece of content as Markdown: a heading, its words, its table."""
    return "\n\n".join(part for section in sections for part in _parts(section) if part)


def _parts(section: Section) -> tuple[str, ...]:
    heads = [column.label for column in section.columns]
    rows = (
        [quoted(cell) if column.is_code else cell for column, cell in zip(section.columns, row, strict=True)]
        for row in section.rows
    )
    return f"### {section.title}", *section.words, table(heads, rows)


def quoted(code: object) -> str:
    """The text as code; nothing where it is empty."""
    return f"`{code}`" if str(code) else ""


def listed(values: Iterable[object], *, as_code: bool = True) -> str:
    """Values in one cell."""
    return ", ".join(quoted(value) if as_code else str(value) for value in values)


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return " ".join(text.split()).replace("|", "\\|")
