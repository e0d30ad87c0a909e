"""What is known of a class of medicines together with psilocybin."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cairn.domain.citations import Citation
from cairn.domain.comparisons import Answer
from cairn.domain.dates import Period
from cairn.domain.vocabulary import Grade


@dataclass(frozen=True, slots=True)
class Stance:
    """One of three questions kept apart: an answer, and the words behind it."""

    answer: Answer
    words: str


@dataclass(frozen=True, slots=True)
class Interaction:
    """One row of the interaction table. It says what is known; it never says to stop or taper a medicine.

    :param id: such as ``DDI-06``.
    :param classes: the classes of medicine it is about.
    :param window: how long after the last dose it still matters; None where any mention matters.
    :param window_words: where the window comes from, in words.
    :param window_grade: how the window was verified, where that is not how the row was.
    :param direction: what happens to the effect, or which risk rises.
    """

    id: str
    title: str
    classes: frozenset[str]
    window: Period | None
    window_words: str
    direction: str
    mechanism: str
    evidence: str
    citation: Citation
    more: tuple[Citation, ...]
    trial_excluded: Stance
    harm_evidence: Stance
    jurisdiction_prohibited: Stance
    window_grade: Grade | None = None

    @property
    def window_citation(self) -> Citation:
        """The row's source, with the grade of its window."""
        return self.citation if self.window_grade is None else replace(self.citation, grade=self.window_grade)


def interactions_with(classes: frozenset[str], table: Iterable[Interaction]) -> tuple[Interaction, ...]:
    """The rows that speak of a medicine with these classes, in the order of the table."""
    return tuple(row for row in table if row.classes & classes)
