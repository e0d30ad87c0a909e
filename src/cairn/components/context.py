"""What every layout needs: where one can go, who is reading, what waits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from cairn.clock import now
from cairn.components.presenters import Link
from cairn.domain.vocabulary import Role
from cairn.record.actor import Actor
from cairn.record.permissions import Permission, may
from cairn.record.selectors.safety_flag import waiting_flags

ROLE_WORDS = {
    Role.CLIENT: _("client"),
    Role.FACILITATOR: _("facilitator"),
    Role.CLINICAL_REVIEWER: _("clinical reviewer"),
    Role.COORDINATOR: _("coordinator"),
    Role.RESEARCHER: _("researcher"),
    Role.ADMINISTRATOR: _("administrator"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the main menu, shown to those who may go there."""

    label: Any
    route: str
    permission: Permission


CLINIC_MENU = (
    Entry("Today", "clinic:today", Permission.PERSON_READ),
    Entry("People", "clinic:people", Permission.PEOPLE_SEARCH),
    Entry("Inquiries", "clinic:inquiries", Permission.INQUIRY_READ),
    Entry("Referrals", "clinic:referrals", Permission.REFERRAL_IMPORT),
    Entry("Reviews", "clinic:reviews", Permission.SCREENING_DECIDE),
    Entry("Board", "clinic:board", Permission.BOARD_SEE),
    Entry("Content", "clinic:content", Permission.CONTENT_READ),
    Entry("Accounts", "clinic:accounts", Permission.ACCOUNT_MANAGE),
)
PORTAL_MENU = (
    Entry(_("Home"), "portal:home", Permission.OWN_RECORD),
    Entry(_("Your path"), "portal:roadmap", Permission.OWN_RECORD),
    Entry(_("Questions for you"), "portal:intake", Permission.OWN_RECORD),
    Entry(_("Your intention"), "portal:intention", Permission.OWN_RECORD),
    Entry(_("Consents and plans"), "portal:consents", Permission.OWN_RECORD),
    Entry(_("Your record"), "portal:record", Permission.OWN_RECORD),
)


def layout(request: HttpRequest) -> Mapping[str, Any]:
    """The context of every page; pages without a signed-in reader get almost nothing."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    shared = {
        "reader_name": actor.name,
        "reader_role": ", ".join(str(ROLE_WORDS[r]) for r in sorted(actor.roles)),
    }
    if not actor.is_staff:
        return {
            **shared,
            "navigation": _links(PORTAL_MENU, actor, request),
            "help_url": reverse("portal:help"),
        }
    sees_flags = may(actor, Permission.FLAG_SEE)
    return {
        **shared,
        "navigation": _links(CLINIC_MENU, actor, request),
        "account_links": [Link("Sign-in and security", reverse("mfa_index"))],
        "flags_url": reverse("clinic:flags") if sees_flags else "",
        "flags": SimpleLazyObject(lambda: _flags(actor)) if sees_flags else None,
    }


def _flags(actor: Actor) -> dict[str, object]:
    waiting = waiting_flags(actor, at=now())
    return {"count": waiting.count, "minutes": waiting.minutes, "url": f"{reverse('clinic:today')}#flags"}


def _links(menu: tuple[Entry, ...], actor: Actor, request: HttpRequest) -> list[Link]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Link(str(entry.label), _address(entry.route), entry.route == here)
        for entry in menu
        if may(actor, entry.permission)
    ]


@cache
def _address(route: str) -> str:
    """Where a place of the menu is; addresses do not change while serving."""
    return reverse(route)
