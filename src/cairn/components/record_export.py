"""One person's whole record as a file: a FHIR R4 bundle that was checked before it leaves."""

import hashlib
from datetime import datetime

from django.http import HttpResponse

from cairn.domain.dossier.dossier import Dossier
from cairn.fhir.bundle import dossier_to_bundle
from cairn.fhir.check import refuse_faulty
from cairn.fhir.json_values import objects_in
from cairn.fhir.json_writing import write_json
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.selectors.patient import Patient
from cairn.record.to_domain.dossier import dossier_of

FHIR_JSON = "application/fhir+json"


def export_bytes(patient: Patient, *, by: Actor, at: datetime) -> bytes:
    """The bundle of a person the reader was already allowed to open; the log keeps what left.

    :raises Unexportable: when it would not be FHIR R4. Then nothing leaves.
    """
    dossier: Dossier = dossier_of(patient, taken_at=at)
    bundle = dossier_to_bundle(dossier)
    refuse_faulty(bundle)
    raw = write_json(bundle)
    count = len(objects_in(bundle, "entry"))
    what = f"the whole record, FHIR R4, {count} resources, sha256 {hashlib.sha256(raw).hexdigest()}"
    subject = f"Patient/{patient.pk}"
    audit.write("record.export", by=by, at=at, patient=patient.pk, subject=subject, reason=what, writes=False)
    return raw


def export_download(patient: Patient, *, by: Actor, at: datetime) -> HttpResponse:
    """The bundle as a download that no cache keeps. Its name says nothing of the person."""
    response = HttpResponse(export_bytes(patient, by=by, at=at), content_type=FHIR_JSON)
    response["Content-Disposition"] = f'attachment; filename="record-{at:%Y-%m-%d}.fhir.json"'
    response["Cache-Control"] = "no-store"
    return response
