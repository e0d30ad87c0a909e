"""A measure as a form: one group of choices for each item, in the owner's words."""

from django import forms

from cairn.components.forms import Choices
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.wording import Language, Wording

PREFIX = "item-"


class MeasureForm(forms.Form):
    """Every item. Nothing is required here: what is open is said when the form is finished."""

    def __init__(self, instrument: Instrument, language: str, *args: object, **kwargs: object) -> None:
        """Make a field for each item; wording there is none of in the language is shown in English."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.instrument = instrument
        for item in instrument.items:
            choices = [(str(c.value), said(c.text, language) or str(c.value)) for c in item.choices]
            words = said(item.text, language)
            self.fields[PREFIX + item.number] = forms.ChoiceField(
                choices=choices,
                widget=Choices(),
                label=f"{item.number}. {words}" if item.scored else words,
                required=False,
            )

    def answers(self) -> dict[str, object]:
        """The answers by canonical item number; None where an item is open."""
        stated = {name.removeprefix(PREFIX): value for name, value in self.cleaned_data.items()}
        return {number: int(value) if value else None for number, value in stated.items()}


def initial(answers: dict[str, int]) -> dict[str, str]:
    """Stored answers as the form shows them."""
    return {PREFIX + number: str(value) for number, value in answers.items()}


def said(wording: Wording | None, language: str) -> str:
    """Words in a language, in English where there are none; empty where there are none at all."""
    return "" if wording is None else wording.in_language(Language(language))
