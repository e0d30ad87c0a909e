"""The public inquiry: who asks, how to reach them, what brings them."""

from typing import Any, Final

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cairn.components.forms import Choices, Words
from cairn.record.services.inquiry import LONGEST

SIGNER: Final = TimestampSigner(salt="cairn.inquiry")
SOONEST_S: Final = 3
"""Seconds a person needs at least; a program that fills forms is faster."""
LATEST_S: Final = 24 * 60 * 60


def began() -> str:
    """A token that says when the form was opened, which nobody else can make."""
    return SIGNER.sign("inquiry")


class InquiryForm(forms.Form):
    """Few questions; only a name, a way back and the agreement are needed."""

    name = forms.CharField(label=_("Your name"), max_length=160, help_text=_("A first name is enough."))
    reach_by = forms.ChoiceField(
        label=_("How may we reach you?"),
        choices=[
            ("email", _("E-mail")),
            ("phone", pgettext_lazy("reach me by", "A call")),
            ("text", _("Text message")),
        ],
        initial="email",
        widget=Choices(across=True),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    for_whom = forms.ChoiceField(
        label=_("For whom do you ask?"),
        choices=[("individual", _("For myself")), ("couple", _("For us as a couple"))],
        initial="individual",
        widget=Choices(across=True),
    )
    brings = forms.CharField(
        label=_("What brings you?"),
        max_length=LONGEST,
        required=False,
        help_text=_("As much or as little as you like. You can leave it empty."),
        widget=Words(voice=True),
    )
    referred_by = forms.CharField(label=_("Who told you about us?"), max_length=160, required=False)
    may_contact = forms.BooleanField(
        label=_("You may contact me about this question."),
        error_messages={"required": _("We keep nothing unless you agree that we may contact you.")},
    )
    website = forms.CharField(required=False)
    began = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        """The way they chose to be reached needs its address or number."""
        cleaned = super().clean() or {}
        by = cleaned.get("reach_by")
        if by == "email" and not cleaned.get("email") and "email" not in self.errors:
            self.add_error(
                "email", _("Write your e-mail address, or choose another way for us to reach you.")
            )
        if by in {"phone", "text"} and not cleaned.get("phone"):
            self.add_error(
                "phone", _("Write your telephone number, or choose another way for us to reach you.")
            )
        return cleaned

    def is_by_a_person(self) -> bool:
        """Whether the field nobody sees is empty and the form was open as long as a person needs."""
        if self.cleaned_data["website"]:
            return False
        token = self.cleaned_data["began"]
        try:
            SIGNER.unsign(token, max_age=LATEST_S)
        except (SignatureExpired, BadSignature):
            return False
        try:
            SIGNER.unsign(token, max_age=SOONEST_S)
        except SignatureExpired:
            return True
        return False
