"""What the care team writes about an inquiry."""

from typing import Any

from django import forms

from cairn.clinic.words import ENDING_WORDS
from cairn.components.forms import Choices, DayInput, Words
from cairn.domain.pathway.stages import ENDINGS, Stage
from cairn.record.selectors.inquiry import Inquiry


class RegisterInquiryForm(forms.Form):
    """Who they are, before a record is opened."""

    given = forms.CharField(label="Given name", max_length=120, required=False)
    family = forms.CharField(label="Family name", max_length=120, required=False)
    birth_date = forms.DateField(label="Date of birth, if they said", widget=DayInput(), required=False)

    def clean(self) -> dict[str, Any]:
        """A record needs a name."""
        cleaned = super().clean() or {}
        if not (cleaned.get("given") or cleaned.get("family")):
            self.add_error("given", "Write what they gave you as their name.")
        return cleaned


class DeclineInquiryForm(forms.Form):
    """Why an inquiry is closed."""

    reason = forms.ChoiceField(
        label="Why",
        choices=[(ending.value, ENDING_WORDS[ending]) for ending in ENDINGS[Stage.INQUIRY]],
        widget=Choices(),
    )


class TelephoneInquiryForm(forms.Form):
    """An inquiry written down on the telephone."""

    name = forms.CharField(label="Name", max_length=160)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    brings = forms.CharField(
        label="What brings them", max_length=8000, required=False, widget=Words(voice=True)
    )
    referred_by = forms.CharField(label="Who sent them here", max_length=160, required=False)
    for_whom = forms.ChoiceField(
        label="For whom", choices=[("individual", "One person"), ("couple", "A couple")], initial="individual",
        widget=Choices(across=True),
    )  # fmt: skip
    language = forms.ChoiceField(
        label="Language", choices=[("en", "English"), ("es", "Spanish")], initial="en"
    )
    may_contact = forms.BooleanField(label="They agree to be contacted")


def names_of(inquiry: Inquiry) -> dict[str, str]:
    """The name as typed, parted at its last word: a beginning that staff correct."""
    *given, family = inquiry.name.split() or [""]
    return {"given": " ".join(given), "family": family} if given else {"given": family, "family": ""}
