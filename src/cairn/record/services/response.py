"""Ask for a measure, save its answers as they come, complete it, amend it. Flags never wait for the last answer."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from cairn.content.readers.instrument import instruments
from cairn.content.readers.value_set import value_sets
from cairn.domain.instruments.answers import AnswersRefused, usable
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, Incomplete, Unscored, score
from cairn.domain.vocabulary import ResponseStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import EpisodeOfCare, QuestionnaireResponse, ResponseRevision, Score
from cairn.record.permissions import Permission, require
from cairn.record.services.safety_flag import raise_flags

OPEN = (ResponseStatus.IN_PROGRESS.value,)


def definition_of(response: QuestionnaireResponse) -> Instrument:
    """The instrument a response answers, in the version it names.

    :raises RefusedError: when this site no longer holds that version.
    """
    instrument = instruments().get(response.instrument.partition("@")[0])
    if instrument is None or instrument.key != response.instrument:
        raise RefusedError(
            "no-definition", f"The measure {response.instrument} is not in this site's content."
        )
    return instrument


@transaction.atomic
def ask_measure(
    *,
    episode: EpisodeOfCare,
    instrument: str,
    occasion: str,
    by: Actor,
    at: datetime,
    due_on: date | None = None,
) -> QuestionnaireResponse:
    """Ask a person for a measure on an occasion; asking twice gives the same form."""
    require(by, Permission.MEASURE_ASK)
    response, made = QuestionnaireResponse.objects.get_or_create(
        episode=episode,
        instrument=instruments()[instrument].key,
        occasion=occasion,
        defaults={
            "patient_id": episode.patient_id,
            "status": ResponseStatus.IN_PROGRESS.value,
            "answers": {},
            "asked_at": at,
            "due_on": due_on,
        },
    )
    if made:
        audit.write("response.ask", by=by, at=at, patient=episode.patient_id, subject=_subject(response))
    return response


@transaction.atomic
def save_answers(
    *,
    response: QuestionnaireResponse,
    answers: Mapping[str, object],
    seen: int | None,
    by: Actor,
    at: datetime,
) -> QuestionnaireResponse:
    """Save some answers, as they are given.

    :param answers: by canonical item number; None takes an answer back.
    :param seen: the version the writer was looking at; None where one answer is saved by itself.
    :raises RefusedError: naming each answer that cannot be one.
    :raises ChangedMeanwhileError: when another device saved answers since ``seen``.
    """
    _may_answer(response, by)
    response = QuestionnaireResponse.objects.get(pk=response.pk)
    if response.status not in OPEN:
        raise RefusedError(
            "completed", "This form is already finished. If an answer is wrong, ask to amend it."
        )
    if seen is not None and seen != response.version:
        raise ChangedMeanwhileError(what="answers on this form")
    merged = _merged(response, answers)
    _store(response, merged, at, status=ResponseStatus.IN_PROGRESS, completed_at=None)
    raise_flags(response=response, instrument=definition_of(response), by=by, at=at)
    audit.write("response.save", by=by, at=at, patient=response.patient_id, subject=_subject(response))
    return response


@transaction.atomic
def complete_response(
    *,
    response: QuestionnaireResponse,
    answers: Mapping[str, object],
    seen: int | None,
    by: Actor,
    at: datetime,
    leave_unanswered: bool = False,
) -> QuestionnaireResponse:
    """Finish a form: keep the answers as they stand, and score them where they can be scored.

    :param leave_unanswered: the person chose to leave the open items blank; then there is no score.
    :raises RefusedError: naming the open items, where that was not chosen.
    """
    _may_answer(response, by)
    response = QuestionnaireResponse.objects.get(pk=response.pk)
    if response.status not in OPEN:
        raise RefusedError("completed", "This form was already finished. Nothing was saved twice.")
    if seen is not None and seen != response.version:
        raise ChangedMeanwhileError(what="answers on this form")
    instrument = definition_of(response)
    merged = _merged(response, answers)
    result = score(instrument, merged, value_sets=value_sets())
    if isinstance(result, Incomplete) and not leave_unanswered:
        words = f"Still open: {', '.join(result.missing)}. Answer them, or choose to leave them unanswered."
        raise RefusedError("unanswered", words)
    _store(response, merged, at, status=ResponseStatus.COMPLETED, completed_at=at)
    _keep(response, instrument, by, at)
    audit.write("response.complete", by=by, at=at, patient=response.patient_id, subject=_subject(response))
    return response


@transaction.atomic
def amend_response(
    *, response: QuestionnaireResponse, answers: Mapping[str, object], reason: str, by: Actor, at: datetime
) -> QuestionnaireResponse:
    """Correct a finished form; the answers as they were stay in its revisions."""
    require(by, Permission.FACT_STATE)
    if not reason.strip():
        raise RefusedError("no-reason", "Say why the answers are amended; the reason stays with them.")
    response = QuestionnaireResponse.objects.get(pk=response.pk)
    if response.status not in {ResponseStatus.COMPLETED.value, ResponseStatus.AMENDED.value}:
        raise RefusedError("not-completed", "Only a finished form can be amended. Finish it first.")
    instrument = definition_of(response)
    merged = _merged(response, answers)
    _store(response, merged, at, status=ResponseStatus.AMENDED, completed_at=response.completed_at)
    _keep(response, instrument, by, at, reason)
    audit.write("response.amend", by=by, at=at, patient=response.patient_id, subject=_subject(response))
    return response


def _subject(response: QuestionnaireResponse) -> str:
    return f"QuestionnaireResponse/{response.pk}"


def _may_answer(response: QuestionnaireResponse, by: Actor) -> None:
    if by.patient_id != response.patient_id:
        require(by, Permission.FACT_STATE)


def _merged(response: QuestionnaireResponse, answers: Mapping[str, object]) -> dict[str, int]:
    try:
        return usable(definition_of(response), {**response.answers, **answers})
    except AnswersRefused as refused:
        words = " ".join(refusal.words for refusal in refused.refusals)
        raise RefusedError("answers-refused", words) from refused


def _store(
    response: QuestionnaireResponse,
    answers: dict[str, int],
    at: datetime,
    *,
    status: ResponseStatus,
    completed_at: datetime | None,
) -> None:
    """Write the answers if the row is still the version that was read."""
    here = response.version
    started = response.started_at or at
    changed = QuestionnaireResponse.objects.filter(pk=response.pk, version=here).update(
        version=F("version") + 1, status=status.value, started_at=started, completed_at=completed_at
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="answers on this form")
    response.version, response.status = here + 1, status.value
    response.started_at, response.completed_at = started, completed_at
    response.answers = answers
    response.save(update_fields=["answers"])


def _keep(
    response: QuestionnaireResponse, instrument: Instrument, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Leave the revision, the scores and the flags of the answers as they now stand."""
    try:
        ResponseRevision.objects.create(
            response=response,
            version=response.version,
            answers=response.answers,
            at=at,
            by_id=by.account_id,
            reason=reason or None,
        )
    except IntegrityError as clash:
        raise ChangedMeanwhileError(what="answers on this form") from clash
    Score.objects.bulk_create(
        Score(
            response=response,
            score=each.score,
            variant=each.variant,
            value=each.value if isinstance(each, Amount) else None,
            band=(each.band or "") if isinstance(each, Amount) else each.outcome,
            definition=instrument.key,
            version=response.version,
            at=at,
        )
        for each in score(instrument, response.answers, value_sets=value_sets()).results
        if not isinstance(each, Unscored)
    )
    raise_flags(response=response, instrument=instrument, by=by, at=at)
