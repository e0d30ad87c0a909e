"""Answers as FHIR R4 QuestionnaireResponse, their scores as Observation, the flags they raised as Flag."""

from cairn.content.readers.instrument import instruments
from cairn.domain.dossier.measure import Response, ResponseRevision, ResponseScore, SafetyFlag
from cairn.domain.instruments.answers import AnswersRefused
from cairn.domain.vocabulary import ResponseStatus
from cairn.fhir.canonical import BASE, SCORE_SYSTEM, UCUM
from cairn.fhir.codecs import AUTHOR, DAY, ID, INSTANT, NUMBER, TEXT, WHOLE, Codec, code, link
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext, many, parts
from cairn.fhir.questionnaire_response import questionnaire_response


def _written_form(key: str) -> Json:
    return f"{BASE}/Questionnaire/{'|'.join(key.rsplit('@', 1))}"


def _form(json: Json) -> str:
    url, _, version = str(json).rpartition("|")
    name = url.removeprefix(f"{BASE}/Questionnaire/")
    if not version or name == url:
        raise ValueError("expected a form of ours with its version")
    return f"{name}@{version}"


def _written_answers(answers: tuple[tuple[str, int], ...]) -> Json:
    return ",".join(f"{item}={value}" for item, value in answers)


def _answers(json: Json) -> tuple[tuple[str, int], ...]:
    pairs = (pair.partition("=") for pair in str(json).split(","))
    return tuple((item, int(value)) for item, _, value in pairs)


_FORM = Codec("valueCanonical", _written_form, _form)
_ANSWERS = Codec("valueString", _written_answers, _answers)

_REVISIONS = parts(
    ResponseRevision,
    ext("id", "id", ID),
    ext("version", "version", WHOLE),
    ext("answers", "answers", TEXT),
    ext("at", "at", INSTANT),
    ext("by", "by", AUTHOR, None),
    ext("reason", "reason", TEXT, ""),
)


def _response_shown(response: Response) -> JsonObject:
    """The answers as coded answers to the form, where the form is known here and offers them."""
    known = instruments().get(response.instrument.partition("@")[0])
    if known is None or known.key != response.instrument:
        return {}
    try:
        resource = questionnaire_response(
            known,
            dict(response.answers),
            response_id=str(response.id),
            status=response.status,
            subject="",
            authored=response.completed_at or response.asked_at,
        )
    except AnswersRefused:
        return {}
    return {key: resource[key] for key in ("authored", "item") if key in resource}


RESPONSE = Shape(
    "QuestionnaireResponse",
    Response,
    (
        at("id", "id", codec=ID),
        at("instrument", "questionnaire", codec=_FORM),
        at("status", "status", codec=code(ResponseStatus)),
        ext("episode", "episode", link("EpisodeOfCare")),
        ext("occasion", "occasion", TEXT),
        ext("answers", "answers", _ANSWERS, ()),
        ext("version", "version", WHOLE),
        ext("asked_at", "asked-at", INSTANT),
        ext("opens_on", "opens-on", DAY, None),
        ext("due_on", "due-on", DAY, None),
        ext("started_at", "started-at", INSTANT, None),
        ext("completed_at", "completed-at", INSTANT, None),
        many("revisions", "revision", _REVISIONS),
    ),
    shown=_response_shown,
)


def _score_shown(score: ResponseScore) -> JsonObject:
    instrument = score.definition.partition("@")[0]
    node: JsonObject = {
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "survey"}]}],
        "code": {"coding": [{"system": SCORE_SYSTEM, "code": f"{instrument}/{score.score}"}]},
    }
    if score.value is not None:
        node["valueQuantity"] = {"unit": "{score}", "system": UCUM, "code": "{score}"}
    elif score.band:
        node["valueString"] = score.band
    return node


_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"

RESPONSE_SCORE = Shape(
    "Observation",
    ResponseScore,
    (
        at("id", "id", codec=ID),
        at("response", "derivedFrom", 0, codec=link("QuestionnaireResponse")),
        at("at", "effectiveDateTime", codec=INSTANT),
        at("value", "valueQuantity", "value", codec=NUMBER, empty=None),
        ext("band", "score-band", TEXT, ""),
        ext("score", "score", TEXT),
        ext("variant", "score-variant", TEXT, ""),
        ext("definition", "score-definition", TEXT),
        ext("version", "version", WHOLE),
    ),
    shown=_score_shown,
)


def _flag_shown(flag: SafetyFlag) -> JsonObject:
    return {
        "status": "active" if flag.closed_at is None else "inactive",
        "category": [{"coding": [{"system": _FLAG_CATEGORY, "code": "safety"}]}],
    }


_FLAG_CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category"

SAFETY_FLAG = Shape(
    "Flag",
    SafetyFlag,
    (
        at("id", "id", codec=ID),
        at("kind", "code", "text", codec=TEXT),
        at("raised_at", "period", "start", codec=INSTANT),
        at("closed_at", "period", "end", codec=INSTANT, empty=None),
        ext("urgency", "urgency", TEXT),
        ext("source", "flag-source", TEXT),
        ext("due_at", "due-at", INSTANT),
        ext("response", "response", link("QuestionnaireResponse"), None),
        ext("answer", "answer", TEXT, ""),
        ext("escalated_at", "escalated-at", INSTANT, None),
        ext("acknowledged_at", "acknowledged-at", INSTANT, None),
        ext("acknowledged_by", "acknowledged-by", AUTHOR, None),
        ext("what_was_done", "what-was-done", TEXT, ""),
        ext("closed_by", "closed-by", AUTHOR, None),
    ),
    shown=_flag_shown,
)
