"""The referral this way begins with: the committed bundle, about somebody calmer, with one thing in it wrong."""

import json
from pathlib import Path
from typing import Any

COMMITTED = Path(__file__).parents[1] / "fhir" / "fixtures" / "referral_small.json"
STAYS = {"o2", "c5", "c6", "a1", "z1"}
"""A weight, a cold, the depression, an allergy to mushrooms that is not hers, and a claim nobody reads here."""


def letter() -> bytes:
    """A FHIR R4 bundle about Noor Lindqvist."""
    bundle: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    kept = [entry for entry in bundle["entry"] if entry["resource"].get("id") in STAYS]
    patient = bundle["entry"][0]
    patient["resource"] |= {
        "name": [{"use": "official", "family": "Lindqvist", "given": ["Noor"]}],
        "birthDate": "1987-02-09",
        "telecom": [{"system": "email", "value": "noor@example.org"}],
        "identifier": [],
        "communication": [
            {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "en"}]}, "preferred": True}
        ],
    }
    return json.dumps({**bundle, "entry": [patient, *kept]}).encode()
