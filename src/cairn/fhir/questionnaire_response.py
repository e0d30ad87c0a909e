"""Answers to a FHIR R4 QuestionnaireResponse and back; partial answers travel too."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from cairn.domain.instruments.answers import Answers, usable
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Item
from cairn.domain.vocabulary import ResponseStatus
from cairn.fhir.canonical import questionnaire_canonical, questionnaire_url
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject
from cairn.fhir.questionnaire import QUESTIONS, recomputable, score_link
from cairn.fhir.questionnaire_item import answer_coding


class NotAnswers(ValueError):
    """A resource that cannot be read as answers to an instrument of ours; the words say why and what next."""


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """What a response says. Totals in it are not read: scores are always recomputed."""

    instrument: Instrument
    answers: Mapping[str, int]
    status: ResponseStatus
    response_id: str | None
    subject: str | None
    """The reference as written (`Patient/…`)."""
    authored: datetime | None


def questionnaire_response(
    instrument: Instrument,
    answers: Answers,
    *,
    response_id: str,
    status: ResponseStatus,
    subject: str,
    authored: datetime,
    source: str | None = None,
) -> JsonObject:
    """The answers as a resource. `subject` and `source` are references; unanswered items are left out.

    :raises AnswersRefused: for answers the instrument does not offer.
    """
    given = usable(instrument, answers)
    items: list[Json] = [
        {
            "linkId": number,
            "answer": [_answer(instrument, instrument.item(number), value)],
        }
        for number, value in given.items()
    ]
    resource: JsonObject = {
        "resourceType": "QuestionnaireResponse",
        "id": response_id,
        "questionnaire": questionnaire_canonical(instrument),
        "status": status.value,
        "subject": {"reference": subject},
        "authored": authored.isoformat(),
    }
    if source is not None:
        resource["source"] = {"reference": source}
    if items:
        resource["item"] = [{"linkId": QUESTIONS, "item": items}]
    return resource


def read_questionnaire_response(resource: JsonObject, instruments: Mapping[str, Instrument]) -> ReadAnswers:
    """The answers of a response to one of `instruments` (by id), nested or flat.

    :raises NotAnswers: for another form or version, an unknown item, or an answer that is not on offer.
    """
    if resource.get("resourceType") != "QuestionnaireResponse":
        raise _unusable("This is not a QuestionnaireResponse.")
    instrument = _instrument(resource.get("questionnaire"), instruments)
    status = resource.get("status")
    if status not in list(ResponseStatus):
        raise _unusable("The status is none of FHIR's.")
    answers: dict[str, int] = {}
    for number, answered in _answered(resource, instrument):
        if number in answers:
            raise _unusable(f"Item {number} stands twice.")
        answers[number] = _value(instrument, instrument.item(number), answered)
    subject, authored = resource.get("subject"), resource.get("authored")
    reference = subject.get("reference") if isinstance(subject, dict) else None
    response_id = resource.get("id")
    return ReadAnswers(
        instrument=instrument,
        answers=usable(instrument, answers),
        status=ResponseStatus(str(status)),
        response_id=response_id if isinstance(response_id, str) else None,
        subject=reference if isinstance(reference, str) else None,
        authored=_moment(authored),
    )


def _instrument(canonical: Json, instruments: Mapping[str, Instrument]) -> Instrument:
    url, _, version = canonical.partition("|") if isinstance(canonical, str) else ("", "", "")
    for instrument in instruments.values():
        if questionnaire_url(instrument) == url:
            if version in {"", str(instrument.version)}:
                return instrument
            raise _unusable(f"Version {version[:12]} of {instrument.id} is not known here.")
    raise _unusable("The form is not one of those known here.")


def _answered(resource: JsonObject, instrument: Instrument) -> Iterator[tuple[str, JsonObject]]:
    """Each answered item with its one answer; groups are walked through, calculated scores passed over."""
    known = {item.number for item in instrument.items}
    scores = {score_link(instrument, rule) for rule in recomputable(instrument)}
    for item in _items(resource):
        number, answers = item.get("linkId"), item.get("answer", [])
        if not isinstance(answers, list):
            raise _unusable("An item's answer is not a list.")
        if not answers or number in scores:
            continue
        if not isinstance(number, str) or number not in known:
            raise _unusable("It answers an item the form does not have.")
        answer = answers[0]
        if len(answers) != 1 or not isinstance(answer, dict):
            raise _unusable(f"Item {number} needs exactly one answer.")
        yield number, answer


def _items(node: JsonObject) -> Iterator[JsonObject]:
    inner = node.get("item", [])
    if not isinstance(inner, list):
        raise _unusable("'item' is not a list.")
    for item in inner:
        if not isinstance(item, dict):
            raise _unusable("An item is not an object.")
        yield item
        yield from _items(item)


def _answer(instrument: Instrument, item: Item, value: int) -> JsonObject:
    if item.scale is not None:
        return {"valueInteger": value}
    return {"valueCoding": answer_coding(instrument, item.choice(value))}


def _value(instrument: Instrument, item: Item, answer: JsonObject) -> int:
    number = answer.get("valueInteger")
    if item.scale is not None and type(number) is int and number in item.values:
        return number
    coding = answer.get("valueCoding")
    if isinstance(coding, dict):
        for choice in item.choices:
            offered = answer_coding(instrument, choice)
            if (coding.get("system"), coding.get("code")) == (offered["system"], offered["code"]):
                return choice.value
    raise _unusable(f"The answer to item {item.number} is not one it offers.")


def _moment(text: Json) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _unusable("'authored' is not a moment with a time zone.")
    return moment


def _unusable(what: str) -> NotAnswers:
    return NotAnswers(f"{what} Nothing of it was used; ask the sender, or enter the answers again.")
