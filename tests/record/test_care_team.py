"""Who cares for a person may open their record; who has left may not."""

from datetime import timedelta

import pytest

from cairn.domain.vocabulary import Role
from cairn.record.errors import NotAllowedError, NotFoundError
from cairn.record.models import CareTeamMember
from cairn.record.selectors.patient import find_patient
from cairn.record.services.patient import join_care_team, leave_care_team
from tests.cast import NOON, Cast, actor

LATER = NOON + timedelta(hours=1)


def test_a_colleague_who_joins_may_open_the_record_and_one_who_left_may_not(cast: Cast) -> None:
    colleague, by = actor(cast.second_facilitator), actor(cast.coordinator)
    with pytest.raises(NotFoundError):
        find_patient(colleague, cast.maren.pk)
    join_care_team(
        patient=cast.maren, account_id=cast.second_facilitator.pk, role=Role.FACILITATOR, by=by, at=NOON
    )
    assert find_patient(colleague, cast.maren.pk) == cast.maren
    leave_care_team(patient=cast.maren, account_id=cast.second_facilitator.pk, by=by, at=LATER)
    with pytest.raises(NotFoundError):
        find_patient(colleague, cast.maren.pk)


def test_that_somebody_was_on_the_team_stays_known(cast: Cast) -> None:
    leave_care_team(patient=cast.maren, account_id=cast.facilitator.pk, by=actor(cast.coordinator), at=LATER)
    member = CareTeamMember.objects.get(patient=cast.maren, account=cast.facilitator)
    assert (member.since, member.until) == (NOON, LATER)


def test_nobody_puts_themselves_on_a_team(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        join_care_team(
            patient=cast.maren,
            account_id=cast.stranger.pk,
            role=Role.FACILITATOR,
            by=actor(cast.stranger),
            at=NOON,
        )
    with pytest.raises(NotFoundError):
        find_patient(actor(cast.stranger), cast.maren.pk)
