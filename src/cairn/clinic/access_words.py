"""The access log in words."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final, NamedTuple

from cairn.components.times import moment
from cairn.record.selectors.access_log import AuditEvent

ACTION_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "person.read": "Read the story",
        "consents.read": "Read the consents",
        "documents.read": "Read the list of documents",
        "access-log.read": "Read this log",
        "measures.read": "Read the measures",
        "unmet.read": "Read what is unmet",
        "care-team.read": "Read who cares for them",
        "patient.register": "Opened the record",
        "patient.correct": "Corrected who they are",
        "care-team.join": "Added to the care team",
        "care-team.leave": "Left the care team",
        "portal.invite": "Invited to the portal",
        "episode.open": "Opened a way through care",
        "episode.advance": "Moved on",
        "fact.prefill": "Wrote facts from a referral",
        "fact.state": "Stated a fact",
        "referral.accept": "Accepted a referral",
        "referral.read": "Read a referral",
        "inquiry.register": "Registered from an inquiry",
        "days.read": "Read the administration days",
        "readiness.read": "Read what stands before the day",
        "dose-plan.read": "Read the dose plan",
        "room.read": "Opened the room",
        "board.read": "Looked at the board of rooms",
        "dose.plan": "Agreed a dose plan",
        "encounter.assign": "Set room and people of a day",
        "administration.start": "Began the administration session",
        "session-event.record": "Recorded in the room",
        "administration.sign": "Signed the record of the day",
    }
)


class AccessRow(NamedTuple):
    """One line of the log."""

    when: object
    who: str
    what: str
    reason: str
    device: str


def action_words(action: str) -> str:
    """An action in words; one this table does not know is shown as noun and verb."""
    if action in ACTION_WORDS:
        return ACTION_WORDS[action]
    noun, _, verb = action.partition(".")
    said = noun.replace("-", " ").capitalize()
    return f"{said}: {verb.replace('-', ' ')}" if verb else said


def access_rows(events: Iterable[AuditEvent]) -> list[AccessRow]:
    """The rows of a table. What one person read in one go, on one device within a minute, is one row."""
    rows = []
    for _, together in groupby(events, key=_sitting):
        some = list(together)
        first = some[0]
        what = list(dict.fromkeys(action_words(event.action) for event in reversed(some)))
        words = "; ".join([what[0], *(each[:1].lower() + each[1:] for each in what[1:])])
        reason = first.reason if len(some) == 1 else ""
        rows.append(AccessRow(moment(first.at), first.name, words, reason, first.device or "not known"))
    return rows


def _sitting(event: AuditEvent) -> tuple[object, ...]:
    """What makes reads one; every write stands alone."""
    alone = event.pk if event.writes else None
    return event.name, event.device, event.at.replace(second=0, microsecond=0), alone
