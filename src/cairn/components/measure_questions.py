"""A measure's questions as form fields, in groups one can take in; shared by the portal and the clinic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from cairn.components.forms import Choices, ScaleNumber
from cairn.components.measure_words import question_help, question_label
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.enabling import asked_items
from cairn.domain.instruments.item import Item
from cairn.domain.instruments.wording import Language

PREFIX = "item-"
_LONG, _GROUP = 21, 10


@dataclass(frozen=True, slots=True)
class Question:
    """One question on the page."""

    number: str
    field: BoundField


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions that stand together: their first and last place, where there are several groups."""

    first: int
    last: int
    questions: tuple[Question, ...]


def question_field(instrument: Instrument, item: Item, language: Language) -> forms.Field:
    """The field of one item: its choices, or a whole number on its scale. Nothing is filled in beforehand."""
    label, help_text = question_label(item, language), question_help(instrument, item, language)
    if item.scale is not None:
        return forms.IntegerField(
            label=label,
            help_text=help_text,
            min_value=item.scale.lowest,
            max_value=item.scale.highest,
            required=False,
            widget=ScaleNumber(),
        )
    bare = all(choice.text is None for choice in item.choices)
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[
            (str(each.value), each.text.in_language(language) if each.text else str(each.value))
            for each in item.choices
        ],
        required=False,
        widget=Choices(numbers=bare),
    )


def question_fields(instrument: Instrument, language: Language) -> dict[str, forms.Field]:
    """Every item's field, by the name it is sent under."""
    return {PREFIX + item.number: question_field(instrument, item, language) for item in instrument.items}


def answers_in(instrument: Instrument, cleaned: Mapping[str, object]) -> dict[str, int | None]:
    """The answers by canonical item number; None where an item is open or its answer is refused."""
    stated = {item.number: cleaned.get(PREFIX + item.number) for item in instrument.items}
    return {number: None if value in {None, ""} else int(str(value)) for number, value in stated.items()}


def question_groups(instrument: Instrument, form: forms.Form) -> Iterator[QuestionGroup]:
    """The questions in their order; a long measure in groups of ten."""
    questions = [Question(item.number, form[PREFIX + item.number]) for item in instrument.items]
    size = _GROUP if len(questions) >= _LONG else len(questions)
    for start in range(0, len(questions), size):
        part = tuple(questions[start : start + size])
        yield QuestionGroup(start + 1, start + len(part), part)


def not_asked(instrument: Instrument, answers: Mapping[str, int]) -> tuple[str, ...]:
    """The items that the answers so far certainly do not ask."""
    asked = asked_items(instrument.plan.ordered, answers)
    return tuple(item.number for item in instrument.items if asked[item.number] is False)
