"""The kinds of resource the API serves, which parts of a record they come from, and by what they are searched."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cairn.api.matching import by_questionnaire, by_time, by_token
from cairn.fhir.json_values import JsonObject
from cairn.record.permissions import Permission

PART_PERMISSIONS: Mapping[str, Permission] = MappingProxyType(
    {
        "care_team": Permission.PERSON_READ,
        "inquiries": Permission.PERSON_READ,
        "referrals": Permission.REFERRAL_IMPORT,
        "episodes": Permission.PERSON_READ,
        "tasks": Permission.PERSON_READ,
        "facts": Permission.PERSON_READ,
        "encounters": Permission.PERSON_READ,
        "notes": Permission.NOTE_READ,
        "fit_decisions": Permission.NOTE_READ,
        "responses": Permission.MEASURE_READ,
        "scores": Permission.MEASURE_READ,
        "flags": Permission.FLAG_SEE,
        "screenings": Permission.SCREENING_READ,
        "decisions": Permission.SCREENING_READ,
        "signatures": Permission.SCREENING_READ,
        "care_plans": Permission.ROADMAP_READ,
        "intentions": Permission.PERSON_READ,
        "consents": Permission.CONSENT_READ,
        "administrations": Permission.PERSON_READ,
        "events": Permission.NOTE_READ,
        "accesses": Permission.ACCESS_LOG_READ,
    }
)
"""What an account must be allowed to read each part of a record over the API, as on the pages."""


@dataclass(frozen=True, slots=True)
class Search:
    """One way to narrow a search.

    :param kind: FHIR's type of search parameter.
    :param fits: whether a resource is what one value asks for.
    """

    name: str
    kind: str
    what: str
    fits: Callable[[JsonObject, str], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of resource about a person.

    :param parts: the parts of a record it is made of; the first says which permission its address needs.
    """

    name: str
    parts: tuple[str, ...]
    searches: tuple[Search, ...] = ()

    @property
    def permission(self) -> Permission:
        """What its address asks for; the other parts are left out for who may not read them."""
        return PART_PERMISSIONS[self.parts[0]]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every name its search understands."""
        return ("patient", "_id", *(search.name for search in self.searches))


_STATUS = Search("status", "token", "the resource's status", by_token("status"))


def _date(name: str, *places: str) -> Search:
    return Search(name, "date", "when, with the prefixes eq, ne, lt, le, gt, ge", by_time(*places))


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("EpisodeOfCare", ("episodes",), (_STATUS, _date("date", "period"))),
            Kind(
                "Encounter",
                ("encounters",),
                (
                    _STATUS,
                    Search("type", "token", "the kind of meeting", by_token("type")),
                    _date("date", "period"),
                ),
            ),
            Kind(
                "QuestionnaireResponse",
                ("responses",),
                (
                    _STATUS,
                    Search(
                        "questionnaire",
                        "reference",
                        "the form, with or without its version",
                        by_questionnaire,
                    ),
                    _date("authored", "authored"),
                ),
            ),
            Kind(
                "Observation",
                ("scores", "facts", "fit_decisions", "events"),
                (
                    _STATUS,
                    Search("code", "token", "what was observed, such as phq-9/total", by_token("code")),
                    Search("category", "token", "survey for scores of measures", by_token("category")),
                    _date("date", "effectiveDateTime"),
                ),
            ),
            Kind("Consent", ("consents",), (_STATUS, _date("date", "dateTime"))),
            Kind("CarePlan", ("care_plans",), (_STATUS,)),
            Kind("RiskAssessment", ("screenings",), (_date("date", "occurrenceDateTime"),)),
            Kind(
                "MedicationAdministration",
                ("administrations",),
                (_STATUS, _date("effective-time", "effectivePeriod")),
            ),
            Kind("AuditEvent", ("accesses",), (_date("date", "recorded"),)),
        )
    }
)
"""Every kind about a person but the person, by its name."""
