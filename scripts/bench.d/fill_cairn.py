"""Fill Cairn's tables with invented people: valid rows, encrypted where Cairn encrypts, and everyone signed in.

Rows are written in bulk, because ten thousand people by way of the services would take the better part of an hour;
what is measured afterwards goes through pages and services only. Run with Cairn's settings: fill_cairn.py COUNT FILE.
"""

import itertools
import json
import os
import sys
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from population import FACTS, STAFF, Person, answers, people

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 -- after set-up
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.db import models as tables  # noqa: E402
from django.db import transaction  # noqa: E402

from cairn.components.session import LINK_WITH_FACTOR  # noqa: E402
from cairn.components.sign_in import BACKEND  # noqa: E402
from cairn.domain.vocabulary import Role  # noqa: E402
from cairn.record import models as m  # noqa: E402
from cairn.record.actor import PRODUCT  # noqa: E402
from cairn.record.names import searchable  # noqa: E402
from cairn.record.services.account import make_account  # noqa: E402
from cairn.record.services.site import open_site  # noqa: E402

BATCH = 250
"""People written at a time."""
AT = datetime(2026, 11, 1, 18, 0, tzinfo=UTC)
_ORIGIN = {
    "sender": "Cedar Street Clinic",
    "resource": "Observation",
    "where": "entry[4]",
    "words": "as measured at the last visit",
    "on": "2025-11-20",
    "as_sent": "",
    "note": "",
    "statements": 1,
    "doubts": [],
}


def main(count: int, file: Path) -> None:
    """Fill, and write the sessions and ids that the load client needs."""
    with transaction.atomic():
        site = open_site(name="Measured", zone="America/Los_Angeles", regime="us-or", by=PRODUCT, at=AT)
        staff = [_staff(site, number) for number in range(STAFF)]
        clients: list[dict[str, str]] = []
        for batch in _batches(count):
            clients += _write(site, staff, batch)
        coordinators = _sessions(
            (account for account in staff if Role.COORDINATOR in account.role_set), is_staff=True
        )
        facilitators = _sessions(
            (account for account in staff if Role.FACILITATOR in account.role_set), is_staff=True
        )
    file.write_text(
        json.dumps({"coordinators": coordinators, "facilitators": facilitators, "people": clients})
    )


def _batches(count: int) -> Iterator[list[Person]]:
    everyone = people(count)
    while batch := list(itertools.islice(everyone, BATCH)):
        yield batch


def _staff(site: m.Site, number: int) -> m.Account:
    role = Role.COORDINATOR if number < STAFF // 3 else Role.FACILITATOR
    email = f"staff{number}@example.org"
    return make_account(site=site, name=f"Staff {number}", email=email, roles=(role,), by=PRODUCT, at=AT)


def _write(site: m.Site, staff: list[m.Account], batch: Iterable[Person]) -> list[dict[str, str]]:
    rows: dict[type[tables.Model], list[Any]] = {}
    clients = []
    for person in batch:
        account = _account(site, person)
        patient = _patient(site, person, account, staff)
        made = [account, patient, *_record(site, patient, person, staff)]
        asked = _asked(patient, made)
        for row in [*made, asked]:
            rows.setdefault(type(row), []).append(row)
        clients.append({"id": str(patient.pk), "response": str(asked.pk), "account": account})
    for kind, some in rows.items():
        kind._default_manager.bulk_create(some, batch_size=500)  # noqa: SLF001 -- Django's documented name
    sessions = _sessions((client.pop("account") for client in clients), is_staff=False)
    return [client | {"session": session} for client, session in zip(clients, sessions, strict=True)]


def _account(site: m.Site, person: Person) -> m.Account:
    name = f"{person.given} {person.family}"
    account = m.Account(site=site, email=person.email, name=name, roles=["client"], made_at=person.registered)
    account.set_password(None)
    return account


def _patient(site: m.Site, person: Person, account: m.Account, staff: list[m.Account]) -> m.Patient:
    return m.Patient(
        site=site, account=account, family=person.family, given=person.given, birth_date=person.born,
        email=person.email, phone=person.phone, address={"line": f"{person.number} Cedar Street", "city": "Bend"},
        search=searchable(person.given, person.family), registered_at=person.registered, registered_by=staff[0],
    )  # fmt: skip


