"""A calendar's private address: the person's own to make and to end, known only by its fingerprint."""

import pytest

from cairn.record.errors import NotFoundError, RefusedError
from cairn.record.models import AuditEvent, CalendarFeed
from cairn.record.services.calendar_feed import end_feeds, new_feed, patient_of_feed
from tests.cast import NOON, Cast, actor


def _herself(cast: Cast):
    assert cast.maren.account is not None
    return actor(cast.maren.account)


def test_an_address_leads_to_its_person_and_is_kept_as_a_fingerprint_only(cast: Cast) -> None:
    token = new_feed(patient=cast.maren, by=_herself(cast), at=NOON)
    assert patient_of_feed(token) == cast.maren
    assert token not in {feed.fingerprint for feed in CalendarFeed.objects.all()}


def test_a_new_address_ends_the_one_before(cast: Cast) -> None:
    first = new_feed(patient=cast.maren, by=_herself(cast), at=NOON)
    second = new_feed(patient=cast.maren, by=_herself(cast), at=NOON)
    with pytest.raises(NotFoundError):
        patient_of_feed(first)
    assert patient_of_feed(second) == cast.maren


def test_an_address_that_was_ended_leads_nowhere(cast: Cast) -> None:
    token = new_feed(patient=cast.maren, by=_herself(cast), at=NOON)
    end_feeds(patient=cast.maren, by=_herself(cast), at=NOON)
    with pytest.raises(NotFoundError):
        patient_of_feed(token)
    assert AuditEvent.objects.filter(action="calendar-feed.end", patient=cast.maren.pk).count() == 1


def test_nobody_makes_or_ends_somebody_else_s_address(cast: Cast) -> None:
    token = new_feed(patient=cast.maren, by=_herself(cast), at=NOON)
    for verb in (new_feed, end_feeds):
        with pytest.raises(RefusedError, match="Only the person themselves"):
            verb(patient=cast.maren, by=actor(cast.coordinator), at=NOON)
    assert patient_of_feed(token) == cast.maren
