"""Taking a safety flag on."""

from django import forms

from cairn.components.forms import Words


class TakeOnForm(forms.Form):
    """Words of what is done about it."""

    what_was_done = forms.CharField(
        label="What you are doing about it",
        help_text="Whom you reached, how they are, what was agreed. It stays with the flag.",
        max_length=4000,
        widget=Words({"rows": 3}),
        error_messages={"required": "Write what you are doing about it, in a few words."},
    )
