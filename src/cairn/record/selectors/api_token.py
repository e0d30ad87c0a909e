"""Find the token another system shows."""

from datetime import datetime

from cairn.record.models import ApiToken

__all__ = ["ApiToken", "working_token"]


def working_token(fingerprint: str, at: datetime) -> ApiToken | None:
    """The token of that fingerprint with its account, where it still works: not ended, not run out, account open."""
    return (
        ApiToken.objects.select_related("account__site", "account__patient")
        .filter(fingerprint=fingerprint, revoked_at=None, expires_at__gt=at, account__is_active=True)
        .first()
    )
