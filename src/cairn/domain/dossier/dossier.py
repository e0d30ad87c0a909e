"""One person's whole record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cairn.domain.dossier.access import Access
from cairn.domain.dossier.administration import Administration, RecordedEvent
from cairn.domain.dossier.arrival import Inquiry, ReferralDocument
from cairn.domain.dossier.encounter import Encounter, EncounterNote, FitDecision
from cairn.domain.dossier.episode import Episode, Task
from cairn.domain.dossier.fact_statement import FactStatement
from cairn.domain.dossier.measure import Response, ResponseScore, SafetyFlag
from cairn.domain.dossier.patient import CareTeamMember, Patient
from cairn.domain.dossier.plan import CarePlan, Consent, Intention
from cairn.domain.dossier.screening import Screening, ScreeningDecision, Signature


@dataclass(frozen=True, slots=True)
class Site:
    """The centre that keeps the record."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the record holds about one person, at one moment.

    :param taken_at: when it was taken from the record.
    """

    taken_at: datetime
    site: Site
    patient: Patient
    care_team: tuple[CareTeamMember, ...] = ()
    inquiries: tuple[Inquiry, ...] = ()
    referrals: tuple[ReferralDocument, ...] = ()
    episodes: tuple[Episode, ...] = ()
    tasks: tuple[Task, ...] = ()
    facts: tuple[FactStatement, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    notes: tuple[EncounterNote, ...] = ()
    fit_decisions: tuple[FitDecision, ...] = ()
    responses: tuple[Response, ...] = ()
    scores: tuple[ResponseScore, ...] = ()
    flags: tuple[SafetyFlag, ...] = ()
    screenings: tuple[Screening, ...] = ()
    decisions: tuple[ScreeningDecision, ...] = ()
    signatures: tuple[Signature, ...] = ()
    care_plans: tuple[CarePlan, ...] = ()
    intentions: tuple[Intention, ...] = ()
    consents: tuple[Consent, ...] = ()
    administrations: tuple[Administration, ...] = ()
    events: tuple[RecordedEvent, ...] = ()
    accesses: tuple[Access, ...] = ()
