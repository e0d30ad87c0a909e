"""A record that left as one FHIR R4 bundle comes back into a Cairn that does not know the person."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from cairn.domain.dossier.dossier import Dossier
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Role
from cairn.fhir.bundle import bundle_to_dossier, dossier_to_bundle
from cairn.fhir.json_reading import read_json
from cairn.fhir.json_writing import write_json
from cairn.fhir.referral import read_referral
from cairn.record.actor import PRODUCT
from cairn.record.errors import NotAllowedError, RefusedError
from cairn.record.models import Account, AuditEvent, EpisodeOfCare, Patient, Site
from cairn.record.services.account import invite_to_portal, use_sign_in_link
from cairn.record.services.audit_seal import seal_audit
from cairn.record.services.referral import accept_referral, receive_referral
from cairn.record.services.restore import restore_record
from cairn.record.services.screening import run_screening
from cairn.record.services.site import open_site
from cairn.record.to_domain.dossier import dossier_of
from tests.administration_day import started
from tests.cast import NOON, Cast, actor, assemble
from tests.fhir.referrals import SMALL

TAKEN = NOON + timedelta(days=41)
LATER = NOON + timedelta(days=60)


def empty_the_house() -> None:
    """As if the product had just been installed: every table of the record without a row."""
    for model in apps.get_app_config("record").get_models():
        rows = model._default_manager.all()
        rows._raw_delete(rows.db)


def travelled(dossier: Dossier) -> Dossier:
    """Out as bytes, and in again."""
    bundle: Any = read_json(write_json(dossier_to_bundle(dossier)))
    return bundle_to_dossier(bundle)


def without_log(dossier: Dossier) -> Dossier:
    return dataclasses.replace(dossier, accesses=())


LEFT: list[Dossier] = []


@pytest.fixture
def left(db: None) -> Dossier:
    """Mar's record on her administration day, taken out once; and the house is empty."""
    if not LEFT:
        cast = assemble()
        at = NOON + timedelta(days=40)
        day = started(cast, at)
        run_screening(episode=day.encounter.episode, by=actor(cast.reviewer), at=at + timedelta(hours=1))
        LEFT.append(dossier_of(cast.maren, taken_at=TAKEN))
        empty_the_house()
    return LEFT[0]


def test_a_whole_record_comes_back_equal_into_an_empty_house(left: Dossier) -> None:
    assert not Patient.objects.exists()
    person = restore_record(dossier=travelled(left), by=PRODUCT, at=LATER)
    back = dossier_of(Patient.objects.get(pk=person.pk), taken_at=TAKEN)
    assert without_log(back) == without_log(left)
    assert {each.occasion for each in back.screenings} == set(Occasion)
    assert back.accesses[: len(left.accesses)] == left.accesses
    assert [each.action for each in back.accesses[len(left.accesses) :]] == ["record.restore"]


def test_it_leaves_again_as_the_same_bytes_but_for_the_line_about_coming_back(left: Dossier) -> None:
    person = restore_record(dossier=travelled(left), by=PRODUCT, at=LATER)
    back = dossier_of(person, taken_at=TAKEN)
    again = dataclasses.replace(back, accesses=back.accesses[: len(left.accesses)])
    assert write_json(dossier_to_bundle(again)) == write_json(dossier_to_bundle(left))


def test_a_person_who_came_by_referral_comes_back_with_the_document_as_it_came(cast: Cast) -> None:
    by, raw = actor(cast.coordinator), SMALL.read_bytes()
    referral = receive_referral(site=cast.site, raw=raw, sender="Harbour", by=by, at=NOON)
    understood = read_referral(raw, received_at=NOON)
    person = accept_referral(referral=referral, understood=understood, patient=None, by=by, at=NOON)
    left = dossier_of(person, taken_at=TAKEN)
    empty_the_house()
    back = dossier_of(restore_record(dossier=travelled(left), by=PRODUCT, at=LATER), taken_at=TAKEN)
    assert without_log(back) == without_log(left)
    assert back.referrals[0].document == raw.decode()
    assert [row["value"] for row in Patient.objects.get().identifiers] == [
        each.value for each in left.patient.identifiers
    ]


def test_staff_who_are_not_here_become_closed_accounts_with_their_name(left: Dossier) -> None:
    restore_record(dossier=left, by=PRODUCT, at=LATER)
    nkechi = Account.objects.get(name="Nkechi Okafor")
    assert (nkechi.is_active, nkechi.roles, nkechi.email, nkechi.has_usable_password()) == (
        False,
        [],
        None,
        False,
    )


