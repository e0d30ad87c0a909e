"""What each column holds about a person: the classes that export, logs and de-identification go by."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class PrivacyClass(StrEnum):
    """How close a column comes to a person."""

    OPERATIONAL = "operational"
    """Says nothing of anyone's health by itself: ids, versions, states of the work."""
    IDENTIFYING = "identifying"
    """Says who somebody is or how to reach them."""
    CLINICAL = "clinical"
    """Says something of somebody's health or care."""
    NARRATIVE = "narrative"
    """Somebody's own words or answers: encrypted with keys outside the database."""
    SECRET = "secret"  # noqa: S105 -- the name of a class
    """Proves who somebody is: kept only as a fingerprint."""


_O, _I, _C = PrivacyClass.OPERATIONAL, PrivacyClass.IDENTIFYING, PrivacyClass.CLINICAL
_N, _S = PrivacyClass.NARRATIVE, PrivacyClass.SECRET

_FIELDS: Final[dict[str, dict[PrivacyClass, str]]] = {
    "Site": {
        _O: "id name zone regime screening_profile phone email address crisis_words flag_minutes opened_at"
    },
    "Room": {_O: "id site name occupancy"},
    "ContentReview": {_O: "id site content version reviewer at note"},
    "Account": {
        _O: "id site roles credentials language is_active made_at last_login",
        _I: "email name",
        _S: "password",
    },
    "RoleChange": {_O: "id account roles at by"},
    "SignInLink": {_O: "id account made_at made_by expires_at used_at", _S: "fingerprint"},
    "ApiToken": {_O: "id account name made_at expires_at revoked_at", _S: "fingerprint"},
    "Patient": {
        _O: "id site account language registered_at registered_by",
        _I: "family given preferred pronouns birth_date gender email phone identifiers search",
        _N: "address",
    },
    "CareTeamMember": {_C: "id patient account role since until added_by"},
    "Inquiry": {
        _O: "id site language for_whom may_contact_at received_at source status reason decided_by decided_at",
        _I: "name email phone reach_by referred_by patient",
        _N: "brings reflection",
    },
    "Referral": {
        _O: "id site sha256 size status received_at received_by decided_at decided_by",
        _I: "patient sender",
        _N: "document",
    },
    "FactStatement": {
        _C: "id patient fact status source needs_attention at recorded_at by replaces is_current",
        _N: "value origin",
    },
    "EpisodeOfCare": {
        _C: "id patient site stage status for_whom concern regime opened_at opened_by closed_at close_reason"
    },
    "StageChange": {_C: "id episode before after at by", _N: "reason"},
    "Task": {_C: "id patient episode role because due_on made_at made_by done_at done_by", _N: "what"},
    "Encounter": {
        _C: "id patient episode kind number step status planned_start planned_end started_at finished_at room lead "
        "second"
    },
    "EncounterNote": {_C: "id encounter kind topic at recorded_at by replaces error_reason", _N: "text"},
    "FitDecision": {_C: "id encounter side answer reason at by replaces", _N: "note"},
    "QuestionnaireResponse": {
        _C: "id patient episode instrument occasion status version asked_at opens_on due_on started_at completed_at",
        _N: "answers",
    },
    "ResponseRevision": {_C: "id response version at by", _N: "answers reason"},
    "Score": {_C: "id response score variant value band definition version at"},
    "SafetyFlag": {
        _C: "id patient site response kind urgency source raised_at due_at escalated_at acknowledged_at "
        "acknowledged_by closed_at closed_by",
        _N: "answer what_was_done",
    },
    "Signature": {_O: "id account meaning method subject subject_hash at", _I: "printed_name"},
    "Screening": {
        _C: "id patient episode occasion profile regime content_hash facts_hash disposition at by",
        _N: "facts findings",
    },
    "ScreeningDecision": {
        _C: "id screening patient decision signature second_signature at by",
        _N: "reason overrides",
    },
    "CarePlan": {
        _C: "id patient episode version protocol regime content_hash status proposed_at proposed_by agreed_at "
        "agreed_by",
        _N: "steps reason",
    },
    "Intention": {_C: "id patient episode version at by", _N: "text"},
    "Consent": {
        _C: "id patient episode kind text text_hash language status signed_at signed_by witnessed_by withdrawn_at",
        _I: "signed_name",
        _N: "details withdrawn_reason",
    },
    "CalendarFeed": {_O: "id patient made_at revoked_at", _S: "fingerprint"},
    "Administration": {
        _C: "id encounter patient status planned_at planned_by started_at released_at signature",
        _N: "plan requirements",
    },
    "SessionEvent": {_C: "id administration kind at recorded_at by", _N: "payload"},
    "AuditSeal": {_O: "number count sha256 previous at"},
    "AuditEvent": {_O: "id at action writes account device reason seal", _I: "name patient subject"},
}

PRIVACY: Final[Mapping[str, Mapping[str, PrivacyClass]]] = MappingProxyType(
    {
        model: MappingProxyType({name: kind for kind, names in classes.items() for name in names.split()})
        for model, classes in _FIELDS.items()
    }
)
"""The class of every column, by model and field."""
