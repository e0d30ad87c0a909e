"""The forms of the living style pages: one field of each kind."""

from django import forms

from cairn.components.forms import (
    Choices,
    DayInput,
    ManyChoices,
    MomentInput,
    Quantity,
    Words,
    YesNoNotSureField,
)

HOW_OFTEN = [
    ("0", "Not at all"),
    ("1", "Several days"),
    ("2", "More than half the days"),
    ("3", "Nearly every day"),
]
TOUCH = [("hand", "A hand on mine, when I reach"), ("feet", "Feet"), ("none", "None")]
FAMILY = "Has a parent, brother or sister ever had psychosis or mania?"


class EveryField(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Name", max_length=80)
    called = forms.CharField(
        label="Asks to be called", required=False, help_text="Shown everywhere instead of the name."
    )
    email = forms.EmailField(label="E-mail")
    born = forms.DateField(label="Date of birth", widget=DayInput())
    begins = forms.DateTimeField(label="Begins", widget=MomentInput(), required=False)
    systolic = forms.IntegerField(
        label="Systolic blood pressure",
        widget=Quantity("mmHg"),
        min_value=50,
        max_value=260,
        help_text="After five minutes of sitting.",
    )
    psychosis = YesNoNotSureField(label=FAMILY)
    sleep = forms.ChoiceField(label="Trouble sleeping", choices=HOW_OFTEN, widget=Choices(), required=False)
    touch = forms.MultipleChoiceField(
        label="Touch that is welcome", required=False, widget=ManyChoices(), choices=TOUCH
    )
    room = forms.ChoiceField(label="Room", choices=[("1", "The cedar room"), ("2", "The garden room")])
    intention = forms.CharField(label="Intention", widget=Words(voice=True), required=False)
    letter = forms.FileField(label="Letter from the prescriber", required=False)
    agreed = forms.BooleanField(label="I have read this and I agree to be contacted.")


class OneQuestion(forms.Form):
    """A portal step: one group of questions at a time."""

    sleep = forms.ChoiceField(label="Trouble sleeping", choices=HOW_OFTEN, widget=Choices(), required=False)
    tired = forms.ChoiceField(label="Feeling tired", choices=HOW_OFTEN, widget=Choices(), required=False)
    family = YesNoNotSureField(
        label=FAMILY, help_text="If you are not sure, say so; someone will talk it through with you."
    )
    words = forms.CharField(label="Anything you want us to know", widget=Words(voice=True), required=False)
