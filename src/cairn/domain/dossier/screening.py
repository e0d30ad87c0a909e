"""Screenings, the decisions on them, and signatures."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.domain.dossier.author import Author, JsonText
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Disposition


@dataclass(frozen=True, slots=True)
class Screening:
    """The rules applied to the facts at one moment.

    :param facts: the confirmed facts it was worked out from.
    :param findings: what the rules said of them.
    :param occasion: whether the rules of the day of a dose were asked too; a record written before that was kept
        has screenings of the ordinary kind.
    """

    id: UUID
    episode: UUID
    profile: str
    regime: str
    content_hash: str
    facts: JsonText
    facts_hash: str
    findings: JsonText
    disposition: Disposition
    at: datetime
    by: Author | None = None
    occasion: Occasion = Occasion.SCREENING


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody proved again who they are and put their name under one thing as it stood.

    :param subject: kind and id of what was signed.
    :param subject_hash: SHA-256 of it.
    """

    id: UUID
    signer: Author
    printed_name: str
    meaning: str
    method: str
    subject: str
    subject_hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ScreeningDecision:
    """A clinical reviewer's decision on one screening.

    :param decision: accept, accept-with-conditions, defer or decline.
    :param overrides: rule id to the reason it was overridden.
    """

    id: UUID
    screening: UUID
    decision: str
    reason: str
    at: datetime
    by: Author
    signature: UUID
    second_signature: UUID | None = None
    overrides: JsonText = ""
