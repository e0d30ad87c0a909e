"""What every signature asks for."""

from django import forms


def secret_field(label: str = "Your password, or the code your authenticator shows now") -> forms.CharField:
    """The proof of who signs. It is never shown again, not even after a refusal."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
