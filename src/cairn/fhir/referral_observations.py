"""Observations as a sender writes them in FHIR R4, brought to the units we use where the unit is coded."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from cairn.domain.referrals.challenge import Challenge, ChallengeCode, pressure_challenges, value_challenges
from cairn.domain.referrals.codes import MeasureMeaning
from cairn.domain.referrals.referral import Why
from cairn.domain.referrals.said import LOINC, UCUM, Coding
from cairn.domain.referrals.statements import SaidReading
from cairn.fhir.bundle_reading import Entry
from cairn.fhir.json_values import JsonObject, number_in, object_in, objects_in, text_in
from cairn.fhir.referral_context import Context
from cairn.fhir.said_values import Quantity, codings, first_date, quantity, words_of

_FINAL = frozenset({"final", "amended", "corrected"})
_WITHDRAWN = frozenset({"entered-in-error", "cancelled"})
_SYSTOLIC, _DIASTOLIC = (LOINC, "8480-6"), (LOINC, "8462-4")


def readings(entry: Entry, context: Context) -> tuple[SaidReading, ...]:
    """What was measured or answered, each component by itself; empty when nothing of it is known."""
    node = entry.resource
    concept = object_in(node, "code")
    if text_in(node, "status") in _WITHDRAWN:
        context.unread.add(Why.WITHDRAWN, f"Observation: {words_of(concept)}", entry)
        return ()
    found = [
        each for part in (node, *objects_in(node, "component")) if (each := _known(part, entry, context))
    ]
    if not found:
        _note_unknown(concept, entry, context)
    return tuple(_with_pressure_doubts(found, entry))


def _known(part: JsonObject, entry: Entry, context: Context) -> SaidReading | None:
    found = codings(object_in(part, "code"))
    measure = context.codes.measure(found)
    if measure is not None:
        return _measured(part, measure, entry, context)
    answered = next((each for each in found if (each.system, each.code) in context.codes.answers), None)
    return _answered(part, answered, entry, context) if answered else None


def _measured(
    part: JsonObject, measure: MeasureMeaning, entry: Entry, context: Context
) -> SaidReading | None:
    amount = quantity(object_in(part, "valueQuantity")) or _bare_number(part, measure)
    if amount is None:
        return None
    value, doubts = _brought_to_unit(amount, measure, entry)
    reading = _reading(part, measure.coding, entry, context)
    return replace(
        reading,
        value=value,
        unit=measure.unit if value is not None else "",
        as_sent=amount.shown,
        challenges=(*reading.challenges, *doubts),
    )


def _answered(part: JsonObject, coding: Coding, entry: Entry, context: Context) -> SaidReading | None:
    concept = object_in(part, "valueCodeableConcept")
    found = codings(concept)
    if not found:
        return None
    table = context.codes.answers[coding.system, coding.code]
    answer = next((each for each in found if (each.system, each.code) in table), found[0])
    return replace(_reading(part, coding, entry, context), answer=answer, as_sent=words_of(concept))


def _reading(part: JsonObject, coding: Coding, entry: Entry, context: Context) -> SaidReading:
    on = first_date(entry.resource, "effectiveDateTime", "effectiveInstant", "effectivePeriod")
    return SaidReading(
        coding=coding,
        words=words_of(object_in(part, "code")),
        value=None,
        unit="",
        answer=None,
        as_sent="",
        on=on,
        origin=context.origin(entry, object_in(part, "code")),
        challenges=(*context.date_doubts(on, entry), *_not_final(entry)),
    )


def _not_final(entry: Entry) -> tuple[Challenge, ...]:
    if text_in(entry.resource, "status") in _FINAL:
        return ()
    words = "The sender does not call this result final. Ask for the final one."
    return (Challenge(ChallengeCode.PRELIMINARY, words, entry.where),)


def _bare_number(part: JsonObject, measure: MeasureMeaning) -> Quantity | None:
    """A whole number without a unit, as scores are often sent; only where the measure is a score."""
    value = number_in(part, "valueInteger")
    return Quantity(value, "", UCUM, "{score}") if value is not None and measure.unit == "{score}" else None


def _brought_to_unit(
    amount: Quantity, measure: MeasureMeaning, entry: Entry
) -> tuple[Decimal | None, tuple[Challenge, ...]]:
    """The value in the measure's unit, or None with the doubt that keeps it from being used."""
    factor = measure.units.get(amount.code) if amount.system == UCUM else None
    if factor is None:
        words = (
            f"{measure.coding.display} {amount.shown}: a unit Cairn does not convert. Ask, or measure again."
        )
        return None, (Challenge(ChallengeCode.UNKNOWN_UNIT, words, entry.where),)
    if amount.comparator:
        words = f"{measure.coding.display} {amount.shown} is a bound, not a value. Ask for the value."
        return None, (Challenge(ChallengeCode.NOT_EXACT, words, entry.where),)
    value = amount.value * factor
    doubts = value_challenges(
        value, lowest=measure.lowest, highest=measure.highest, unit=measure.unit, where=entry.where
    )
    return (None if doubts else _rounded(value, measure.places)), doubts


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _with_pressure_doubts(found: list[SaidReading], entry: Entry) -> Iterator[SaidReading]:
    by_code = {(each.coding.system, each.coding.code): each.value for each in found}
    high, low = by_code.get(_SYSTOLIC), by_code.get(_DIASTOLIC)
    doubts = pressure_challenges(high, low, where=entry.where) if high is not None and low is not None else ()
    for each in found:
        is_pressure = (each.coding.system, each.coding.code) in {_SYSTOLIC, _DIASTOLIC}
        yield replace(each, challenges=(*each.challenges, *doubts)) if is_pressure and doubts else each


def _note_unknown(concept: JsonObject, entry: Entry, context: Context) -> None:
    words = f"Observation: {words_of(concept)}"
    found = codings(concept)
    if not found:
        context.unread.add(Why.NO_CODE, words, entry)
    elif context.codes.measure(found) or any(
        (each.system, each.code) in context.codes.answers for each in found
    ):
        context.unread.add(Why.NO_VALUE, words, entry)
    else:
        context.unread.add(Why.CODE_NOT_KNOWN, words, entry)
