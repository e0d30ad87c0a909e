"""Closed sets whose values are the standard's codes, or ours where no standard has one."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may be to the record."""

    CLIENT = "client"
    FACILITATOR = "facilitator"
    CLINICAL_REVIEWER = "clinical-reviewer"
    COORDINATOR = "coordinator"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


class Severity(StrEnum):
    """What a finding or an unmet requirement asks for, most serious first."""

    BLOCK = "block"
    HOLD = "hold"
    NOT_ASSESSED = "not-assessed"
    REVIEW = "review"
    NOTE = "note"
    CLEAR = "clear"


class Grade(StrEnum):
    """How a statement was verified; it limits what the statement may do."""

    A = "A"
    """Read in a primary or a named secondary text."""
    A_AGENCY = "A_agency"
    """Read on the regulator's own page, not in the rule (written A* in the reference)."""
    A_SUPERSEDED = "A_superseded"
    """Read in a primary text that a later amendment has replaced (A†)."""
    B = "B"
    """A secondary source, or partly inferred."""
    C = "C"
    """From memory; not verified."""
    D = "D"
    """Derived by arithmetic or a fit; not a published number."""
    P = "P"
    """A project proposal for the medical director; no source fixes it."""
    U = "U"
    """Looked for and not found."""

    @property
    def enforces_alone(self) -> bool:
        """Whether a statement of this grade may block before anyone at the site has reviewed it."""
        return self is Grade.A

    @property
    def may_enforce_once_reviewed(self) -> bool:
        """Whether a named reviewer of the site can let a statement of this grade block."""
        return self in {Grade.A, Grade.A_AGENCY, Grade.A_SUPERSEDED, Grade.B, Grade.P}


class Disposition(StrEnum):
    """Where a screening stands, computed from its findings."""

    BLOCKED = "blocked"
    ON_HOLD = "on-hold"
    NEEDS_REVIEW = "needs-review"
    CLEAR = "clear"


class EpisodeStatus(StrEnum):
    """FHIR R4 EpisodeOfCare.status."""

    PLANNED = "planned"
    WAITLIST = "waitlist"
    ACTIVE = "active"
    ON_HOLD = "onhold"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


class EncounterKind(StrEnum):
    """What an encounter is for."""

    FIT_CONSULTATION = "fit-consultation"
    INTAKE = "intake"
    PREPARATION = "preparation"
    ADMINISTRATION = "administration"
    INTEGRATION = "integration"
    FOLLOW_UP = "follow-up"


class EncounterStatus(StrEnum):
    """FHIR R4 Encounter.status, the part in use."""

    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    ENTERED_IN_ERROR = "entered-in-error"


class ResponseStatus(StrEnum):
    """FHIR R4 QuestionnaireResponse.status."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    STOPPED = "stopped"
    ENTERED_IN_ERROR = "entered-in-error"


class ConsentStatus(StrEnum):
    """FHIR R4 Consent.status, the part in use."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    ENTERED_IN_ERROR = "entered-in-error"


class CarePlanStatus(StrEnum):
    """FHIR R4 CarePlan.status: proposed is a draft, agreed is active, replaced is revoked."""

    DRAFT = "draft"
    ACTIVE = "active"
    REVOKED = "revoked"
    COMPLETED = "completed"
    ENTERED_IN_ERROR = "entered-in-error"


class AdministrativeGender(StrEnum):
    """FHIR R4 AdministrativeGender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Whether a rule is the law's or the site's own."""

    REGULATORY = "regulatory"
    HOUSE = "house"


class FactSource(StrEnum):
    """Where a stated fact came from."""

    REFERRAL = "referral"
    CLIENT = "client"
    STAFF = "staff"
    MEASURE = "measure"
