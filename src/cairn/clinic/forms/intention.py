"""An intention, written with the person."""

from django import forms

from cairn.components.forms import Words


class IntentionForm(forms.Form):
    """Their words, and the version they were written over."""

    text = forms.CharField(
        label="In their words",
        widget=Words(voice=True),
        max_length=4000,
        help_text="Write what they say, not what you would say. A few words are enough; earlier versions stay.",
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput())
