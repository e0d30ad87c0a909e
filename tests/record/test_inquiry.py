"""Somebody asks: kept only if we may answer, decided once, and a declined one can be counted."""

from datetime import timedelta
from typing import Any

import pytest

from cairn.domain.pathway.stages import Ending, Stage
from cairn.record.actor import PUBLIC
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, NotFoundError, RefusedError
from cairn.record.models import AuditEvent, Inquiry, Patient
from cairn.record.selectors.inquiry import find_inquiry, inquiry_page
from cairn.record.services.inquiry import decline_inquiry, mark_contacted, receive_inquiry, register_inquiry
from tests.cast import NOON, Cast, actor

LATER = NOON + timedelta(hours=2)


def asked(cast: Cast, **changes: Any) -> Inquiry:
    told: dict[str, Any] = {
        "name": "Rosa Alvarez", "email": "rosa@example.org", "may_contact": True, "brings": "Since my father died.",
    }  # fmt: skip
    return receive_inquiry(site=cast.site, by=PUBLIC, at=NOON, **{**told, **changes})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "no-name"),
        ({"may_contact": False}, "no-contact"),
        ({"email": ""}, "no-way-to-reach"),
        ({"reach_by": "phone"}, "no-way-to-reach"),
        ({"reach_by": "pigeon"}, "reach-by"),
        ({"for_whom": "crowd"}, "for-whom"),
        ({"brings": "a" * 8001}, "too-long"),
    ],
)
def test_what_cannot_be_answered_is_not_kept(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        asked(cast, **changes)
    assert (refused.value.code, Inquiry.objects.count()) == (code, 0)


def test_what_brings_them_is_encrypted(cast: Cast) -> None:
    inquiry = asked(cast)
    stored = bytes(Inquiry.objects.values_list("brings", flat=True).get(pk=inquiry.pk))
    assert b"father" not in stored
    assert find_inquiry(actor(cast.coordinator), inquiry.pk).brings == "Since my father died."


def test_registering_opens_a_record_and_a_way_for_whom_they_said(cast: Cast) -> None:
    inquiry = asked(cast, for_whom="couple", language="es")
    patient = register_inquiry(
        inquiry=inquiry, given="Rosa", family="Alvarez", by=actor(cast.coordinator), at=LATER
    )
    assert (patient.email, patient.language) == ("rosa@example.org", "es")
    episode = patient.episodes.get()
    assert (episode.stage, episode.for_whom) == (Stage.FIT.value, "couple")
    assert AuditEvent.objects.filter(action="inquiry.register", patient=patient.pk).exists()


def test_joining_a_known_person_opens_no_second_record(cast: Cast) -> None:
    before = Patient.objects.count()
    by = actor(cast.coordinator)
    assert register_inquiry(inquiry=asked(cast), patient=cast.maren, by=by, at=LATER) == cast.maren
    assert Patient.objects.count() == before
    register_inquiry(inquiry=asked(cast), patient=cast.maren, by=by, at=LATER)
    assert cast.maren.episodes.count() == 1


def test_the_second_to_decide_is_told(cast: Cast) -> None:
    inquiry = asked(cast)
    by = actor(cast.coordinator)
    same = find_inquiry(by, inquiry.pk)
    decline_inquiry(inquiry=inquiry, reason=Ending.NOT_NOW, by=by, at=LATER)
    people = Patient.objects.count()
    with pytest.raises(ChangedMeanwhileError):
        register_inquiry(inquiry=same, given="Rosa", family="Alvarez", by=by, at=LATER)
    with pytest.raises(ChangedMeanwhileError):
        mark_contacted(inquiry=same, by=by, at=LATER)
    assert Patient.objects.count() == people


def test_a_declined_inquiry_keeps_a_reason_that_can_be_counted(cast: Cast) -> None:
    by = actor(cast.coordinator)
    inquiry = mark_contacted(inquiry=asked(cast), by=by, at=NOON)
    decline_inquiry(inquiry=inquiry, reason=Ending.REFERRED_ON, by=by, at=LATER)
    assert Inquiry.objects.filter(status="declined", reason="referred-on").count() == 1
    with pytest.raises(RefusedError) as refused:
        decline_inquiry(inquiry=asked(cast), reason=Ending.COMPLETED, by=by, at=LATER)
    assert refused.value.code == "reason-does-not-fit"


def test_those_who_wait_longest_come_first_and_the_decided_are_apart(cast: Cast) -> None:
    by = actor(cast.coordinator)
    first, second, third = asked(cast, name="A"), asked(cast, name="B"), asked(cast, name="C")
    Inquiry.objects.filter(pk=second.pk).update(received_at=NOON - timedelta(days=1))
    decline_inquiry(inquiry=third, reason=Ending.NOT_NOW, by=by, at=LATER)
    assert [row.name for row in inquiry_page(by, waiting=True).rows] == [second.name, first.name]
    assert [row.name for row in inquiry_page(by, waiting=False).rows] == ["C"]


def test_inquiries_are_the_coordinators(cast: Cast) -> None:
    inquiry = asked(cast)
    for account in (cast.facilitator, cast.researcher):
        with pytest.raises(NotAllowedError):
            find_inquiry(actor(account), inquiry.pk)
        with pytest.raises(NotAllowedError):
            decline_inquiry(inquiry=inquiry, reason=Ending.NOT_NOW, by=actor(account), at=LATER)
    with pytest.raises(NotFoundError):
        find_inquiry(actor(cast.coordinator), cast.maren.pk)
