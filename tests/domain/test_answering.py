"""A condition as a function answers what its trace explains, in each of its shapes."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cairn.content.readers.fact import declared_facts
from cairn.domain.answering import answering
from cairn.domain.comparisons import Answer
from cairn.domain.conditions import evaluate, parse
from cairn.domain.facts import Facts, FactValue

ON = date(2026, 12, 1)
PSYCHOSIS = {"fact": "psychosis.ever", "op": "eq", "value": True}
LITHIUM = {"fact": "medicines.lithium_30_days", "op": "eq", "value": True}
MANIA = {"fact": "bipolar.kind", "op": "eq", "value": "bipolar-1"}
SILENT = {"fact": "ecg.qtc", "op": "missing"}
OF_AGE = {"fact": "patient.birth_date", "op": "age_at_least", "value": 21, "ref": "admin.start_at"}
BORN = date(2005, 12, 10)
LATER = datetime(2026, 12, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("condition", "known", "answer"),
    [
        (PSYCHOSIS, {"psychosis.ever": True}, Answer.YES),
        (PSYCHOSIS, {"psychosis.ever": False}, Answer.NO),
        (PSYCHOSIS, {}, Answer.UNKNOWN),
        ({"not": PSYCHOSIS}, {"psychosis.ever": True}, Answer.NO),
        ({"not": PSYCHOSIS}, {}, Answer.UNKNOWN),
        (MANIA, {"bipolar.kind": "unsure"}, Answer.UNKNOWN),
        (SILENT, {}, Answer.YES),
        (SILENT, {"ecg.qtc": Decimal(400)}, Answer.NO),
        (
            {"all": [PSYCHOSIS, LITHIUM]},
            {"psychosis.ever": True, "medicines.lithium_30_days": True},
            Answer.YES,
        ),
        ({"all": [PSYCHOSIS, LITHIUM]}, {"medicines.lithium_30_days": False}, Answer.NO),
        ({"all": [PSYCHOSIS, LITHIUM]}, {"psychosis.ever": True}, Answer.UNKNOWN),
        ({"any": [PSYCHOSIS, LITHIUM]}, {"medicines.lithium_30_days": True}, Answer.YES),
        ({"any": [PSYCHOSIS, LITHIUM]}, {"psychosis.ever": False}, Answer.UNKNOWN),
        (
            {"any": [PSYCHOSIS, LITHIUM]},
            {"psychosis.ever": False, "medicines.lithium_30_days": False},
            Answer.NO,
        ),
        (OF_AGE, {"patient.birth_date": BORN, "admin.start_at": LATER}, Answer.YES),
        (OF_AGE, {"patient.birth_date": BORN}, Answer.UNKNOWN),
    ],
)
def test_the_quick_answer_is_the_explained_one(
    condition: object, known: dict[str, FactValue], answer: Answer
) -> None:
    declared = declared_facts()
    read, facts = parse(condition, declared), Facts(declared, known)
    assert answering(read)(facts, ON) is evaluate(read, facts, ON).answer is answer
