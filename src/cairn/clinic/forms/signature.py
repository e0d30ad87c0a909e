"""What every signature asks for."""

from typing import Any

from django import forms


class _Secret(forms.PasswordInput):
    """Never shown again, and never held back by the browser: with a passkey it stays empty."""

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002 -- Django's
        """A passkey may stand in its place."""
        return False


class SecretField(forms.CharField):
    """A password or a code. Whether it proves anything is the signature's to say, so an empty one is let through."""

    def __init__(self, label: str = "Your password, or the code your authenticator shows now") -> None:
        """Say whose it is."""
        widget = _Secret(attrs={"autocomplete": "current-password"})
        super().__init__(label=label, max_length=200, strip=False, widget=widget)

    def validate(self, value: Any) -> None:
        """Let it through."""
