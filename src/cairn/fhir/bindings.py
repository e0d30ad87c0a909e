"""What FHIR R4 (4.0.1) requires of the resources we export, and the codes of their required bindings."""

from collections.abc import Mapping
from types import MappingProxyType

_OBSERVATION_STATUS = frozenset(
    ["registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"]
)
_REQUEST_STATUS = frozenset(
    ["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"]
)
_EVENT_STATUS = frozenset(
    [
        "preparation",
        "in-progress",
        "not-done",
        "on-hold",
        "stopped",
        "completed",
        "entered-in-error",
        "unknown",
    ]
)

REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Bundle": ("type",),
        "Organization": ("id", "name"),
        "Patient": ("id",),
        "CareTeam": ("id", "subject"),
        "ServiceRequest": ("id", "status", "intent", "subject"),
        "DocumentReference": ("id", "status", "content.attachment"),
        "EpisodeOfCare": ("id", "status", "patient"),
        "Task": ("id", "status", "intent"),
        "Encounter": ("id", "status", "class"),
        "Communication": ("id", "status"),
        "Observation": ("id", "status", "code"),
        "QuestionnaireResponse": ("id", "status"),
        "Flag": ("id", "status", "code", "subject"),
        "RiskAssessment": ("id", "status", "subject"),
        "DetectedIssue": ("id", "status"),
        "ClinicalImpression": ("id", "status", "subject"),
        "Provenance": (
            "id",
            "target",
            "recorded",
            "agent.who",
            "signature.type",
            "signature.when",
            "signature.who",
        ),
        "CarePlan": ("id", "status", "intent", "subject"),
        "Goal": ("id", "lifecycleStatus", "description", "subject"),
        "Consent": ("id", "status", "scope", "category", "policyRule"),
        "MedicationAdministration": ("id", "status", "subject"),
        "AuditEvent": ("id", "type", "recorded", "agent.requestor", "source.observer"),
    }
)
"""Elements with a least cardinality of one; every resource of ours has its own id."""

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"MedicationAdministration": ("medication", "effective")}
)
"""Elements of several types of which exactly one must be there."""

TYPES = frozenset({"CodeableConcept", "Reference", "DateTime", "Period"})

BINDINGS: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "Bundle": {"type": frozenset({"collection", "searchset", "document", "transaction", "batch"})},
        "Patient": {
            "gender": frozenset({"male", "female", "other", "unknown"}),
            "name.use": frozenset(["usual", "official", "temp", "nickname", "anonymous", "old", "maiden"]),
            "telecom.system": frozenset(["phone", "fax", "email", "pager", "url", "sms", "other"]),
        },
        "CareTeam": {
            "status": frozenset(["proposed", "active", "suspended", "inactive", "entered-in-error"])
        },
        "ServiceRequest": {
            "status": _REQUEST_STATUS,
            "intent": frozenset(["proposal", "plan", "directive", "order", "original-order", "option"]),
        },
        "DocumentReference": {"status": frozenset({"current", "superseded", "entered-in-error"})},
        "EpisodeOfCare": {
            "status": frozenset(
                ["planned", "waitlist", "active", "onhold", "finished", "cancelled", "entered-in-error"]
            )
        },
        "Task": {
            "status": frozenset(
                [
                    "draft",
                    "requested",
                    "accepted",
                    "in-progress",
                    "completed",
                    "cancelled",
                    "entered-in-error",
                ]
            ),
            "intent": frozenset(["unknown", "proposal", "plan", "order"]),
        },
        "Encounter": {
            "status": frozenset(
                [
                    "planned",
                    "arrived",
                    "triaged",
                    "in-progress",
                    "onleave",
                    "finished",
                    "cancelled",
                    "entered-in-error",
                    "unknown",
                ]
            )
        },
        "Communication": {"status": _EVENT_STATUS},
        "Observation": {"status": _OBSERVATION_STATUS},
        "QuestionnaireResponse": {
            "status": frozenset(["in-progress", "completed", "amended", "entered-in-error", "stopped"])
        },
        "Flag": {"status": frozenset({"active", "inactive", "entered-in-error"})},
        "RiskAssessment": {"status": _OBSERVATION_STATUS},
        "DetectedIssue": {"status": _OBSERVATION_STATUS, "severity": frozenset({"high", "moderate", "low"})},
        "ClinicalImpression": {"status": frozenset({"in-progress", "completed", "entered-in-error"})},
        "CarePlan": {
            "status": _REQUEST_STATUS,
            "intent": frozenset({"proposal", "plan", "order", "option"}),
        },
        "Goal": {
            "lifecycleStatus": frozenset(
                [
                    "proposed",
                    "planned",
                    "accepted",
                    "active",
                    "on-hold",
                    "completed",
                    "cancelled",
                    "entered-in-error",
                    "rejected",
                ]
            )
        },
        "Consent": {
            "status": frozenset(["draft", "proposed", "active", "rejected", "inactive", "entered-in-error"])
        },
        "AuditEvent": {"action": frozenset("CRUDE"), "outcome": frozenset("048") | {"12"}},
        "MedicationAdministration": {"status": _EVENT_STATUS - {"preparation"}},
    }
)
