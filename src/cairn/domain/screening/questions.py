"""What to ask next: the questions that would settle what is open, most decisive first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cairn.domain.facts import Exposures, Facts, Unknown
from cairn.domain.screening.finding import Finding, Said
from cairn.domain.screening.rule import RANK
from cairn.domain.screening.shown import classes_asked, shown
from cairn.domain.vocabulary import Severity


class Asking(StrEnum):
    """What kind of question it is."""

    FACT = "fact"
    MEDICINE = "medicine"
    LAST_TAKEN = "last-taken"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to ask.

    :param fact: the fact it would establish.
    :param about: the medicine meant, for a question about one.
    :param words: by language.
    :param asked_of: client, staff, measure or record.
    :param so_far: what has been said, where that was not enough.
    :param rules: the rules it would help to settle, in their order.
    :param could_bring: the most severe finding an answer could bring.
    """

    fact: str
    kind: Asking
    about: str | None
    words: Mapping[str, str]
    asked_of: str
    so_far: str | None
    rules: tuple[str, ...]
    could_bring: Severity


_MEDICINE_WORDS: Final[Mapping[Asking, Mapping[str, str]]] = MappingProxyType(
    {
        Asking.MEDICINE: MappingProxyType(
            {
                "en": "“{about}” is not a medicine we know. What is it?",
                "es": "“{about}” no es un medicamento que conozcamos. ¿Qué es?",
            }
        ),
        Asking.LAST_TAKEN: MappingProxyType(
            {
                "en": "When was “{about}” last taken, or is it still taken?",
                "es": "¿Cuándo tomó “{about}” por última vez, o lo sigue tomando?",
            }
        ),
        Asking.COMPLETE: MappingProxyType(
            {"en": "Is that the whole list of medicines?", "es": "¿Es esa la lista completa de medicamentos?"}
        ),
    }
)


def questions(findings: Iterable[Finding], facts: Facts) -> tuple[Question, ...]:
    """The questions that would settle what is not asked, most decisive first.

    First those that could bring the most severe finding, then those that settle the most rules, then as declared.
    """
    waiting: dict[tuple[str, Asking, str | None], list[Finding]] = {}
    for finding in findings:
        if finding.said is Said.NOT_ASKED:
            for asked in _asked(finding, facts):
                waiting.setdefault(asked, []).append(finding)
    place = {fact: index for index, fact in enumerate(facts.declared)}
    found = [_question(asked, stopped, facts) for asked, stopped in waiting.items()]
    return tuple(sorted(found, key=lambda q: (-RANK[q.could_bring], -len(q.rules), place[q.fact])))


def _asked(finding: Finding, facts: Facts) -> Iterator[tuple[str, Asking, str | None]]:
    for fact in finding.evaluation.next_to_ask:
        value = facts.get(fact)
        if not isinstance(value, Exposures):
            yield fact, Asking.FACT, None
            continue
        wanted = classes_asked(finding.rule.condition)
        for item in value.items:
            if isinstance(item.classes, Unknown):
                yield fact, Asking.MEDICINE, item.name
            elif item.last_taken != "ongoing" and item.classes & wanted:
                yield fact, Asking.LAST_TAKEN, item.name
        if not value.complete:
            yield fact, Asking.COMPLETE, None


def _question(asked: tuple[str, Asking, str | None], stopped: list[Finding], facts: Facts) -> Question:
    fact, kind, about = asked
    declared, value = facts.declared[fact], facts.get(fact)
    words = (
        declared.question
        if kind is Asking.FACT
        else MappingProxyType(
            {tongue: text.format(about=about) for tongue, text in _MEDICINE_WORDS[kind].items()}
        )
    )
    so_far = None if isinstance(value, Unknown) or kind is not Asking.FACT else shown(declared, value)
    return Question(
        fact=fact,
        kind=kind,
        about=about,
        words=words,
        asked_of=declared.asked_of,
        so_far=so_far,
        rules=tuple(dict.fromkeys(finding.rule.id for finding in stopped)),
        could_bring=max((finding.lifts for finding in stopped), key=RANK.__getitem__),
    )
