"""A referral is kept as it came, accepted once, for one person; it never overwrites what they confirmed."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from cairn.domain.pathway.stages import Stage
from cairn.domain.referrals.referral import Referral as Understood
from cairn.fhir.referral import read_referral
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, NotFoundError, RefusedError
from cairn.record.models import AuditEvent, FactStatement, Patient, Referral
from cairn.record.selectors.referral import candidates, find_referral, referral_page, referral_text
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.patient import register_patient
from cairn.record.services.referral import (
    LARGEST,
    AlreadyReceivedError,
    accept_referral,
    decline_referral,
    receive_referral,
)
from tests.cast import NOON, Cast, actor

SMALL = Path(__file__).parents[1] / "fhir" / "fixtures" / "referral_small.json"
LATER = NOON + timedelta(hours=1)


def received(cast: Cast, raw: bytes | None = None) -> Referral:
    by = actor(cast.coordinator)
    return receive_referral(
        site=cast.site, raw=raw or SMALL.read_bytes(), sender="Dr Aoki, Cedar Street", by=by, at=NOON
    )


def understood(referral: Referral) -> Understood:
    return read_referral(referral_text(referral), received_at=referral.received_at)


def accepted(cast: Cast, referral: Referral, patient: Patient | None = None) -> Patient:
    by = actor(cast.coordinator)
    return accept_referral(
        referral=referral, understood=understood(referral), patient=patient, by=by, at=LATER
    )


def test_the_document_is_kept_byte_for_byte_and_encrypted(cast: Cast) -> None:
    referral = received(cast)
    found = find_referral(actor(cast.coordinator), referral.pk)
    assert referral_text(found) == SMALL.read_bytes()
    assert found.sha256 == hashlib.sha256(SMALL.read_bytes()).hexdigest()
    stored = bytes(Referral.objects.values_list("document", flat=True).get(pk=referral.pk))
    assert b"Patient" not in stored


def test_the_same_file_twice_leads_to_the_first(cast: Cast) -> None:
    first = received(cast)
    with pytest.raises(AlreadyReceivedError) as refused:
        received(cast)
    assert refused.value.first == first.pk
    assert Referral.objects.count() == 1


def test_a_document_that_is_too_large_or_no_text_is_not_kept(cast: Cast) -> None:
    for raw, code in ((b"x" * (LARGEST + 1), "too-large"), (b"\xff\xfe\x00", "not-text")):
        with pytest.raises(RefusedError) as refused:
            received(cast, raw)
        assert refused.value.code == code
    assert Referral.objects.count() == 0


def test_only_a_coordinator_hands_one_in(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        receive_referral(site=cast.site, raw=b"{}", sender="", by=actor(cast.facilitator), at=NOON)
    with pytest.raises(NotAllowedError):
        referral_page(actor(cast.facilitator))


def test_accepting_opens_a_record_with_offers_that_wait(cast: Cast) -> None:
    referral = received(cast)
    patient = accepted(cast, referral)
    said = understood(referral)
    assert (patient.family, patient.site) == (said.person.names[0].family, cast.site)
    rows = FactStatement.objects.filter(patient=patient, is_current=True)
    assert {row.fact for row in rows} == {each.fact for each in said.understood} - {"patient.birth_date"}
    assert {row.status for row in rows} == {"prefilled"}
    assert all(row.origin["sender"] == "Dr Aoki, Cedar Street" and row.origin["where"] for row in rows)
    assert patient.episodes.get().stage == Stage.FIT.value
    assert AuditEvent.objects.filter(action="referral.accept", patient=patient.pk).count() == 1
    referral.refresh_from_db()
    assert (referral.status, referral.patient) == ("accepted", patient)


def test_a_fact_the_person_confirmed_is_not_overwritten(cast: Cast) -> None:
    referral = received(cast)
    offer = next(each for each in understood(referral).understood if each.value is True)
    by = actor(cast.facilitator)
    state_fact(patient=cast.maren, fact=offer.fact, value=False, seen=None, by=by, at=NOON)
    accepted(cast, referral, cast.maren)
    current = FactStatement.objects.get(patient=cast.maren, fact=offer.fact, is_current=True)
    assert (current.status, current.value) == ("confirmed", False)
    beside = FactStatement.objects.get(patient=cast.maren, fact=offer.fact, is_current=False)
    assert (beside.status, beside.value) == ("prefilled", True)


def test_linking_opens_no_second_record(cast: Cast) -> None:
    before = Patient.objects.count()
    assert accepted(cast, received(cast), cast.maren) == cast.maren
    assert Patient.objects.count() == before


def test_the_second_of_two_coordinators_is_told(cast: Cast) -> None:
    referral = received(cast)
    same = find_referral(actor(cast.coordinator), referral.pk)
    accepted(cast, referral)
    people = Patient.objects.count()
    with pytest.raises(ChangedMeanwhileError):
        accepted(cast, same)
    with pytest.raises(ChangedMeanwhileError):
        decline_referral(referral=same, by=actor(cast.coordinator), at=LATER)
    assert Patient.objects.count() == people


def test_what_was_understood_of_another_document_is_refused(cast: Cast) -> None:
    referral = received(cast)
    other = received(cast, SMALL.read_bytes() + b"\n")
    with pytest.raises(RefusedError) as refused:
        accept_referral(
            referral=referral,
            understood=understood(other),
            patient=None,
            by=actor(cast.coordinator),
            at=LATER,
        )
    assert refused.value.code == "another-document"


def test_a_declined_referral_stays_and_opens_nothing(cast: Cast) -> None:
    referral = received(cast)
    before = Patient.objects.count()
    decline_referral(referral=referral, by=actor(cast.coordinator), at=LATER, reason="sent by mistake")
    referral.refresh_from_db()
    assert (referral.status, referral.patient, Patient.objects.count()) == ("declined", None, before)


def test_nobody_else_finds_it(cast: Cast) -> None:
    referral = received(cast)
    with pytest.raises(NotAllowedError):
        find_referral(actor(cast.facilitator), referral.pk)
    with pytest.raises(NotFoundError):
        find_referral(actor(cast.coordinator), cast.maren.pk)


def test_somebody_known_is_offered_with_reasons(cast: Cast) -> None:
    said = understood(received(cast)).person
    name = said.names[0]
    assert said.birth_date is not None
    known = register_patient(
        site=cast.site, family=name.family, given=name.given[0], birth_date=said.birth_date.earliest,
        by=actor(cast.coordinator), at=NOON,
    )  # fmt: skip
    offered = candidates(actor(cast.coordinator), said)
    assert [each.patient for each in offered] == [known]
    assert "The same date of birth." in offered[0].match.reasons


def test_among_many_of_the_same_family_the_likeliest_is_still_found(cast: Cast) -> None:
    said = understood(received(cast)).person
    name, by = said.names[0], actor(cast.coordinator)
    assert said.birth_date is not None
    template = Patient.objects.get(pk=cast.other.pk)
    Patient.objects.bulk_create(
        Patient(
            site=cast.site, family=name.family, given=f"A{number}", search=f" a{number} {name.family.lower()}",
            registered_at=template.registered_at,
        )
        for number in range(300)
    )  # fmt: skip
    known = register_patient(
        site=cast.site, family=name.family, given=name.given[0], birth_date=said.birth_date.earliest,
        by=by, at=NOON,
    )  # fmt: skip
    assert known in [each.patient for each in candidates(by, said)]
