"""The board: every room of today at a glance, at the same cost for one and for three."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.clock import now
from cairn.domain.vocabulary import Role
from cairn.record.models import Administration, Encounter, SessionEvent
from cairn.record.services.patient import join_care_team
from cairn.record.services.session_event import record_events
from tests.administration_day import DOSE, raw, started
from tests.cast import Cast, actor, signed_in

SIGNS: dict[str, object] = {"words": "", "signs": ["seizure"]}


def a_room(cast: Cast) -> Administration:
    administration = started(cast, now() - timedelta(minutes=100))
    sent = [raw("dose-given", now() - timedelta(minutes=65), DOSE), raw("adverse-event", now(), SIGNS)]
    record_events(administration=administration, raw=sent, by=actor(cast.facilitator), at=now())
    return administration


def copy_of(administration: Administration, cast: Cast) -> None:
    """Another room like it, for the other person."""
    encounter = Encounter.objects.create(
        patient=cast.other, episode=administration.encounter.episode, kind="administration", status="in-progress",
        planned_start=now(), started_at=administration.started_at, room=cast.room,
    )  # fmt: skip
    other = Administration.objects.create(
        encounter=encounter, patient=cast.other, status="in-progress", started_at=administration.started_at
    )
    for row in administration.events.all():
        new = raw("note", row.at, {"words": "x"})
        stored = dict(row.payload) | {"id": new["id"]}
        SessionEvent.objects.create(
            id=new["id"], administration=other, kind=row.kind, at=row.at, recorded_at=row.recorded_at,
            by=row.by, payload=stored,
        )  # fmt: skip


def test_the_board_says_who_how_long_who_is_there_what_is_due_and_the_alarms(cast: Cast) -> None:
    a_room(cast)
    page = signed_in(cast.facilitator).get(reverse("clinic:board")).content.decode()
    for words in (
        "Mar",
        "The garden",
        "1 h 05 min",
        "rising",
        "Nkechi Okafor",
        "Blood pressure",
        "A seizure.",
    ):
        assert words in page, words


def test_three_rooms_ask_the_same_of_the_database_as_one(cast: Cast) -> None:
    administration = a_room(cast)
    join_care_team(
        patient=cast.other,
        account_id=cast.facilitator.pk,
        role=Role.FACILITATOR,
        by=actor(cast.coordinator),
        at=now(),
    )
    client = signed_in(cast.facilitator)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("clinic:board-rooms"))
        return len(found)

    one = asked()
    copy_of(administration, cast)
    copy_of(administration, cast)
    assert asked() == one
    page = client.get(reverse("clinic:board-rooms")).content.decode()
    assert page.count("A seizure.") == 3


def test_a_planned_day_stands_on_the_board_and_a_quiet_day_says_so(cast: Cast) -> None:
    client = signed_in(cast.facilitator)
    assert "No room is in use today" in client.get(reverse("clinic:board")).content.decode()
    administration = a_room(cast)
    Encounter.objects.filter(pk=administration.encounter_id).update(status="planned", planned_start=now())
    Administration.objects.filter(pk=administration.pk).update(started_at=None)
    assert "Ready?" in client.get(reverse("clinic:board")).content.decode()


def test_a_stranger_sees_an_empty_board_and_other_roles_none(cast: Cast) -> None:
    a_room(cast)
    page = signed_in(cast.stranger).get(reverse("clinic:board")).content.decode()
    assert "Mar" not in page
    assert signed_in(cast.researcher).get(reverse("clinic:board")).status_code == 403
    assert signed_in(cast.coordinator).get(reverse("clinic:board")).status_code == 200
