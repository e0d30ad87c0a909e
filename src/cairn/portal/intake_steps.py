"""Where a person stands with the questions: section by section, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.content.readers.fact import sections
from cairn.portal.forms.intake import language, questions
from cairn.record.selectors.fact_statement import FactStatement

ABOUT_YOU, MEDICINES = "about-you", "medicines"


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section: how many questions it has, how many are answered, how many wait to be confirmed."""

    id: str
    title: str
    asked: int
    answered: int
    to_confirm: int

    @property
    def is_whole(self) -> bool:
        """Whether every question has an answer, 'not sure' included."""
        return self.answered >= self.asked


def section_states(statements: Mapping[str, FactStatement]) -> list[SectionState]:
    """Every section in order. Who the person is counts as answered: the centre knows their name."""
    return [_state(section, words[language()], statements) for section, words in sections().items()]


def _state(section: str, title: str, statements: Mapping[str, FactStatement]) -> SectionState:
    asked = [fact.id for fact in questions(section) if section != ABOUT_YOU]
    if section == MEDICINES:
        asked.append("medicines")
    rows = [statements[fact] for fact in asked if fact in statements]
    return SectionState(
        id=section,
        title=title,
        asked=len(asked),
        answered=sum(1 for row in rows if row.status == "confirmed"),
        to_confirm=sum(1 for row in rows if row.status == "prefilled"),
    )


def next_section(section: str) -> str | None:
    """The section after this one."""
    order = list(sections())
    index = order.index(section) + 1
    return order[index] if index < len(order) else None
