"""What this server can, as a FHIR R4 CapabilityStatement, from the same tables that answer."""

from cairn.api.answers import FHIR_JSON
from cairn.api.kinds import KINDS, Kind
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject

DESCRIBED_ON = "2026-11-22"
"""The day this description was last changed."""

PATIENT_SEARCHES = (
    ("name", "string", "the beginning of any of their names, without capitals or accents"),
    ("family", "string", "the beginning of a family name"),
    ("given", "string", "the beginning of a given name, or of what they ask to be called"),
    ("birthdate", "date", "with the prefixes eq, ne, lt, le, gt, ge"),
    ("_id", "token", "the id of a record"),
)
FORM_SEARCHES = (
    ("_id", "token", "name and version, such as phq-9-1"),
    ("url", "uri", "the canonical address"),
    ("name", "string", "the beginning of the short name"),
)
_WHOSE = (
    ("patient", "reference", "whose; always needed"),
    ("_id", "token", "the resource's id"),
)


def capability_statement(base: str) -> JsonObject:
    """The statement; `base` is the address the caller reached."""
    resources: list[Json] = [
        {
            **_resource("Patient", PATIENT_SEARCHES),
            "operation": [
                {
                    "name": "everything",
                    "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
                }
            ],
        },
        *(_about_a_person(kind) for kind in KINDS.values()),
        {"type": "Organization", "interaction": [{"code": "read"}]},
        _resource("Questionnaire", FORM_SEARCHES),
    ]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": DESCRIBED_ON,
        "kind": "instance",
        "software": {"name": "Cairn"},
        "implementation": {"description": "Reading and searching what a centre keeps", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["json", FHIR_JSON],
        "rest": [
            {
                "mode": "server",
                "security": {
                    "cors": False,
                    "description": (
                        "Authorization: Bearer, with a token an administrator made for an account; it reads what "
                        "that account may open, and every read is written into the record's access log."
                    ),
                },
                "resource": resources,
            }
        ],
    }


def _about_a_person(kind: Kind) -> Json:
    return _resource(
        kind.name, (*_WHOSE, *((search.name, search.kind, search.what) for search in kind.searches))
    )


def _resource(kind: str, searches: tuple[tuple[str, str, str], ...]) -> JsonObject:
    return {
        "type": kind,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "searchParam": [
            {"name": name, "type": form, "documentation": words} for name, form, words in searches
        ],
    }
