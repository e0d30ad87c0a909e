"""A measure as a form: one question for each item, in the owner's words."""

from django import forms

from cairn.components.measure_questions import PREFIX, answers_in, question_fields, question_groups
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.wording import Language, Wording


class MeasureForm(forms.Form):
    """Every item. Nothing is required here: what is open is said when the form is finished."""

    def __init__(self, instrument: Instrument, language: str, *args: object, **kwargs: object) -> None:
        """Make a field for each item; wording there is none of in the language is shown in English."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.instrument = instrument
        self.fields.update(question_fields(instrument, Language(language)))
        self.groups = list(question_groups(instrument, self))

    def answers(self) -> dict[str, int]:
        """The answers given, by canonical item number."""
        found = answers_in(self.instrument, self.cleaned_data)
        return {number: value for number, value in found.items() if value is not None}


def initial(answers: dict[str, int]) -> dict[str, str]:
    """Stored answers as the form shows them."""
    return {PREFIX + number: str(value) for number, value in answers.items()}


def said(wording: Wording | None, language: str) -> str:
    """Words in a language, in English where there are none; empty where there are none at all."""
    return "" if wording is None else wording.in_language(Language(language))
