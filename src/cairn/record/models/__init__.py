"""Every table. Imported by services, selectors and to_domain only."""

from cairn.record.models.account import Account, ApiToken, RoleChange, SignInLink
from cairn.record.models.administration import Administration, SessionEvent
from cairn.record.models.audit import AuditEvent, AuditSeal
from cairn.record.models.care_plan import CalendarFeed, CarePlan, Consent, Intention
from cairn.record.models.encounter import Encounter, EncounterNote, FitDecision
from cairn.record.models.episode import EpisodeOfCare, StageChange, Task
from cairn.record.models.fact_statement import FactStatement
from cairn.record.models.inquiry import Inquiry, Referral
from cairn.record.models.patient import CareTeamMember, Patient
from cairn.record.models.response import QuestionnaireResponse, ResponseRevision, SafetyFlag, Score
from cairn.record.models.screening import Screening, ScreeningDecision, Signature
from cairn.record.models.site import ContentReview, Room, Site

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
