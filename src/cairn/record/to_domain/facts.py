"""What is known of a person, as the facts that rules ask about."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.medicine import medicine_dictionary
from cairn.domain.fact_values import from_json
from cairn.domain.facts import UNKNOWN, Exposures, Facts, FactValue
from cairn.domain.medicines.exposures import Statement, to_exposures
from cairn.domain.safety.ideation import ideation_level
from cairn.domain.screening.worked_out import worked_out
from cairn.record.models import FactStatement, Patient, QuestionnaireResponse
from cairn.record.selectors.fact_statement import current_statements

PHQ9, CSSRS = "phq-9@", "c-ssrs-screener@"
"""The measures whose answers are facts that rules ask about."""


def facts_of(patient: Patient, at: datetime, statements: Mapping[str, FactStatement] | None = None) -> Facts:
    """The confirmed facts of a person at a moment. What a referral offered and nobody confirmed is unknown.

    So is what was true of an earlier day only, such as a test of that day: nobody knows, until it is asked again.

    :param statements: the current statements, where they were read already.
    """
    values: dict[str, FactValue] = {}
    if patient.birth_date is not None:
        values["patient.birth_date"] = patient.birth_date
    stated = current_statements(patient.pk) if statements is None else statements
    values |= stated_values(stated, at, ZoneInfo(patient.site.zone))
    values |= _from_measures(patient, stated)
    return Facts(declared_facts(), {**values, **worked_out(values)})


def stated_values(
    statements: Mapping[str, FactStatement], at: datetime, zone: ZoneInfo
) -> dict[str, FactValue]:
    """The values of the confirmed statements that still count, medicines resolved to their classes.

    :param zone: of the site: whose calendar says which day it is.
    """
    declared = declared_facts()
    values: dict[str, FactValue] = {}
    for fact, row in statements.items():
        if row.status != "confirmed" or fact not in declared or has_lapsed(row, at, zone):
            continue
        value = from_json(declared[fact], row.value)
        values[fact] = _resolved(value) if isinstance(value, Exposures) else value
    return values


def has_lapsed(row: FactStatement, at: datetime, zone: ZoneInfo) -> bool:
    """Whether a statement of a declared fact is of an earlier day than it lasts, by the calendar of the site."""
    said_on, today = (moment.astimezone(zone).date() for moment in (row.at, at))
    return declared_facts()[row.fact].has_lapsed(said_on, today)


def _resolved(stated: Exposures) -> Exposures:
    statements = [Statement(item.name, item.last_taken, classes=item.classes) for item in stated.items]
    return to_exposures(statements, medicine_dictionary(), complete=stated.complete)


def _from_measures(patient: Patient, statements: Mapping[str, FactStatement]) -> dict[str, FactValue]:
    """What the latest answers to a measure say, unless somebody at the centre stated the fact later.

    Answers that are not enough yet make the fact unknown, whatever was known before: a new form has been begun.
    """
    asked = Q(instrument__startswith=PHQ9) | Q(instrument__startswith=CSSRS)
    found = QuestionnaireResponse.objects.filter(asked, patient=patient, started_at__isnull=False)
    values: dict[str, FactValue] = {}
    for row in found.exclude(status="entered-in-error").order_by("started_at"):
        fact, value = _said_by(row)
        stated = statements.get(fact)
        later = stated is not None and row.started_at is not None and stated.at > row.started_at
        if not later:
            values[fact] = UNKNOWN if value is None else value
    return values


def _said_by(row: QuestionnaireResponse) -> tuple[str, int | None]:
    if row.instrument.startswith(CSSRS):
        return "suicide.cssrs_ideation", ideation_level(row.answers)
    answer = row.answers.get("9")
    return "suicide.phq9_item9", None if answer is None else int(answer)
