"""A person whom every rule finds clear, as a facts file says it, and ways to change one thing about them."""

from datetime import date
from typing import Any

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.medicine import medicine_dictionary
from cairn.content.readers.screening import rule_set
from cairn.domain.fact_values import from_json
from cairn.domain.facts import Exposures, Facts
from cairn.domain.medicines.exposures import stated, to_exposures
from cairn.domain.screening.result import ScreeningResult, screen
from cairn.domain.screening.rule import Occasion

ON = date(2026, 12, 1)

CLEAR: dict[str, Any] = {
    "patient.birth_date": "1984-03-02",
    "history.seizure": "none",
    "diabetes.kind": "none",
    "pregnancy.status": "no",
    "lactation.now": False,
    "allergy.mushrooms": False,
    "allergy.excipients": False,
    "neuro.conditions": {"known": [], "complete": True},
    "contraception.kind": "effective",
    "pregnancy.test": "negative",
    "illness.other": False,
    "body.bmi": "23.0",
    "lab.meld": 6,
    "lab.liver_multiple": "0.6",
    "liver.child_pugh": "no-liver-disease",
    "lab.potassium": "normal",
    "lab.magnesium": "normal",
    "liver.disease": False,
    "lab.alt": 24,
    "lab.ast": 21,
    "lab.egfr": 96,
    "vitals.systolic": 118,
    "vitals.diastolic": 76,
    "ecg.qtc": 412,
    "ecg.reading": "normal",
    "cardiac.infarction": False,
    "cardiac.stroke": False,
    "cardiac.conditions": {"known": [], "complete": True},
    "psychosis.ever": False,
    "psychosis.induced": False,
    "bipolar.kind": "none",
    "family.psychosis_or_bipolar": False,
    "family.second_degree": False,
    "hppd.current": False,
    "personality.borderline": False,
    "personality.msi_bpd": 1,
    "mind.unstable": False,
    "substance.disorder_active": False,
    "psychedelics.ever": False,
    "psychedelics.microdosing": False,
    "treatment.recent": {"known": [], "complete": True},
    "harm.thoughts_now": False,
    "suicide.intent_now": False,
    "suicide.attempt": False,
    "suicide.phq9_item9": 0,
    "suicide.cssrs_ideation": 0,
    "medicines": {"items": [], "complete": True},
    "medicines.lithium_30_days": False,
    "support.adult_after": True,
    "support.transport": True,
    "support.clinician": True,
    "consent.capacity": True,
    "consent.language": "shared",
}
"""What every screening asks."""

CALM_DAY: dict[str, Any] = {
    "vitals.predose_systolic": 116,
    "vitals.predose_diastolic": 74,
    "eating.disorder_active": False,
    "pregnancy.test_today": "negative",
    "substance.affected_now": False,
    "substance.screen_today": "negative",
    "substances.last_24_hours": {"known": [], "complete": True},
    "caffeine.as_usual": True,
    "supplements.last_week": "none",
    "medicines.as_needed_today": False,
    "food.today": "light",
}
"""What the day of a dose asks beside it."""

TRIALS: dict[str, Any] = {
    "depression.madrs": 26,
    "depression.psychotic": False,
    "family.major_psychiatric": False,
    "organs.failure": {"known": [], "complete": True},
    "tobacco.cigarettes_a_day": 0,
    "substance.illicit_uses": 2,
}
"""What only the profile of a trial asks."""


def facts(changes: dict[str, Any] | None = None, *, start: dict[str, Any] | None = None) -> Facts:
    """The clear person with some facts changed; medicines are resolved by their names; None is unknown."""
    declared = declared_facts()
    said = {**({**TRIALS, **CALM_DAY, **CLEAR} if start is None else start), **(changes or {})}
    values = {fact: from_json(declared[fact], value) for fact, value in said.items()}
    medicines = values.get("medicines")
    if isinstance(medicines, Exposures):
        values["medicines"] = to_exposures(
            stated(medicines), medicine_dictionary(), complete=medicines.complete
        )
    return Facts(declared, values)


def taking(*medicines: str, last_taken: str | None = "ongoing", complete: bool = True) -> dict[str, Any]:
    """A change of facts: these medicines on the list."""
    items = [{"name": name, "last_taken": last_taken} for name in medicines]
    return {"medicines": {"items": items, "complete": complete}}


def screened(
    changes: dict[str, Any] | None = None,
    *,
    profile: str = "general",
    occasion: Occasion = Occasion.SCREENING,
) -> ScreeningResult:
    """The clear person, changed, screened on the tests' day."""
    return screen(facts(changes), rule_set(profile), ON, occasion=occasion)
