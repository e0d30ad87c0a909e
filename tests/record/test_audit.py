"""The audit log: every write leaves a row, and no row can be changed or taken away unseen."""

from datetime import timedelta

import pytest

from cairn.record.errors import NotAllowedError
from cairn.record.models import AuditEvent, Patient
from cairn.record.services.audit_seal import SETTLED, seal_audit, verify_audit
from cairn.record.services.patient import correct_patient, register_patient
from tests.cast import NOON, Cast, actor

LATER = NOON + SETTLED + timedelta(seconds=1)


def test_a_chain_that_nobody_touched_holds(cast: Cast) -> None:
    seal = seal_audit(at=LATER)
    assert seal is not None
    found = verify_audit()
    assert found.faults == ()
    assert (found.events, found.unsealed) == (AuditEvent.objects.count(), 0)


def test_young_events_wait_for_the_next_batch(cast: Cast) -> None:
    assert seal_audit(at=NOON) is None
    assert verify_audit().unsealed == AuditEvent.objects.count()


def test_a_changed_event_is_found(cast: Cast) -> None:
    seal_audit(at=LATER)
    AuditEvent.objects.filter(action="patient.register").update(name="Somebody else")
    assert verify_audit().faults == ("An event under seal 1 was changed after it was sealed.",)


def test_a_removed_event_is_found(cast: Cast) -> None:
    seal = seal_audit(at=LATER)
    assert seal is not None
    AuditEvent.objects.earliest("pk").delete()
    assert verify_audit().faults == (f"Seal 1 covers {seal.count} events; {seal.count - 1} are there.",)


def test_a_removed_seal_is_found(cast: Cast) -> None:
    seal_audit(at=LATER)
    correct_patient(
        patient=cast.maren, changes={"pronouns": "they/them"}, by=actor(cast.facilitator), at=LATER
    )
    second = seal_audit(at=LATER + timedelta(hours=1))
    assert second is not None
    AuditEvent.objects.filter(seal__number=1).delete()
    second.__class__.objects.filter(number=1).delete()
    faults = verify_audit().faults
    assert faults[0] == "Seal 1 is missing: the chain goes on with 2."


def test_a_refused_write_changes_nothing(cast: Cast) -> None:
    before = (Patient.objects.count(), AuditEvent.objects.count())
    with pytest.raises(NotAllowedError):
        register_patient(site=cast.site, family="X", given="Y", by=actor(cast.facilitator), at=NOON)
    assert (Patient.objects.count(), AuditEvent.objects.count()) == before
