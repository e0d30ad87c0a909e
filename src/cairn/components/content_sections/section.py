"""One part of a piece of content: a heading, words under it, and a table where there is something to line up."""

from dataclasses import dataclass

from cairn.components.presenters import Column
from cairn.domain.citations import Citation
from cairn.domain.dates import Period

SOURCED = (Column("Source"), Column("Grade"))
"""The last two columns of whatever has a source of its own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with words and rows. Cells are words already; an empty cell says that nothing applies.

    :param notice: whether the words are a warning: something is refused, or not known.
    :param stacked: whether each row is a block of its own, named by its first two cells: too much for a line.
    """

    title: str
    words: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notice: bool = False
    stacked: bool = False

    @property
    def blocks(self) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
        """Each row as a block: its code, its name, and what is filled in of the rest, each with its label."""
        labels = [column.label for column in self.columns[2:]]
        return tuple(
            (row[0], row[1], tuple(pair for pair in zip(labels, row[2:], strict=True) if pair[1]))
            for row in self.rows
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.words and not self.rows


def sourced(citation: Citation) -> tuple[str, str]:
    """The cells under ``SOURCED``."""
    return citation.text, citation.grade.value


def shown(*sections: Section) -> tuple[Section, ...]:
    """The sections that hold something."""
    return tuple(section for section in sections if not section.is_empty)


def length(period: Period) -> str:
    """A period in words: ``30 days``, ``12 months``, ``24 hours``."""
    days, seconds = period.exact.days, period.exact.seconds
    counted = (
        (period.months, "month"),
        (days, "day"),
        (seconds // 3600, "hour"),
        (seconds % 3600 // 60, "minute"),
    )
    parts = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in counted if count]
    return " and ".join(parts) or "0 days"
