"""The person's record: what is in it, and who has seen it."""

from collections.abc import Sequence
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cairn.clock import now
from cairn.components.page import PageRequest
from cairn.components.record_export import export_download
from cairn.components.times import moment
from cairn.portal.own_page import own_page
from cairn.record.selectors.access_log import AuditEvent, access_log
from cairn.record.selectors.patient import Patient


@own_page(reads="access-log.read")
def show(request: PageRequest, patient: Patient) -> HttpResponse:
    """Who read or changed the record, the latest first."""
    older = request.GET.get("older", "")
    log = access_log(request.actor, patient, older_than=int(older) if older.isdigit() else None)
    rows = [
        (moment(run[0].at), run[0].name, _did(writes=run[0].writes, times=len(run)), run[0].device)
        for run in _runs(log.events)
    ]
    columns = [_("When"), _("Who"), _("What"), _("From")]
    return render(request, "portal/record.html", {"rows": rows, "columns": columns, "older": log.older_than})


@require_safe
@own_page()
def export(request: PageRequest, patient: Patient) -> HttpResponse:
    """All of it, as one FHIR R4 bundle to take along; the export writes its own line in the log."""
    return export_download(patient, by=request.actor, at=now())


def _runs(events: Sequence[AuditEvent]) -> list[list[AuditEvent]]:
    """What one person did in one go, from one device on one day, as one line: the latest first."""

    def key(event: AuditEvent) -> tuple[object, ...]:
        return (localtime(event.at).date(), event.name, event.writes, event.device)

    return [list(run) for _key, run in groupby(events, key)]


def _did(*, writes: bool, times: int) -> str:
    once = _("wrote in it") if writes else _("read it")
    return once if times == 1 else _("%(what)s, %(times)s times") % {"what": once, "times": times}
