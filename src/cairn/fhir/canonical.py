"""The names our resources and codes go by. They identify; nothing answers at these addresses."""

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Choice

BASE = "https://cairn.example/fhir"
"""A reserved name (RFC 2606), so that no stranger can ever stand at the other end."""

UCUM = "http://unitsofmeasure.org"

SCORE_SYSTEM = f"{BASE}/CodeSystem/score"
BAND_SYSTEM = f"{BASE}/CodeSystem/score-band"
OUTCOME_SYSTEM = f"{BASE}/CodeSystem/score-outcome"
METHOD_SYSTEM = f"{BASE}/CodeSystem/scoring-method"


def questionnaire_url(instrument: Instrument) -> str:
    """The canonical url of an instrument, without its version."""
    return f"{BASE}/Questionnaire/{instrument.id}"


def questionnaire_canonical(instrument: Instrument) -> str:
    """The url and version that answers name: `…/Questionnaire/phq-9|1`."""
    return f"{questionnaire_url(instrument)}|{instrument.version}"


def answer_system(instrument: Instrument) -> str:
    """The code system of answers that LOINC has no code for: their codes are the raw values."""
    return f"{BASE}/CodeSystem/{instrument.id}-answer"


def answer_code(choice: Choice) -> str:
    """The code an answer travels under: LOINC's where there is one, else the raw value."""
    return str(choice.value) if choice.code is None else choice.code.code
