"""A piece of clinical content as the content pages list it, and the kinds there are."""

from dataclasses import dataclass
from typing import Final

from cairn.clinic.finding_lines import GRADE_WORDS
from cairn.domain.citations import Citation
from cairn.domain.vocabulary import Grade

KINDS: Final = {
    "rules": "Screening rules",
    "interactions": "Interactions",
    "profiles": "Threshold profiles",
    "law": "Law of the place",
    "measures": "Measures",
    "protocols": "Protocols",
    "papers": "Papers",
    "medicines": "Medicines",
}
"""Each kind's place in the address, and its name."""


@dataclass(frozen=True, slots=True)
class ContentEntry:
    """One piece of content.

    :param key: what stands in the address.
    :param reviewed_as: what a review is recorded for; the rules of a place are answered for as a whole.
    :param grade: None where each part has its own.
    :param tag: a severity or a state that a list shows beside the title; empty where there is none.
    :param waits: whether it would enforce something once a named person here has read it.
    :param would_change: what a review changes, in words.
    """

    kind: str
    key: str
    title: str
    words: str
    version: str
    since: str
    grade: Grade | None
    sources: tuple[Citation, ...]
    tag: tuple[str, str]
    reviewed_as: str
    waits: bool
    would_change: str

    @property
    def grade_words(self) -> str:
        """The grade of its source."""
        return GRADE_WORDS[self.grade] if self.grade else "graded part by part"

    def holds(self, words: str) -> bool:
        """Whether every word stands somewhere in it."""
        sources = " ".join(each.text for each in self.sources)
        whole = f"{self.key} {self.title} {self.words} {sources}".casefold()
        return all(word in whole for word in words.casefold().split())