def _record(site: m.Site, patient: m.Patient, person: Person, staff: list[m.Account]) -> list[Any]:
    began, member = person.registered, staff[STAFF // 3 + person.number % (STAFF - STAFF // 3)]
    episode = m.EpisodeOfCare(
        patient=patient, site=site, stage=person.stage, status="active", regime=site.regime,
        concern="depression", opened_at=began, opened_by=staff[0],
    )  # fmt: skip
    inquiry = m.Inquiry(
        site=site, name=f"{person.given} {person.family}", email=person.email, brings=person.wrote,
        may_contact_at=began, received_at=began, status="registered", patient=patient,
    )  # fmt: skip
    return [
        episode,
        inquiry,
        m.CareTeamMember(patient=patient, account=member, role=Role.FACILITATOR.value, since=began),
        *_meetings(episode, person, member),
        *_facts(patient, person),
        *_measures(episode, person),
        *(_seen(patient, member, began + timedelta(days=day)) for day in range(3)),
    ]


def _meetings(episode: m.EpisodeOfCare, person: Person, lead: m.Account) -> Iterator[m.Encounter]:
    for number in range(person.meetings):
        start = (AT if number == person.meetings - 1 else person.registered) + timedelta(days=40 + number)
        yield m.Encounter(
            patient=episode.patient, episode=episode, kind="integration", number=number + 1, lead=lead,
            status="planned" if number == person.meetings - 1 else "finished",
            planned_start=start, planned_end=start + timedelta(hours=1),
        )  # fmt: skip


def _facts(patient: m.Patient, person: Person) -> Iterator[m.FactStatement]:
    origin = _ORIGIN | {"referral": str(uuid.UUID(int=person.number))}
    for fact, value in FACTS:
        before = None
        for _ in range(person.restated + 1):
            row = m.FactStatement(
                patient=patient, fact=fact, value=value, status="confirmed" if person.number % 2 else "prefilled",
                source="referral", origin=origin, at=person.registered, recorded_at=person.registered,
                by=patient.registered_by, replaces=before, is_current=True,
            )  # fmt: skip
            if before is not None:
                before.is_current = False
            before = row
            yield row


def _measures(episode: m.EpisodeOfCare, person: Person) -> Iterator[Any]:
    for number in range(person.measures):
        given, at = answers(number), person.registered + timedelta(days=number)
        response = m.QuestionnaireResponse(
            patient=episode.patient, episode=episode, instrument="phq-9@1", occasion=f"day-{number}",
            status="completed", answers=given, version=2, asked_at=at, started_at=at, completed_at=at,
        )  # fmt: skip
        yield response
        yield m.ResponseRevision(
            response=response, version=2, answers=given, at=at, by=episode.patient.account
        )
        yield m.Score(
            response=response, score="total", variant="sum", value=sum(given.values()), band="moderate",
            definition="phq-9@1", version=2, at=at,
        )  # fmt: skip


def _asked(patient: m.Patient, made: list[Any]) -> m.QuestionnaireResponse:
    episode = next(row for row in made if isinstance(row, m.EpisodeOfCare))
    return m.QuestionnaireResponse(
        patient=patient, episode=episode, instrument="phq-9@1", occasion="asked", status="in-progress",
        answers={}, asked_at=AT,
    )  # fmt: skip


def _seen(patient: m.Patient, member: m.Account, at: datetime) -> m.AuditEvent:
    return m.AuditEvent(
        at=at, action="person.read", writes=False, account=member.pk, name=member.name, patient=patient.pk,
        device="Firefox on Linux, session 00000000",
    )  # fmt: skip


def _sessions(accounts: Iterable[m.Account], *, is_staff: bool) -> list[str]:
    """Sign each account in; staff as after a second proof."""
    store, rows = SessionStore(), []
    for account in accounts:
        data = {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: account.get_session_auth_hash(),
            LINK_WITH_FACTOR: is_staff,
        }
        key = uuid.uuid4().hex
        rows.append(
            Session(
                session_key=key, session_data=store.encode(data), expire_date=datetime(2099, 1, 1, tzinfo=UTC)
            )
        )
    Session.objects.bulk_create(rows, batch_size=500)
    return [row.session_key for row in rows]


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
