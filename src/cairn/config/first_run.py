"""The first start without invented people: a link that lets the first administrator open the site, once."""

import secrets
from pathlib import Path

from django.conf import settings

from cairn.record.services.account import fingerprint


def _file() -> Path:
    return Path(settings.KEYS) / "set-up.fingerprint"


def way_in(address: str) -> list[str]:
    """Make a fresh set-up link and say it; an earlier one stops working."""
    token = secrets.token_urlsafe(32)
    _file().write_text(fingerprint(token), encoding="ascii")
    return [
        "Nobody is here yet. Open this address once to set up your site and the first administrator:",
        f"  {address}/set-up/{token}/",
        "",
    ]


def is_open(token: str) -> bool:
    """Whether a set-up link is the current one."""
    file = _file()
    return file.exists() and secrets.compare_digest(file.read_text(encoding="ascii"), fingerprint(token))


def close() -> None:
    """Spend the set-up link."""
    _file().unlink(missing_ok=True)
