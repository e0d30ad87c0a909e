"""How a way through care ends."""

from typing import Any

from django import forms

from cairn.clinic.words import ENDING_WORDS
from cairn.components.forms import Choices, Words, offer
from cairn.domain.pathway.stages import ENDINGS, Stage


class ClosingForm(forms.Form):
    """Why it closes."""

    ending = forms.ChoiceField(label="Why it ends", widget=Choices())
    reason = forms.CharField(
        label="In words, for your colleagues", required=False, widget=Words({"rows": 3}), max_length=2000
    )

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        """Offer the endings that are possible from here."""
        super().__init__(*args, **kwargs)
        offer(self, ending=((ending.value, ENDING_WORDS[ending]) for ending in ENDINGS[stage]))
