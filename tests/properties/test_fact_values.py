import json

from hypothesis import given
from hypothesis import strategies as st

from cairn.content.readers.fact import declared_facts
from cairn.domain.fact_values import from_json, to_json
from cairn.domain.facts import FactDeclaration, FactType
from tests.properties.generated_facts import values

DECLARED = list(declared_facts().values())
ONE_OF_EACH = [next(d for d in DECLARED if d.type is kind) for kind in FactType]


@given(st.sampled_from([*DECLARED, *ONE_OF_EACH]), st.data())
def test_a_fact_value_survives_json_and_back(declaration: FactDeclaration, data: st.DataObject) -> None:
    value = data.draw(values(declaration))
    assert from_json(declaration, json.loads(json.dumps(to_json(value)))) == value
