"""Whether the documents a rule asks for are on file, signed by whom it says, and dated on the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from cairn.domain.comparisons import Answer
from cairn.domain.conditions import evaluate
from cairn.domain.facts import Codes, Facts
from cairn.domain.regimes.demands import Document, Documents
from cairn.domain.regimes.events import Standing

ON_FILE: Final = "documents.on_file"
SIGNATURES: Final = "documents.signatures"
DATED: Final = "documents.dated_on_day"


@dataclass(frozen=True, slots=True)
class Wanting:
    """One thing a document still lacks.

    :param code: what would have to stand in the fact that was asked.
    :param certain: whether it is certainly not there; else nobody has said.
    """

    code: str
    words: str
    certain: bool


def judge_documents(demand: Documents, facts: Facts, on: date) -> tuple[Standing, str, tuple[str, ...]]:
    """The standing, what was found, and the codes of what is missing."""
    wanted = tuple(document for document in demand.documents if _is_needed(document, facts, on))
    wanting = [each for document in wanted for each in _lacks(document, facts, on)]
    choice = tuple(document for document in demand.any_of if _is_needed(document, facts, on))
    wanting += _of_a_choice(choice, facts, on)
    if not wanting:
        every = ", ".join(document.title for document in (*wanted, *choice))
        return Standing.MET, f"On file: {every}." if every else "No document is needed here.", ()
    codes = tuple(dict.fromkeys(each.code for each in wanting))
    listed = ", ".join(each.words for each in wanting)
    if any(each.certain for each in wanting):
        return Standing.UNMET, f"Not on file: {listed}.", codes
    return Standing.UNDETERMINED, f"Nobody has said whether these are on file: {listed}.", codes


def _is_needed(document: Document, facts: Facts, on: date) -> bool:
    return document.required_if is None or evaluate(document.required_if, facts, on).answer is not Answer.NO


def _of_a_choice(choice: tuple[Document, ...], facts: Facts, on: date) -> list[Wanting]:
    """Nothing where one document of the choice is whole, or there is no choice; else each of them."""
    lacking = [list(_lacks(document, facts, on)) for document in choice]
    if not choice or [] in lacking:
        return []
    certain = all(any(each.certain for each in lacks) for lacks in lacking)
    last = len(choice) - 1
    return [
        Wanting(
            document.code,
            f"{'at least one of ' if place == 0 and last else 'or ' if place else ''}{document.title}",
            certain,
        )
        for place, document in enumerate(choice)
    ]


def _lacks(document: Document, facts: Facts, on: date) -> Iterator[Wanting]:
    if (missing := _absent(document.code, document.title, ON_FILE, facts)) is not None:
        yield missing
        return
    for signature in document.signatures:
        waived = signature.waived_if
        if waived is not None and evaluate(waived, facts, on).answer is Answer.YES:
            continue
        words = f"{document.title}, signature of the {signature.by}"
        missing = _absent(f"{document.code}:{signature.by.replace(' ', '-')}", words, SIGNATURES, facts)
        if missing is not None:
            yield missing
    if document.dated_on_day:
        words = f"{document.title}, dated on the day of the session"
        missing = _absent(document.code, words, DATED, facts)
        if missing is not None:
            yield missing


def _absent(code: str, words: str, fact: str, facts: Facts) -> Wanting | None:
    said = facts.get(fact)
    if isinstance(said, Codes):
        return None if code in said.known else Wanting(code, words, said.complete)
    return Wanting(code, words, certain=False)
