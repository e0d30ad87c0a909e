"""Every table. Imported by services, selectors and to_domain only."""

from cairn.record.models.account import Account
from cairn.record.models.administration import Administration
from cairn.record.models.api_token import ApiToken
from cairn.record.models.audit_event import AuditEvent
from cairn.record.models.audit_seal import AuditSeal
from cairn.record.models.calendar_feed import CalendarFeed
from cairn.record.models.care_plan import CarePlan
from cairn.record.models.care_team_member import CareTeamMember
from cairn.record.models.consent import Consent
from cairn.record.models.content_review import ContentReview
from cairn.record.models.encounter import Encounter
from cairn.record.models.encounter_note import EncounterNote
from cairn.record.models.episode import EpisodeOfCare
from cairn.record.models.fact_statement import FactStatement
from cairn.record.models.fit_decision import FitDecision
from cairn.record.models.inquiry import Inquiry
from cairn.record.models.intention import Intention
from cairn.record.models.patient import Patient
from cairn.record.models.referral import Referral
from cairn.record.models.response import QuestionnaireResponse
from cairn.record.models.response_revision import ResponseRevision
from cairn.record.models.role_change import RoleChange
from cairn.record.models.room import Room
from cairn.record.models.safety_flag import SafetyFlag
from cairn.record.models.score import Score
from cairn.record.models.screening import Screening
from cairn.record.models.screening_decision import ScreeningDecision
from cairn.record.models.session_event import SessionEvent
from cairn.record.models.sign_in_link import SignInLink
from cairn.record.models.signature import Signature
from cairn.record.models.site import Site
from cairn.record.models.stage_change import StageChange
from cairn.record.models.task import Task

__all__ = [
    "Account",
    "Administration",
    "ApiToken",
    "AuditEvent",
    "AuditSeal",
    "CalendarFeed",
    "CarePlan",
    "CareTeamMember",
    "Consent",
    "ContentReview",
    "Encounter",
    "EncounterNote",
    "EpisodeOfCare",
    "FactStatement",
    "FitDecision",
    "Inquiry",
    "Intention",
    "Patient",
    "QuestionnaireResponse",
    "Referral",
    "ResponseRevision",
    "RoleChange",
    "Room",
    "SafetyFlag",
    "Score",
    "Screening",
    "ScreeningDecision",
    "SessionEvent",
    "SignInLink",
    "Signature",
    "Site",
    "StageChange",
    "Task",
]
