"""The person's record: what is in it, and who has seen it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.components.page import PageRequest
from cairn.portal.own_page import own_page
from cairn.record.selectors.access_log import access_log
from cairn.record.selectors.patient import Patient


@own_page(reads="access-log.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """Who read or changed the record, the latest first."""
    older = request.GET.get("older", "")
    log = access_log(request.actor, patient, older_than=int(older) if older.isdigit() else None)
    rows = [
        (event.at, event.name, _wrote() if event.writes else _read(), event.device) for event in log.events
    ]
    columns = [_("When"), _("Who"), _("What"), _("From")]
    return render(request, "portal/record.html", {"rows": rows, "columns": columns, "older": log.older_than})


def _wrote() -> str:
    return _("wrote in it")


def _read() -> str:
    return _("read it")
