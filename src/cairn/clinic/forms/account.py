"""What accounts pages ask for."""

from django import forms

from cairn.components.context import ROLE_WORDS
from cairn.components.forms import ManyChoices
from cairn.domain.vocabulary import Role

STAFF_ROLES = [(role.value, ROLE_WORDS[role]) for role in Role if role is not Role.CLIENT]


class AccountForm(forms.Form):
    """A colleague and what they may do."""

    name = forms.CharField(max_length=120, label="Name", help_text="As it is printed under signatures.")
    credentials = forms.CharField(
        max_length=80, label="Credentials", required=False, help_text="Such as MD or LCSW."
    )
    email = forms.EmailField(label="E-mail address")
    roles = forms.MultipleChoiceField(label="Roles", choices=STAFF_ROLES, widget=ManyChoices())


class RolesForm(forms.Form):
    """The roles a colleague holds."""

    roles = forms.MultipleChoiceField(label="Roles", choices=STAFF_ROLES, widget=ManyChoices())


class TokenForm(forms.Form):
    """A token for another system."""

    name = forms.CharField(max_length=120, label="Which system is it for?")
    days = forms.IntegerField(label="For how many days?", min_value=1, max_value=365, initial=90)
