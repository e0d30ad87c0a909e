"""The duties nobody asks for: the log is sealed, and a flag nobody took on in time is shown to everyone."""

import threading
from datetime import timedelta

from django.core.management import call_command

from cairn.clock import now
from cairn.config import recurring
from cairn.domain.instruments.flags import FlagKind, Urgency
from cairn.record.models import AuditEvent, SafetyFlag
from cairn.record.services.audit_seal import verify_audit
from cairn.record.services.safety_flag import raise_flag
from tests.cast import Cast, actor


def _flag(cast: Cast, minutes_ago: int) -> SafetyFlag:
    return raise_flag(
        patient=cast.maren,
        kind=FlagKind.SUICIDALITY,
        urgency=Urgency.URGENT,
        source="follow-up 1",
        answer="“Some days I wish I did not wake.”",
        by=actor(cast.facilitator),
        at=now() - timedelta(minutes=minutes_ago),
    )


def test_a_tick_seals_what_has_settled(cast: Cast) -> None:
    settled = AuditEvent.objects.count()
    recurring.tick()
    found = verify_audit()
    assert (found.seals, found.events, found.faults) == (1, settled, ())


def test_a_tick_escalates_a_flag_that_waited_too_long_and_no_other(cast: Cast) -> None:
    late, young = _flag(cast, cast.site.flag_minutes + 1), _flag(cast, 0)
    recurring.tick()
    late.refresh_from_db()
    young.refresh_from_db()
    assert late.escalated_at is not None
    assert young.escalated_at is None


def test_a_second_tick_finds_nothing_left_to_do(cast: Cast) -> None:
    late = _flag(cast, cast.site.flag_minutes + 1)
    recurring.tick()
    late.refresh_from_db()
    first = late.escalated_at
    call_command("tick", verbosity=0)
    late.refresh_from_db()
    assert late.escalated_at == first
    assert AuditEvent.objects.filter(action="flag.escalate").count() == 1


def test_the_thread_stops_when_told() -> None:
    stop = threading.Event()
    stop.set()
    thread = recurring.start(stop)
    thread.join(timeout=5)
    assert not thread.is_alive()
