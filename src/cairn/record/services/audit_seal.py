"""Seals the audit log in batches into a chain of hashes, and verifies it. Writers never wait for this."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cairn.record.models import AuditEvent, AuditSeal

START = "0" * 64
SETTLED = timedelta(seconds=60)
"""Events younger than this are left for the next batch: a transaction that began earlier may still be writing."""
BATCH = 5000


def canonical(event: AuditEvent) -> bytes:
    """One event as the bytes that are hashed: every column but the seal."""
    stated = [
        event.pk, event.at.isoformat(), event.action, event.writes, str(event.account), event.name,
        str(event.patient), event.subject, event.device, event.reason,
    ]  # fmt: skip
    return json.dumps(stated, separators=(",", ":"), ensure_ascii=False).encode()


def _chained(previous: str, number: int, events: list[AuditEvent]) -> str:
    hasher = hashlib.sha256(f"{previous}:{number}:{len(events)}\n".encode())
    for event in events:
        hasher.update(canonical(event) + b"\n")
    return hasher.hexdigest()


@transaction.atomic
def seal_audit(*, at: datetime) -> AuditSeal | None:
    """Seal the settled events that no seal covers yet, at most one batch; None when there are none.

    No audit row is written for it: the seal is itself the trace.
    """
    events = list(AuditEvent.objects.filter(seal=None, at__lte=at - SETTLED).order_by("pk")[:BATCH])
    if not events:
        return None
    last = AuditSeal.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.sha256) if last else (1, START)
    seal = AuditSeal.objects.create(
        number=number, count=len(events), previous=previous, sha256=_chained(previous, number, events), at=at
    )
    AuditEvent.objects.filter(pk__in=[event.pk for event in events], seal=None).update(seal=seal)
    return seal


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying found.

    :param faults: what is wrong, in words; empty when the chain holds.
    :param newest: the hash of the newest seal. Kept elsewhere, it shows if somebody ever makes a whole new chain.
    """

    seals: int
    events: int
    unsealed: int
    faults: tuple[str, ...]
    newest: str = START


def verify_audit() -> Verification:
    """Work every seal out again and say where the log no longer matches it."""
    faults: list[str] = []
    previous, expected, events = START, 1, 0
    for seal in AuditSeal.objects.order_by("number").iterator():
        covered = list(AuditEvent.objects.filter(seal=seal).order_by("pk"))
        events += len(covered)
        if seal.number != expected:
            faults.append(f"Seal {expected} is missing: the chain goes on with {seal.number}.")
        if seal.previous != previous:
            faults.append(f"Seal {seal.number} does not follow the one before it.")
        if len(covered) != seal.count:
            faults.append(f"Seal {seal.number} covers {seal.count} events; {len(covered)} are there.")
        elif _chained(seal.previous, seal.number, covered) != seal.sha256:
            faults.append(f"An event under seal {seal.number} was changed after it was sealed.")
        previous, expected = seal.sha256, seal.number + 1
    unsealed = AuditEvent.objects.filter(seal=None).count()
    return Verification(
        seals=expected - 1, events=events, unsealed=unsealed, faults=tuple(faults), newest=previous
    )
