"""What the care team writes about who a person is, and how their way begins."""

from typing import Any, cast

from django import forms

from cairn.clinic.words import CONCERN_WORDS, GENDER_WORDS, ROLE_WORDS
from cairn.components.forms import Choices, DayInput
from cairn.domain.vocabulary import Role
from cairn.record.selectors.person import Patient

CARING = (Role.FACILITATOR, Role.CLINICAL_REVIEWER, Role.COORDINATOR)


class PersonForm(forms.Form):
    """A person registered by hand. Only a name is needed; the rest can come later."""

    given = forms.CharField(label="Given name", max_length=120, required=False)
    family = forms.CharField(label="Family name", max_length=120, required=False)
    preferred = forms.CharField(
        label="What they ask to be called",
        max_length=120,
        required=False,
        help_text="Leave empty where it is the given name.",
    )
    pronouns = forms.CharField(label="Pronouns", max_length=40, required=False)
    birth_date = forms.DateField(label="Date of birth", widget=DayInput(), required=False)
    gender = forms.ChoiceField(
        label="Gender as other record systems ask for it",
        choices=[(code.value, word) for code, word in GENDER_WORDS.items()],
        initial="unknown",
        required=False,
    )
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(label="Telephone", max_length=40, required=False)
    language = forms.ChoiceField(
        label="Language", choices=[("en", "English"), ("es", "Spanish")], initial="en", required=False
    )

    def clean(self) -> dict[str, Any]:
        """A record needs a name."""
        cleaned = super().clean() or {}
        if not (cleaned.get("given") or cleaned.get("family")):
            self.add_error("given", "Write what they gave you as their name; it can be corrected later.")
        return cleaned


class EpisodeForm(forms.Form):
    """How a way through care begins."""

    for_whom = forms.ChoiceField(
        label="For whom",
        choices=[("individual", "One person"), ("couple", "A couple, each with their own record")],
        initial="individual",
        widget=Choices(across=True),
    )
    concern = forms.ChoiceField(
        label="What they come with",
        choices=[("", "Not known yet"), *CONCERN_WORDS.items()],
        required=False,
        help_text="It can stay open until the fit consultation.",
    )


class JoinTeamForm(forms.Form):
    """Who joins a person's care team, and as what."""

    account = forms.TypedChoiceField(label="Who", choices=())
    role = forms.ChoiceField(
        label="As",
        choices=[(role.value, ROLE_WORDS[role]) for role in CARING],
    )

    def __init__(self, *args: Any, staff: list[tuple[str, str]], **kwargs: Any) -> None:
        """The staff who can join."""
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["account"]).choices = staff


def person_initial(patient: Patient) -> dict[str, Any]:
    """What the form shows of a person."""
    return {name: getattr(patient, name) for name in PersonForm.base_fields}
