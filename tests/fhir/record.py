"""One invented record with a member in every part, written out so that a reader can see what travels."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from cairn.domain.dossier.access import Access
from cairn.domain.dossier.administration import Administration, RecordedEvent
from cairn.domain.dossier.arrival import Inquiry, ReferralDocument
from cairn.domain.dossier.author import Author, json_text
from cairn.domain.dossier.dossier import Dossier, Site
from cairn.domain.dossier.encounter import Encounter, EncounterNote, FitDecision
from cairn.domain.dossier.episode import Episode, StageChange, Task
from cairn.domain.dossier.fact_statement import FactStatement
from cairn.domain.dossier.measure import Response, ResponseRevision, ResponseScore, SafetyFlag
from cairn.domain.dossier.patient import CareTeamMember, Patient
from cairn.domain.dossier.plan import CarePlan, Consent, Intention
from cairn.domain.dossier.screening import Screening, ScreeningDecision, Signature
from cairn.domain.referrals.person import Identifier
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import (
    AdministrativeGender,
    CarePlanStatus,
    ConsentStatus,
    Disposition,
    EncounterKind,
    EncounterStatus,
    EpisodeStatus,
    FactSource,
    ResponseStatus,
    Role,
)

MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def number(digits: int) -> UUID:
    return UUID(int=(4 << 76) | (8 << 60) | digits)


def later(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


MARISOL = Author(number(1), "Marisol Aldana", is_patient=True)
IDA = Author(number(2), "Ida Okafor")
TOMAS = Author(number(3), "Tomás Reyes")
HASH = "ab" * 32

PATIENT = Patient(
    id=number(10),
    family="Aldana",
    given="Marisol",
    preferred="Mari",
    pronouns="she/her",
    birth_date=date(1984, 6, 14),
    gender=AdministrativeGender.FEMALE,
    email="marisol@aldana.example",
    phone="555-010-4477",
    language="es",
    address=json_text({"city": "Astoria"}),
    identifiers=(Identifier("urn:example:harbour", "HP-1042", "MR"), Identifier("", "loose")),
    account=MARISOL.account,
    registered_at=MORNING,
    registered_by=IDA,
)
EPISODE = Episode(
    id=number(20),
    stage="screening",
    status=EpisodeStatus.ACTIVE,
    regime="us-or",
    opened_at=MORNING,
    opened_by=IDA,
    changes=(StageChange(number(21), "inquiry", "fit", later(1), IDA, "They asked."),),
)
MEETING = Encounter(
    id=number(30),
    episode=EPISODE.id,
    kind=EncounterKind.FIT_CONSULTATION,
    status=EncounterStatus.FINISHED,
    planned_start=later(2),
    planned_end=later(2.5),
    started_at=later(2),
    finished_at=later(2.4),
    room="Alder",
    lead=TOMAS,
)
NOTE = EncounterNote(
    number(31), MEETING.id, "topic", "Hopes to sleep.", later(2), later(2), TOMAS, "what-brings-you"
)
SIGNATURE = Signature(
    number(40), IDA, "Dr Ida Okafor", "decided", "password", f"screening {number(41)}", HASH, later(4)
)
SCREENING = Screening(
    id=number(41),
    episode=EPISODE.id,
    profile="general",
    regime="us-or",
    content_hash=HASH,
    facts=json_text({"history.seizure": "none"}),
    facts_hash=HASH,
    findings=json_text([{"rule": "SCR-CV-01", "severity": "hold"}]),
    disposition=Disposition.ON_HOLD,
    at=later(3),
    by=IDA,
    occasion=Occasion.DOSE_DAY,
)
ANSWERS = Response(
    id=number(50),
    episode=EPISODE.id,
    instrument="phq-9@1",
    occasion="baseline",
    status=ResponseStatus.COMPLETED,
    asked_at=MORNING,
    answers=tuple((str(item), 1) for item in range(1, 10)),
    completed_at=later(1),
    revisions=(ResponseRevision(number(51), 1, json_text({"1": 1}), later(1), MARISOL),),
)
DAY = Administration(
    id=number(60),
    encounter=MEETING.id,
    status="in-progress",
    plan=json_text({"initial": "25"}),
    planned_at=MORNING,
    planned_by=TOMAS,
    started_at=later(5),
)

RECORD = Dossier(
    taken_at=later(9),
    site=Site(number(4), "Cedar House"),
    patient=PATIENT,
    care_team=(CareTeamMember(number(11), TOMAS, Role.FACILITATOR, MORNING, None, IDA),),
    inquiries=(
        Inquiry(number(12), "Marisol", "I do not sleep.", MORNING, MORNING, "registered", decided_by=IDA),
    ),
    referrals=(
        ReferralDocument(number(13), '{"é": 1}', HASH, 9, "accepted", MORNING, IDA, "Harbour practice"),
    ),
    episodes=(EPISODE,),
    tasks=(
        Task(
            number(22),
            EPISODE.id,
            "Ask for the ECG.",
            "coordinator",
            MORNING,
            IDA,
            "SCR-CV-08",
            date(2026, 12, 1),
        ),
    ),
    facts=(
        FactStatement(
            number(23), "history.seizure", '"none"', "confirmed", FactSource.CLIENT, MORNING, MORNING, MARISOL
        ),
        FactStatement(
            number(24), "lactation.now", "false", "prefilled", FactSource.REFERRAL, MORNING, MORNING
        ),
        FactStatement(
            number(25), "depression.treatments_failed", "2", "confirmed", FactSource.STAFF, MORNING, MORNING
        ),
        FactStatement(
            number(26), "story.events", "", "entered-in-error", FactSource.CLIENT, MORNING, MORNING
        ),
    ),
    encounters=(MEETING,),
    notes=(NOTE,),
    fit_decisions=(
        FitDecision(number(32), MEETING.id, "client", "go-on", "trust", later(2), MARISOL, "Yes."),
    ),
    responses=(ANSWERS,),
    scores=(
        ResponseScore(
            number(52), ANSWERS.id, "total", "sum", "phq-9@1", 1, later(1), Decimal("9.000"), "mild"
        ),
        ResponseScore(
            number(53), ANSWERS.id, "diagnosis", "algorithm", "phq-9@1", 1, later(1), None, "other"
        ),
        ResponseScore(number(54), ANSWERS.id, "note", "algorithm", "phq-9@1", 1, later(1)),
    ),
    flags=(
        SafetyFlag(
            number(55), "suicidality", "now", "phq-9@1 item 9", later(1), later(1.25), ANSWERS.id, "1"
        ),
    ),
    screenings=(SCREENING,),
    decisions=(
        ScreeningDecision(number(42), SCREENING.id, "defer", "The ECG.", later(4), IDA, SIGNATURE.id),
    ),
    signatures=(SIGNATURE,),
    care_plans=(
        CarePlan(
            *(number(70), EPISODE.id, 1, "osp-individual@1", "us-or", HASH, CarePlanStatus.DRAFT),
            *(json_text([{"id": "prep-1"}]), later(6), TOMAS),
        ),
    ),
    intentions=(Intention(number(71), EPISODE.id, 1, "To rest.", later(6), MARISOL),),
    consents=(
        Consent(
            *(
                number(72),
                EPISODE.id,
                "informed-consent",
                "informed-consent@1",
                HASH,
                "es",
                ConsentStatus.ACTIVE,
            ),
            *("Marisol Aldana", later(6), MARISOL),
        ),
    ),
    administrations=(DAY,),
    accesses=(
        Access(
            7, later(1), "patient.read", writes=False, name="Ida Okafor", account=IDA.account, reason="round"
        ),
        Access(8, later(2), "fact.state", writes=True, name="Cairn"),
    ),
    events=(
        RecordedEvent(
            number(61), DAY.id, "vitals", later(5.5), later(5.5), TOMAS, json_text({"systolic": 121})
        ),
    ),
)
