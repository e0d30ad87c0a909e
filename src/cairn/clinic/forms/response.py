"""A measure filled in or amended by staff with the person."""

from collections.abc import Mapping
from typing import Any

from django import forms

from cairn.components.forms import Choices, Words
from cairn.domain.instruments.definition import Instrument


class ResponseForm(forms.Form):
    """Every item with its answers; for a finished form also why it is amended."""

    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(
        self, *args: Any, instrument: Instrument, answers: Mapping[str, int], amending: bool, **options: Any
    ) -> None:
        """Ask each item in its own words."""
        super().__init__(*args, **options)
        self.instrument, self.amending = instrument, amending
        for item in instrument.items:
            choices = [
                (str(each.value), each.text.en if each.text else str(each.value)) for each in item.choices
            ]
            self.fields[f"item-{item.number}"] = forms.ChoiceField(
                label=f"{item.number}. {item.text.en if item.text else ''}".strip(),
                choices=choices,
                required=False,
                widget=Choices(),
                initial=str(answers[item.number]) if item.number in answers else None,
            )
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
        given = {item.number: self.cleaned_data[f"item-{item.number}"] for item in self.instrument.items}
        return {number: int(value) if value else None for number, value in given.items()}
