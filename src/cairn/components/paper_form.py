"""A consent or plan as a form: its blanks, and the name that signs it. Shared by the portal and the centre."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cairn.components.forms import Choices, ManyChoices, Words
from cairn.domain.protocols.papers import Blank, Field, PaperText

NAME = "signed_name"


class PaperForm(forms.Form):
    """What is filled in and the name beneath it."""

    def __init__(self, paper: PaperText, language: str, *args: object, **kwargs: object) -> None:
        """Make a field for each blank."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.paper, self.language = paper, language
        for blank in paper.fields:
            field = _field(blank, language)
            field.label = blank.label[language]
            self.fields[blank.id] = field
        self.fields[NAME] = forms.CharField(
            max_length=160,
            label=_("Write your full name to sign"),
            widget=forms.TextInput({"autocomplete": "name"}),
        )

    def signed(self) -> dict[str, Any]:
        """What was signed, as ``record_consent`` takes it: the very words, in their language, and the blanks."""
        blanks = {name: value for name, value in self.cleaned_data.items() if name != NAME}
        return {
            "kind": self.paper.code,
            "text": self.paper.key,
            "text_hash": self.paper.text_hash(self.language),
            "language": self.language,
            "signed_name": self.cleaned_data[NAME],
            "details": blanks,
        }


def _field(blank: Field, language: str) -> forms.Field:
    options = [(code, words[language]) for code, words in blank.options.items()]
    match blank.blank:
        case Blank.LINE:
            return forms.CharField(required=blank.required, max_length=200)
        case Blank.TEXT:
            return forms.CharField(required=blank.required, max_length=4000, widget=Words(voice=True))
        case Blank.CHOICES:
            return forms.MultipleChoiceField(required=blank.required, choices=options, widget=ManyChoices())
        case Blank.ONE:
            return forms.ChoiceField(required=blank.required, choices=options, widget=Choices())
