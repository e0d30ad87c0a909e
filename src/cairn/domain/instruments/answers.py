"""Answers by canonical item number, and the refusal of those that cannot be answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Item

Answers: TypeAlias = Mapping[str, int | None]
"""Raw values by canonical item number; None, or no key, is unanswered."""


class RefusalCode(StrEnum):
    """Why one answer is refused."""

    UNKNOWN_ITEM = "unknown-item"
    WRONG_TYPE = "wrong-type"
    OUT_OF_RANGE = "out-of-range"


@dataclass(frozen=True, slots=True)
class AnswerRefusal:
    """One refused answer. The words never repeat the answer: they may end in a log."""

    item: str
    code: RefusalCode
    words: str


class AnswersRefused(Exception):
    """Some answers cannot be answers to this instrument; `refusals` names each."""

    def __init__(self, instrument: str, refusals: tuple[AnswerRefusal, ...]) -> None:
        self.instrument = instrument
        self.refusals = refusals
        super().__init__(f"{instrument}: " + " ".join(refusal.words for refusal in refusals))


def usable(instrument: Instrument, answers: Mapping[str, object]) -> dict[str, int]:
    """The answered items with their values, in the instrument's order.

    :raises AnswersRefused: for an unknown item, a value of the wrong type, or one the item does not offer.
    """
    plan = instrument.plan
    values, given = plan.values, {}
    for number, answer in answers.items():
        offered = values.get(number)
        if type(answer) is int and offered is not None and answer in offered:
            given[number] = answer
        elif answer is not None or offered is None:
            raise AnswersRefused(instrument.key, _refusals(plan.items, answers))
    return {number: given[number] for number in values if number in given}


def _refusals(items: Mapping[str, Item], answers: Mapping[str, object]) -> tuple[AnswerRefusal, ...]:
    found = (_refusal(items, number, answer) for number, answer in answers.items())
    return tuple(refusal for refusal in found if refusal is not None)


def _refusal(items: Mapping[str, Item], number: object, answer: object) -> AnswerRefusal | None:
    item = items.get(number) if isinstance(number, str) else None
    if item is None:
        words = f"There is no item {str(number)[:20]!r}. Items are named {', '.join(items)}."
        return AnswerRefusal(str(number), RefusalCode.UNKNOWN_ITEM, words)
    if answer is None:
        return None
    if isinstance(answer, bool) or not isinstance(answer, int):
        words = (
            f"Item {item.number}: an answer is one of the whole numbers {_offered(item)}, or null for none."
        )
        return AnswerRefusal(item.number, RefusalCode.WRONG_TYPE, words)
    if answer not in item.values:
        words = f"Item {item.number}: the answer is none of {_offered(item)}."
        return AnswerRefusal(item.number, RefusalCode.OUT_OF_RANGE, words)
    return None


def _offered(item: Item) -> str:
    if item.scale is not None:
        return f"{item.scale.lowest} to {item.scale.highest}"
    return ", ".join(str(value) for value in item.values)
