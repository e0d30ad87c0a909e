"""What the answers to one measure come to, with what published sources say of it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from cairn.clinic.person_frame import frame
from cairn.clinic.response_lines import ANSWERED, occasion_words
from cairn.clinic.result_lines import change_line, cutoff_lines, flag_lines, result_lines
from cairn.components.page import Audience, PageRequest, page
from cairn.components.times import written_day
from cairn.content.readers.value_set import value_sets
from cairn.domain.instruments.change import change_between
from cairn.domain.instruments.scoring import Incomplete, Score, flags, score
from cairn.record.errors import NotFoundError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.person import Patient
from cairn.record.selectors.response import QuestionnaireResponse, find_response, responses_of
from cairn.record.services.response import definition_of


@page(audience=Audience.CLINIC, permission=Permission.MEASURE_READ, reads="measures.read")
def show(request: PageRequest, patient: Patient, response_id: uuid.UUID) -> HttpResponse:
    """Every score of one answered form, its cut-offs, and the change since the first."""
    row = find_response(patient, response_id)
    if row.status not in ANSWERED:
        raise NotFoundError
    instrument = definition_of(row)
    result = score(instrument, row.answers, value_sets=value_sets())
    context = {
        **frame(request.actor, patient, "measures"),
        "row": row,
        "instrument": instrument,
        "occasion": occasion_words(row.occasion),
        "is_incomplete": isinstance(result, Incomplete),
        "missing": ", ".join(result.missing) if isinstance(result, Incomplete) else "",
        "lines": result_lines(instrument, result),
        "cutoffs": cutoff_lines(instrument, result.results),
        "flags": flag_lines(flags(instrument, row.answers)),
        "change": _change(patient, row, result),
        "may_amend": may(request.actor, Permission.FACT_STATE),
    }
    return render(request, "clinic/response/result.html", context)


def _change(patient: Patient, row: QuestionnaireResponse, later: Score | Incomplete) -> str:
    """The change since the first answered form of the same version; empty where this is the first."""
    instrument = definition_of(row)
    answered = [
        each
        for each in responses_of(patient, instrument.id)
        if each.instrument == row.instrument and each.status in ANSWERED and each.completed_at
    ]
    first = min(answered, key=lambda each: f"{each.completed_at}", default=row)
    if first.pk == row.pk or first.completed_at is None:
        return ""
    before = score(instrument, first.answers, value_sets=value_sets())
    return change_line(
        change_between(instrument, before, later), written_day(localtime(first.completed_at).date())
    )
