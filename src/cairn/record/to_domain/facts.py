"""What is known of a person, as the facts that rules ask about."""

from collections.abc import Mapping

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.medicine import medicine_dictionary
from cairn.domain.fact_values import from_json
from cairn.domain.facts import Exposures, Facts, FactValue
from cairn.domain.medicines.exposures import Statement, to_exposures
from cairn.domain.screening.worked_out import worked_out
from cairn.record.models import FactStatement, Patient, QuestionnaireResponse
from cairn.record.selectors.fact_statement import current_statements

ITEM_NINE = ("phq-9@", "9", "suicide.phq9_item9")


def facts_of(patient: Patient, statements: Mapping[str, FactStatement] | None = None) -> Facts:
    """The confirmed facts of a person. What a referral offered and nobody confirmed is unknown.

    :param statements: the current statements, where they were read already.
    """
    values: dict[str, FactValue] = {}
    if patient.birth_date is not None:
        values["patient.birth_date"] = patient.birth_date
    values |= stated_values(current_statements(patient.pk) if statements is None else statements)
    values |= _from_measures(patient)
    return Facts(declared_facts(), {**values, **worked_out(values)})


def stated_values(statements: Mapping[str, FactStatement]) -> dict[str, FactValue]:
    """The values of the confirmed statements among these, medicines resolved to their classes."""
    declared = declared_facts()
    values: dict[str, FactValue] = {}
    for fact, row in statements.items():
        if row.status != "confirmed" or fact not in declared:
            continue
        value = from_json(declared[fact], row.value)
        values[fact] = _resolved(value) if isinstance(value, Exposures) else value
    return values


def _resolved(stated: Exposures) -> Exposures:
    statements = [Statement(item.name, item.last_taken, classes=item.classes) for item in stated.items]
    return to_exposures(statements, medicine_dictionary(), complete=stated.complete)


def _from_measures(patient: Patient) -> dict[str, FactValue]:
    prefix, item, fact = ITEM_NINE
    found = QuestionnaireResponse.objects.filter(patient=patient, instrument__startswith=prefix)
    latest = found.exclude(status="entered-in-error").exclude(started_at=None).order_by("-started_at").first()
    answer = None if latest is None else latest.answers.get(item)
    return {} if answer is None else {fact: int(answer)}
