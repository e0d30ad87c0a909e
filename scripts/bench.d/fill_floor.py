"""Make the floor's tables and fill them with the same invented people as Cairn holds: fill_floor.py COUNT FILE."""

import itertools
import json
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from floor import ROWS, Audit, Episode, Fact, Inquiry, Measure, Meeting, Score, Someone, Team  # isort: skip -- sets Django up
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, models, transaction
from population import FACTS, STAFF, Person, answers, people

NOW = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
_ORIGIN = {
    "sender": "Cedar Street Clinic",
    "resource": "Observation",
    "where": "entry[4]",
    "words": "as measured at the last visit",
    "on": "2025-11-20",
}


def fill(count: int, file: Path) -> None:
    """The same invented people as Cairn holds, and the sessions and ids the load client needs."""
    with transaction.atomic():
        staff = [User(username=f"staff{n}", first_name=f"Staff {n}", password="!") for n in range(STAFF)]  # noqa: S106 -- no password at all
        User.objects.bulk_create(staff)
        ways = []
        everyone = people(count)
        while batch := list(itertools.islice(everyone, 250)):
            ways += _write(batch, staff)
        file.write_text(json.dumps({"coordinators": _sessions(staff[: STAFF // 3]), "people": ways}))


def _write(batch: list[Person], staff: list[User]) -> list[dict[str, str]]:
    users = [User(username=each.email, first_name=each.given, password="!") for each in batch]  # noqa: S106 -- no password at all
    User.objects.bulk_create(users)
    rows: dict[type[models.Model], list[Any]] = {kind: [] for kind in ROWS}
    ways = []
    for each, user, session in zip(batch, users, _sessions(users), strict=True):
        someone = Someone(
            account=user, family=each.family, given=each.given, born=each.born, email=each.email, phone=each.phone,
            search=f" {each.given} {each.family}".lower(),
        )  # fmt: skip
        asked = Measure(person=someone, answers={}, status="open", at=NOW)
        for row in [someone, *_record(someone, each, staff), asked]:
            rows[type(row)].append(row)
        ways.append({"id": str(someone.pk), "response": str(asked.pk), "session": session})
    for kind, some in rows.items():
        kind._default_manager.bulk_create(some, batch_size=500)  # noqa: SLF001 -- Django's documented name
    return ways


def _record(someone: Someone, each: Person, staff: list[User]) -> list[Any]:
    began = each.registered
    origin = _ORIGIN
    made: list[Any] = [
        Episode(person=someone, stage=each.stage, opened=began),
        Inquiry(person=someone, brings=each.wrote, received=began),
        Team(person=someone, member=staff[each.number % STAFF]),
        *(
            Meeting(person=someone, kind="integration", start=began + timedelta(days=40 + n))
            for n in range(each.meetings)
        ),
        *(
            Fact(
                person=someone,
                fact=fact,
                value=value,
                status="confirmed",
                origin=origin,
                current=n == each.restated,
            )
            for fact, value in FACTS
            for n in range(each.restated + 1)
        ),
        *(
            Audit(at=began, action="person.read", account=1, name="Staff", person=someone.pk)
            for _ in range(3)
        ),
    ]
    for number in range(each.measures):
        given = answers(number)
        done = Measure(person=someone, answers=given, status="completed", at=began)
        made += [done, Score(measure=done, value=sum(given.values()))]
    return made


def _sessions(users: list[User]) -> list[str]:
    store, rows = SessionStore(), []
    for user in users:
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        rows.append(
            Session(
                session_key=uuid.uuid4().hex,
                session_data=store.encode(data),
                expire_date=datetime(2099, 1, 1, tzinfo=UTC),
            )
        )
    Session.objects.bulk_create(rows)
    return [row.session_key for row in rows]


def _make_tables() -> None:
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for kind in ROWS:
            editor.create_model(kind)


if __name__ == "__main__":
    _make_tables()
    fill(int(sys.argv[1]), Path(sys.argv[2]))
