"""The whole record as a download, for those who may take it out and for the person themselves."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from cairn.fhir.bundle import bundle_to_dossier
from cairn.fhir.check import bundle_faults
from cairn.fhir.json_reading import read_json
from cairn.record.models import AuditEvent
from cairn.record.to_domain.dossier import dossier_of
from tests.administration_day import started
from tests.cast import NOON, Cast, signed_in


def address(cast: Cast) -> str:
    return reverse("clinic:person-export", args=[cast.maren.pk])


def test_a_clinical_reviewer_takes_the_whole_record_out(cast: Cast) -> None:
    started(cast, NOON + timedelta(days=40))
    response = signed_in(cast.reviewer).get(address(cast))
    assert response["Content-Type"] == "application/fhir+json"
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith('attachment; filename="record-')
    assert "Solberg" not in response["Content-Disposition"]
    bundle: Any = read_json(response.content)
    assert bundle_faults(bundle) == ()
    left = bundle_to_dossier(bundle)
    here = dossier_of(cast.maren, taken_at=left.taken_at)
    assert here.accesses[:-1] == left.accesses
    assert here.accesses[-1].action == "record.export"
    assert here.responses == left.responses


def test_the_log_says_what_left_once(cast: Cast) -> None:
    signed_in(cast.reviewer).get(address(cast))
    lines = AuditEvent.objects.filter(patient=cast.maren.pk, action="record.export")
    assert [(line.name, line.writes) for line in lines] == [("Emi Aoki", False)]
    assert "the whole record, FHIR R4" in lines[0].reason


def test_nobody_sends_to_it_and_whoever_may_not_export_gets_nothing(cast: Cast) -> None:
    assert signed_in(cast.reviewer).post(address(cast)).status_code == 405
    assert signed_in(cast.coordinator).get(address(cast)).status_code == 403, "notes are not theirs to read"
    assert signed_in(cast.facilitator).get(address(cast)).status_code == 403
    assert signed_in(cast.maren.account).get(address(cast)).status_code == 403
    assert not AuditEvent.objects.filter(action="record.export").exists()


def test_the_person_takes_all_of_it_with_them(cast: Cast) -> None:
    browser = signed_in(cast.maren.account)
    assert reverse("portal:record-export") in browser.get(reverse("portal:record")).content.decode()
    bundle: Any = read_json(browser.get(reverse("portal:record-export")).content)
    assert bundle_to_dossier(bundle).patient.id == cast.maren.pk
    line = AuditEvent.objects.get(action="record.export")
    assert (line.account, line.patient) == (cast.maren.account_id, cast.maren.pk)
    assert signed_in(cast.coordinator).get(reverse("portal:record-export")).status_code == 403
