"""Takes one person's whole record out."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.components.record_export import export_download
from cairn.record.permissions import Permission
from cairn.record.selectors.patient import Patient


@require_safe
@page(audience=Audience.CLINIC, permission=Permission.RECORD_EXPORT)
def download(request: PageRequest, patient: Patient) -> HttpResponse:
    """Everything the record holds, as one FHIR R4 bundle; the export writes its own line in the log."""
    return export_download(patient, by=request.actor, at=now())
