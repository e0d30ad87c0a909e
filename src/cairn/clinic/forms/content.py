"""Finding content, and signing that it was read."""

from django import forms

from cairn.clinic.forms.signature import SecretField
from cairn.components.forms import Words


class ReviewForm(forms.Form):
    """That somebody here has read it and answers for it."""

    note = forms.CharField(
        label="A note",
        help_text="What you compared it with, or how it is meant here.",
        required=False,
        max_length=400,
        widget=Words({"rows": 3}),
    )
    version = forms.CharField(widget=forms.HiddenInput(), max_length=40)
    secret = SecretField()


class ChooseProfileForm(forms.Form):
    """The signature under a change of the threshold profile."""

    secret = SecretField()
