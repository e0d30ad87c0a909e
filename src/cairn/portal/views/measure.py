"""A measure: saved as it is answered, finished when the person says so, resumed on another device."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cairn.clock import now
from cairn.components.measure_questions import not_asked
from cairn.components.page import PageRequest
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagStatus
from cairn.domain.instruments.scoring import Incomplete, flags, score
from cairn.domain.instruments.wording import Language, Wording
from cairn.portal.forms.intake import language
from cairn.portal.forms.measure import MeasureForm, initial, said
from cairn.portal.own_measures import is_answered_here
from cairn.portal.own_page import own_page
from cairn.record.errors import ChangedMeanwhileError, NotFoundError, RefusedError
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.response import QuestionnaireResponse, find_response
from cairn.record.services.response import complete_response, definition_of, save_answers

_OR = Wording(" or ", " o ")


@own_page(reads="response.read")
def show(request: PageRequest, patient: Patient, response_id: uuid.UUID) -> HttpResponse:
    """Show the form, save a part of it (htmx), or finish it."""
    response = find_response(patient, response_id)
    instrument = definition_of(response)
    if not is_answered_here(instrument):
        raise NotFoundError
    form = MeasureForm(instrument, language(), request.POST or None, initial=initial(response.answers))
    if request.method == "POST":
        sound = form.is_valid()
        if request.htmx:
            return _save(request, response, form)
        finished = _finish(request, response, form) if sound else None
        if finished is not None:
            return finished
    context = {
        "form": form,
        "instrument": instrument,
        "not_asked": not_asked(instrument, response.answers),
        "stem": said(instrument.stem, language()),
        "instructions": said(instrument.instructions, language()),
        "title": said(instrument.title, language()),
        "response": response,
        "in_english_only": _is_in_english_only(instrument),
        "finished": response.status != "in-progress",
        "crisis": _raised(response),
        "crisis_words": patient.site.crisis_words,
    }
    return render(request, "portal/measure.html", context)


def _is_in_english_only(instrument: Instrument) -> bool:
    """Whether the reader's language is not the one the items are shown in."""
    words = instrument.items[0].text
    return words is not None and words.language_shown(Language(language())).value != language()


def _raised(response: QuestionnaireResponse) -> bool:
    states = flags(definition_of(response), response.answers)
    return any(state.status is FlagStatus.RAISED for state in states)


def _save(request: PageRequest, response: QuestionnaireResponse, form: MeasureForm) -> HttpResponse:
    """Save what is answered now. Only answers that are given are written, so that another device loses nothing."""
    given = form.answers().items()
    changed = {number: value for number, value in given if response.answers.get(number) != value}
    if changed:
        response = save_answers(response=response, answers=changed, seen=None, by=request.actor, at=now())
    context = {
        "response": response,
        "crisis": _raised(response),
        "not_asked": not_asked(form.instrument, response.answers),
    }
    return render(request, "portal/measure_saved.html", context)


def _finish(request: PageRequest, response: QuestionnaireResponse, form: MeasureForm) -> HttpResponse | None:
    given = form.answers()
    seen = request.POST.get("version", "")
    try:
        complete_response(
            response=response,
            answers=given,
            seen=int(seen) if seen.isdigit() else None,
            leave_unanswered="leave" in request.POST,
            by=request.actor,
            at=now(),
        )
    except ChangedMeanwhileError:
        words = _(
            "You answered some of this on another device. Your answers here are kept; look again and finish."
        )
        form.add_error(None, words)
        response.refresh_from_db()
        return None
    except RefusedError as refused:
        if refused.code == "completed":
            messages.info(request, _("This form was already finished. Nothing was saved twice."))
            return redirect("portal:home")
        form.add_error(
            None, _("Still open: %s. Answer them, or leave them open on purpose.") % _open(response, given)
        )
        form.still_open = True  # type: ignore[attr-defined]  # the template offers to leave them
        return None
    messages.success(request, _("Thank you. That is saved."))
    return redirect("portal:home")


def _open(response: QuestionnaireResponse, given: dict[str, int]) -> str:
    """The items a score still needs, as the form numbers them."""
    result = score(definition_of(response), {**response.answers, **given})
    missing = result.missing if isinstance(result, Incomplete) else ()
    return ", ".join(missing).replace(_OR.en, _OR.in_language(Language(language())))
