"""Invite a person to the portal: a link that works once, shown once."""

from smtplib import SMTPException

import segno
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.record.permissions import Permission
from cairn.record.selectors.person import Patient
from cairn.record.services.account import invite_to_portal


@never_cache
@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.PORTAL_INVITE, reads="person.read")
def invite(request: PageRequest, patient: Patient) -> HttpResponse:
    """Say what the link does; on POST make it and show it, this once."""
    context = frame(request.actor, patient, "story")
    if request.method == "POST":
        token = invite_to_portal(patient=patient, by=request.actor, at=now())
        link = request.build_absolute_uri(reverse("sign-in-link", args=[token]))
        context |= {"link": link, "picture": _picture(link), "mailed": _mail(patient, link)}
    return render(request, "clinic/person/invite.html", context)


def _picture(link: str) -> SafeString:
    """The link as a QR code; segno writes plain SVG without styles or scripts."""
    code = segno.make(link, error="m")
    drawn = code.svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, title="The link as a QR code"
    )
    return mark_safe(drawn)  # noqa: S308 -- drawn from our own link; it holds paths only


def _mail(patient: Patient, link: str) -> str:
    """Send the link: ``sent``, ``failed``, or ``no-address``."""
    if not patient.email:
        return "no-address"
    with override(patient.language):
        subject = _("Your link to %(site)s") % {"site": patient.site.name}
        body = _("Here is your link. It works once, for a day:") + f"\n\n{link}\n"
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [patient.email])
    except (SMTPException, OSError):
        return "failed"
    return "sent"
