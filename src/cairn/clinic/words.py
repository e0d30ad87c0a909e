"""Codes of the record as the words the care team reads."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cairn.domain.pathway.stages import Ending, Stage
from cairn.domain.vocabulary import AdministrativeGender, EncounterKind, Role

STAGE_WORDS: Final[Mapping[Stage, str]] = MappingProxyType(
    {
        Stage.INQUIRY: "Inquiry",
        Stage.FIT: "Fit",
        Stage.SCREENING: "Screening",
        Stage.ROADMAP: "Roadmap",
        Stage.PREPARATION: "Preparation",
        Stage.ADMINISTRATION: "Administration",
        Stage.INTEGRATION: "Integration",
        Stage.FOLLOWING_UP: "Following up",
        Stage.CLOSED: "Closed",
    }
)
KIND_WORDS: Final[Mapping[EncounterKind, str]] = MappingProxyType(
    {
        EncounterKind.FIT_CONSULTATION: "Fit consultation",
        EncounterKind.INTAKE: "Intake",
        EncounterKind.PREPARATION: "Preparation",
        EncounterKind.ADMINISTRATION: "Administration session",
        EncounterKind.INTEGRATION: "Integration",
        EncounterKind.FOLLOW_UP: "Follow-up",
    }
)
ENDING_WORDS: Final[Mapping[Ending, str]] = MappingProxyType(
    {
        Ending.COMPLETED: "Completed",
        Ending.NOT_A_FIT: "Not a fit",
        Ending.NOT_NOW: "Not now",
        Ending.DECLINED: "The centre does not offer this",
        Ending.WITHDRAWN: "They chose not to go on",
        Ending.REFERRED_ON: "Referred on",
        Ending.LOST_CONTACT: "Could not be reached",
    }
)
ROLE_WORDS: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.CLIENT: "the client",
        Role.FACILITATOR: "facilitator",
        Role.CLINICAL_REVIEWER: "clinical reviewer",
        Role.COORDINATOR: "coordinator",
        Role.RESEARCHER: "researcher",
        Role.ADMINISTRATOR: "administrator",
    }
)
GENDER_WORDS: Final[Mapping[AdministrativeGender, str]] = MappingProxyType(
    {
        AdministrativeGender.FEMALE: "female",
        AdministrativeGender.MALE: "male",
        AdministrativeGender.OTHER: "another",
        AdministrativeGender.UNKNOWN: "not known",
    }
)
CONCERN_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "depression": "depression",
        "treatment-resistant-depression": "treatment-resistant depression",
        "trauma": "trauma and post-traumatic stress",
        "existential-distress": "existential distress",
        "anxiety": "anxiety",
        "substance-use": "alcohol or other substances",
        "well-being": "well-being and growth",
    }
)
_REGIMES: Final = MappingProxyType(
    {
        "au": "Australia",
        "ca": "Canada",
        "ch": "Switzerland",
        "cz": "Czechia",
        "de": "Germany",
        "trial-eu": "a trial in the European Union",
        "trial-us-ich": "a trial in the United States",
        "us-co": "Colorado",
        "us-nm": "New Mexico",
        "us-or": "Oregon",
    }
)


def concern_words(code: str) -> str:
    """What somebody comes with, in words; a code this table does not know is shown as it is."""
    return CONCERN_WORDS.get(code, code.replace("-", " "))


def regime_words(code: str) -> str:
    """Under whose rules."""
    return _REGIMES.get(code, code)


def meeting_words(kind: str, number: int) -> str:
    """Such as ``Preparation 2``; the number only where a kind is held more than once."""
    known = EncounterKind(kind)
    counted = known in {EncounterKind.PREPARATION, EncounterKind.INTEGRATION, EncounterKind.FOLLOW_UP}
    return f"{KIND_WORDS[known]} {number}" if counted or number > 1 else KIND_WORDS[known]


def roles_words(roles: tuple[Role, ...]) -> str:
    """Who can resolve something."""
    return " or ".join(ROLE_WORDS[role] for role in roles)
