"""Laws of export: a record survives FHIR and back, whatever it holds; what leaves is R4."""

import json
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from cairn.domain.dossier.dossier import Dossier
from cairn.fhir.bundle import bundle_to_dossier, dossier_to_bundle
from cairn.fhir.check import bundle_faults, refuse_faulty
from cairn.fhir.json_reading import read_json
from cairn.fhir.json_writing import write_json
from tests.fhir.dossiers import dossiers

# Making a failing record smaller takes minutes; the first one found is shown as it is.
whole = settings(max_examples=12, phases=[Phase.generate], suppress_health_check=list(HealthCheck))


@whole
@given(dossiers())
def test_a_record_survives_fhir_and_back(dossier: Dossier) -> None:
    raw = write_json(dossier_to_bundle(dossier))
    bundle: Any = read_json(raw)
    assert bundle_to_dossier(bundle) == dossier
    assert write_json(dossier_to_bundle(bundle_to_dossier(bundle))) == raw


@whole
@given(dossiers())
def test_what_leaves_is_free_of_faults(dossier: Dossier) -> None:
    bundle = dossier_to_bundle(dossier)
    assert bundle_faults(bundle) == ()
    refuse_faulty(bundle)
    json.loads(write_json(bundle))
