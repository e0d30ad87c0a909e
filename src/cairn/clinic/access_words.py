"""The access log in words."""

from collections.abc import Iterable, Mapping
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
    return f"{noun.replace('-', ' ').capitalize()}: {verb.replace('-', ' ')}" if verb else noun


def access_rows(events: Iterable[AuditEvent]) -> list[AccessRow]:
    """The rows of a table."""
    return [
        AccessRow(moment(e.at), e.name, action_words(e.action), e.reason, e.device or "not known")
        for e in events
    ]
