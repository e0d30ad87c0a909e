"""How to come in to the centre of invented people: a one-time link for each role, made afresh at every start."""

import json
import os
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from cairn.clock import now
from cairn.record.actor import PRODUCT
from cairn.record.selectors.account import find_account_by_email
from cairn.record.services.account import make_sign_in_link


def secrets_file() -> Path:
    """Where the invented people's random passwords and authenticator secrets are kept: readable by their owner only."""
    return Path(settings.KEYS) / "invented-people.json"


def keep(people: list[dict[str, str]]) -> None:
    """Keep what is printed at each start."""
    descriptor = os.open(secrets_file(), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(people, file, indent=1)


def ways_in(address: str) -> list[str]:
    """The lines to print; empty where the site is a real one."""
    if not secrets_file().exists():
        return []
    lines = [
        "Invented people. Each link lets you in once, for a day; fresh ones are printed at every start.",
        "",
    ]
    for person in json.loads(secrets_file().read_text(encoding="utf-8")):
        account = find_account_by_email(person["email"])
        if account is None:
            continue
        token = make_sign_in_link(account=account, by=PRODUCT, at=now())
        link = address + reverse("sign-in-link", args=[token])
        lines += [f"  {person['role']}: {person['name']}", f"    {link}"]
        if person.get("password"):
            lines.append(
                f"    {person['email']}  password {person['password']}  authenticator {person['totp']}"
            )
        lines.append("")
    lines += [
        "Signing asks for the password, or the code the authenticator shows (any authenticator takes the secret)."
    ]
    return [*lines, ""]
