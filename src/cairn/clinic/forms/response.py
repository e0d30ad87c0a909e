"""A measure filled in or amended by staff with the person."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from cairn.components.forms import Words
from cairn.components.measure_questions import PREFIX, answers_in, question_fields, question_groups
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.wording import Language


class ResponseForm(forms.Form):
    """Every item with its answers; for a finished form also why it is amended."""

    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, instrument: Instrument, answers: Mapping[str, int], amending: bool, **options: Any
    ) -> None:
        """Ask each item in its own words."""
        super().__init__(*args, **options)
        self.instrument, self.amending = instrument, amending
        self.fields.update(question_fields(instrument, Language.ENGLISH))
        for number, value in answers.items():
            self.fields[PREFIX + number].initial = str(value)
        self.groups = list(question_groups(instrument, self))
        if amending:
            self.fields["reason"] = forms.CharField(
                label="Why the answers are amended",
                help_text="The answers as they were are kept, with this reason.",
                max_length=2000,
                widget=Words({"rows": 3}),
            )
        else:
            self.fields["leave"] = forms.BooleanField(
                label="They choose to leave the open items unanswered; there is then no score", required=False
            )

    @property
    def answers(self) -> dict[str, int | None]:
        """By item number; None where it is left blank."""
        return answers_in(self.instrument, self.cleaned_data)

    @property
    def others(self) -> list[BoundField]:
        """What stands after the questions."""
        return [self["reason" if self.amending else "leave"]]
