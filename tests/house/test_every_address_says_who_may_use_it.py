from cairn.components.page import Audience
from cairn.config.documents.routes import patterns

OUTSIDE: dict[str, str] = {}
"""Addresses that other packages answer: their path's beginning, to why they may be reached."""


def undeclared() -> set[str]:
    return {
        path
        for path, pattern in patterns()
        if not any(path.startswith(beginning) for beginning in OUTSIDE)
        and not (
            getattr(pattern.callback, "audience", None) and getattr(pattern.callback, "permission", None)
        )
        and not getattr(pattern.callback, "public_reason", None)
    }


def public() -> set[str]:
    return {path for path, pattern in patterns() if getattr(pattern.callback, "public_reason", None)}


def test_every_address_declares_its_audience_and_permission_or_why_it_is_public() -> None:
    assert undeclared() == set()
