import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from cairn.content.readers.fact import declared_facts
from cairn.domain.fact_values import from_json, to_json
from cairn.domain.facts import FactDeclaration, FactRefusedError, FactType
from tests.properties.generated_facts import values

DECLARED = list(declared_facts().values())
ONE_OF_EACH = [next(d for d in DECLARED if d.type is kind) for kind in FactType]

KEYS = ["items", "complete", "known", "name", "classes", "last_taken", "earliest", "latest"]


@given(st.sampled_from([*DECLARED, *ONE_OF_EACH]), st.data())
def test_a_fact_value_survives_json_and_back(declaration: FactDeclaration, data: st.DataObject) -> None:
    value = data.draw(values(declaration))
    assert from_json(declaration, json.loads(json.dumps(to_json(value)))) == value


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates().map(str)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text()), inner, max_size=3),
    ),
    max_leaves=8,
)


@given(st.sampled_from(DECLARED), JSON)
def test_whatever_json_comes_it_is_a_value_or_a_refusal(
    declaration: FactDeclaration, json_value: object
) -> None:
    with suppress(FactRefusedError):
        value = from_json(declaration, json_value)
        assert from_json(declaration, to_json(value)) == value
