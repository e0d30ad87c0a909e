"""What each role may do, and whose record a reader may open."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cairn.domain.vocabulary import Role
from cairn.record.actor import Actor
from cairn.record.errors import NotAllowedError


class Permission(StrEnum):
    """Something a role may do. Whose record it may be done to is a second question."""

    PEOPLE_SEARCH = "people.search"
    PERSON_READ = "person.read"
    PERSON_REGISTER = "person.register"
    CARE_TEAM_CHANGE = "care-team.change"
    INQUIRY_READ = "inquiry.read"
    INQUIRY_DECIDE = "inquiry.decide"
    REFERRAL_IMPORT = "referral.import"
    PORTAL_INVITE = "portal.invite"
    FIT_HOLD = "fit.hold"
    FACT_STATE = "fact.state"
    MEASURE_ASK = "measure.ask"
    MEASURE_READ = "measure.read"
    FLAG_SEE = "flag.see"
    FLAG_ACKNOWLEDGE = "flag.acknowledge"
    SCREENING_READ = "screening.read"
    SCREENING_RUN = "screening.run"
    SCREENING_DECIDE = "screening.decide"
    ROADMAP_READ = "roadmap.read"
    ROADMAP_PROPOSE = "roadmap.propose"
    ENCOUNTER_HOLD = "encounter.hold"
    NOTE_READ = "note.read"
    CONSENT_READ = "consent.read"
    CONSENT_WITNESS = "consent.witness"
    DOSE_PLAN = "dose.plan"
    ROOM_RUN = "room.run"
    BOARD_SEE = "board.see"
    EPISODE_ADVANCE = "episode.advance"
    RECORD_EXPORT = "record.export"
    ACCESS_LOG_READ = "access-log.read"
    ACCOUNT_MANAGE = "account.manage"
    SITE_MANAGE = "site.manage"
    CONTENT_READ = "content.read"
    CONTENT_REVIEW = "content.review"
    OWN_RECORD = "own.record"
    API_READ = "api.read"


_P = Permission
_CLINICAL: Final = frozenset(
    {
        _P.PEOPLE_SEARCH, _P.PERSON_READ, _P.FLAG_SEE, _P.FLAG_ACKNOWLEDGE, _P.MEASURE_READ, _P.MEASURE_ASK,
        _P.SCREENING_READ, _P.SCREENING_RUN, _P.ROADMAP_READ, _P.NOTE_READ, _P.CONSENT_READ, _P.FACT_STATE,
        _P.EPISODE_ADVANCE, _P.ACCESS_LOG_READ, _P.CONTENT_READ, _P.API_READ, _P.BOARD_SEE,
    }
)  # fmt: skip

ROLE_PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.CLIENT: frozenset({_P.OWN_RECORD}),
        Role.FACILITATOR: _CLINICAL
        | {_P.FIT_HOLD, _P.ENCOUNTER_HOLD, _P.CONSENT_WITNESS, _P.DOSE_PLAN, _P.ROOM_RUN, _P.PORTAL_INVITE},
        Role.CLINICAL_REVIEWER: _CLINICAL | {_P.SCREENING_DECIDE, _P.CONTENT_REVIEW, _P.RECORD_EXPORT},
        Role.COORDINATOR: _CLINICAL - {_P.NOTE_READ}
        | {
            _P.PERSON_REGISTER, _P.CARE_TEAM_CHANGE, _P.INQUIRY_READ, _P.INQUIRY_DECIDE, _P.REFERRAL_IMPORT,
            _P.PORTAL_INVITE, _P.ROADMAP_PROPOSE, _P.CONSENT_WITNESS,
        },
        Role.RESEARCHER: frozenset({_P.CONTENT_READ}),
        Role.ADMINISTRATOR: frozenset({_P.ACCOUNT_MANAGE, _P.SITE_MANAGE, _P.CONTENT_READ}),
    }
)  # fmt: skip
"""Every role and what it may do. A researcher sees no person's record; an administrator manages accounts, not care."""


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """What somebody holding these roles may do."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles))


def may(actor: Actor, permission: Permission) -> bool:
    """Whether an actor's roles allow this at all."""
    return any(permission in ROLE_PERMISSIONS[role] for role in actor.roles)


def require(actor: Actor, permission: Permission) -> None:
    """Refuse an actor whose roles do not allow this.

    :raises NotAllowedError: with words for the reader.
    """
    if not may(actor, permission):
        raise NotAllowedError


SITE_WIDE: Final = frozenset({Role.COORDINATOR, Role.CLINICAL_REVIEWER})
"""Roles that may open the record of anyone at their site; the others need to be on the person's care team."""