def test_the_person_comes_in_by_a_new_link_and_by_nothing_else(left: Dossier) -> None:
    person = restore_record(dossier=left, by=PRODUCT, at=LATER)
    own = Account.objects.get(pk=left.patient.account)
    assert (own.role_set, own.has_usable_password(), own.sign_in_links.count()) == ({Role.CLIENT}, False, 0)
    site = Site.objects.get()
    facilitator = Account.objects.create(site=site, name="New", roles=["facilitator"], made_at=LATER)
    token = invite_to_portal(patient=person, by=actor(facilitator), at=LATER)
    assert use_sign_in_link(token=token, device="phone", at=LATER) == own


def test_the_site_is_made_again_where_there_is_none(left: Dossier) -> None:
    restore_record(dossier=left, by=PRODUCT, at=LATER)
    site = Site.objects.get()
    assert (site.pk, site.name, site.zone) == (left.site.id, "Cedar House", "UTC")


def test_another_site_takes_a_record_only_when_it_is_named(left: Dossier) -> None:
    other = open_site(name="Harbour House", zone="America/Denver", regime="us-co", by=PRODUCT, at=LATER)
    with pytest.raises(RefusedError, match="Cedar House, which is not here"):
        restore_record(dossier=left, by=PRODUCT, at=LATER)
    assert not Patient.objects.exists()
    person = restore_record(dossier=left, by=PRODUCT, at=LATER, into=other)
    back = dossier_of(person, taken_at=TAKEN)
    assert back.site.name == "Harbour House"
    assert without_log(dataclasses.replace(back, site=left.site)) == without_log(left)


def test_where_numbers_of_the_log_are_taken_the_same_lines_come_back_under_new_ones(left: Dossier) -> None:
    AuditEvent.objects.create(id=left.accesses[0].number, at=NOON, action="x", writes=False, name="x")
    back = dossier_of(restore_record(dossier=left, by=PRODUCT, at=LATER), taken_at=TAKEN)
    lines = [dataclasses.replace(each, number=0) for each in back.accesses[:-1]]
    assert lines == [dataclasses.replace(each, number=0) for each in left.accesses]
    assert back.accesses[0].number > left.accesses[0].number


def test_lines_written_after_a_restore_get_numbers_of_their_own_and_are_sealed(left: Dossier) -> None:
    restore_record(dossier=left, by=PRODUCT, at=LATER)
    last = AuditEvent.objects.order_by("-pk")[0]
    assert (last.action, last.pk > left.accesses[-1].number) == ("record.restore", True)
    seal_audit(at=LATER + timedelta(minutes=2))
    assert not AuditEvent.objects.filter(seal=None).exists()


def test_who_is_already_here_is_not_restored_over(cast: Cast) -> None:
    dossier, before = dossier_of(cast.maren, taken_at=TAKEN), AuditEvent.objects.count()
    with pytest.raises(RefusedError, match="already here"):
        restore_record(dossier=dossier, by=PRODUCT, at=LATER)
    assert AuditEvent.objects.count() == before


def test_a_part_that_is_already_here_under_another_person_refuses_the_whole(left: Dossier) -> None:
    restore_record(dossier=left, by=PRODUCT, at=LATER)
    stranger = dataclasses.replace(
        left, patient=dataclasses.replace(left.patient, id=left.site.id, account=None)
    )
    with pytest.raises(RefusedError, match="already here, perhaps under another person"):
        restore_record(dossier=stranger, by=PRODUCT, at=LATER)
    assert Patient.objects.count() == 1


def test_a_link_out_of_the_record_is_refused(left: Dossier) -> None:
    torn = dataclasses.replace(left, episodes=())
    with pytest.raises(RefusedError, match=r"The episode of a \w+ is not in this record"):
        restore_record(dossier=torn, by=PRODUCT, at=LATER)
    assert not Patient.objects.exists()
    assert not EpisodeOfCare.objects.exists()


def test_what_does_not_fit_its_column_is_refused_by_name(left: Dossier) -> None:
    long = dataclasses.replace(left, patient=dataclasses.replace(left.patient, family="x" * 121))
    with pytest.raises(RefusedError, match=r"A Patient of this record does not fit here \(family\)"):
        restore_record(dossier=long, by=PRODUCT, at=LATER)


def test_the_account_of_staff_does_not_become_somebody_s_own(cast: Cast) -> None:
    dossier = dossier_of(cast.other, taken_at=TAKEN)
    Patient.objects.filter(pk=cast.other.pk).delete()
    taken = dataclasses.replace(
        dossier, patient=dataclasses.replace(dossier.patient, account=cast.facilitator.pk)
    )
    with pytest.raises(RefusedError, match="one of the staff here"):
        restore_record(dossier=taken, by=PRODUCT, at=LATER)


def test_only_the_command_line_or_who_manages_the_site_restores(cast: Cast) -> None:
    dossier = dossier_of(cast.other, taken_at=TAKEN)
    with pytest.raises(NotAllowedError):
        restore_record(dossier=dossier, by=actor(cast.coordinator), at=LATER)
