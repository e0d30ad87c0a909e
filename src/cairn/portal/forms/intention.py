"""What the intention's page asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cairn.components.forms import Words


class IntentionForm(forms.Form):
    """A few words, and the version they follow."""

    text = forms.CharField(
        max_length=4000,
        label=_("In your own words"),
        widget=Words(voice=True),
        help_text=_("A few words are enough."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())
