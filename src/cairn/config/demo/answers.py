"""What the invented people answer."""

from types import MappingProxyType

CALM_ANSWERS: MappingProxyType[str, object] = MappingProxyType(
    {
        "history.seizure": "none",
        "diabetes.kind": "none",
        "pregnancy.status": "no",
        "lactation.now": False,
        "allergy.mushrooms": False,
        "liver.disease": False,
        "body.weight": "68",
        "body.height": "171",
        "neuro.conditions": {"known": [], "complete": True},
        "contraception.kind": "not-applicable",
        "pregnancy.test": "negative",
        "allergy.excipients": False,
        "illness.other": False,
        "liver.child_pugh": "no-liver-disease",
        "lab.meld": "6",
        "lab.liver_multiple": "0.6",
        "lab.potassium": "normal",
        "lab.magnesium": "normal",
        "ecg.reading": "normal",
        "lab.alt": "22",
        "lab.ast": "20",
        "lab.egfr": "92",
        "vitals.systolic": "118",
        "vitals.diastolic": "76",
        "ecg.qtc": "412",
        "cardiac.hypertension": False,
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
        "suicide.cssrs_ideation": 0,
        "substance.disorder_active": False,
        "psychedelics.ever": False,
        "psychedelics.microdosing": False,
        "treatment.recent": {"known": [], "complete": True},
        "harm.thoughts_now": False,
        "suicide.intent_now": False,
        "suicide.attempt": False,
        "medicines": {"items": [], "complete": True},
        "medicines.lithium_30_days": False,
        "support.adult_after": True,
        "support.transport": True,
        "support.clinician": True,
        "consent.capacity": True,
        "consent.language": "shared",
        "support.people": "My sister Ane, and two friends from the choir.",
        "goals.hopes": "To find out what I still want.",
    }
)

CALM_DAY: MappingProxyType[str, object] = MappingProxyType(
    {
        "vitals.predose_systolic": "116",
        "vitals.predose_diastolic": "74",
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
)
"""What is answered on the morning of a session."""

PAPERS: MappingProxyType[str, dict[str, object]] = MappingProxyType(
    {
        "client-information-form": {
            "edition": "1/1/26",
            "kept": "Locked cabinet, room 3",
            "answered": "yes",
            "language": "yes",
            "copies": "yes",
        },
        "client-bill-of-rights": {"edition": "1/1/26", "kept": "Locked cabinet, room 3"},
        "state-data-form": {"edition": "1/1/26", "kept": "Locked cabinet, room 3"},
        "informed-consent": {},
        "safety-and-support-plan": {
            "person": "Ane Solberg, sister",
            "person_phone": "+1 503 555 0142",
            "helps": "Hearing my name. Feet on the floor.",
        },
        "transportation-plan": {"how": "someone", "who": "Ane Solberg, sister", "phone": "+1 503 555 0142"},
        "supportive-touch-consent": {
            "welcome": ["hands", "feet"],
            "words": "Palm up means stop. Ask each time.",
        },
        "state-data-choice": {"choice": "count"},
    }
)

PHQ9_SEVERE = {"1": 3, "2": 3, "3": 2, "4": 3, "5": 2, "6": 3, "7": 2, "8": 1, "9": 0, "10": 2}
PHQ9_LATER = {"1": 1, "2": 1, "3": 1, "4": 1, "5": 1, "6": 1, "7": 0, "8": 0, "9": 0, "10": 0}
PHQ9_WITH_THOUGHTS = {"1": 2, "2": 3, "3": 3, "4": 2, "5": 1, "6": 3, "7": 2, "8": 1, "9": 1}
GAD7_MODERATE = {"1": 2, "2": 2, "3": 2, "4": 1, "5": 1, "6": 2, "7": 1}
GAD7_LATER = {"1": 1, "2": 1, "3": 0, "4": 1, "5": 0, "6": 1, "7": 0}
PCL5_BASELINE = {str(number): 2 if number % 3 else 1 for number in range(1, 21)}
