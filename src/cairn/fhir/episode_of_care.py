"""Ways through care as FHIR R4 EpisodeOfCare, and what is to be done as Task."""

from cairn.domain.dossier.episode import Episode, StageChange, Task
from cairn.domain.vocabulary import EpisodeStatus
from cairn.fhir.codecs import AUTHOR, DAY, ID, INSTANT, TEXT, code, link
from cairn.fhir.json_values import JsonObject
from cairn.fhir.mapping import Shape, at, ext, many, parts

_CHANGES = parts(
    StageChange,
    ext("id", "id", ID),
    ext("before", "before", TEXT),
    ext("after", "after", TEXT),
    ext("at", "at", INSTANT),
    ext("by", "by", AUTHOR, None),
    ext("reason", "reason", TEXT, ""),
)

EPISODE = Shape(
    "EpisodeOfCare",
    Episode,
    (
        at("id", "id", codec=ID),
        at("status", "status", codec=code(EpisodeStatus)),
        at("opened_at", "period", "start", codec=INSTANT),
        at("closed_at", "period", "end", codec=INSTANT, empty=None),
        ext("stage", "stage", TEXT),
        ext("regime", "regime", TEXT),
        ext("opened_by", "opened-by", AUTHOR, None),
        ext("for_whom", "for-whom", TEXT),
        ext("concern", "concern", TEXT, ""),
        ext("close_reason", "close-reason", TEXT, ""),
        many("changes", "stage-change", _CHANGES),
    ),
    subject=("patient",),
)


def _task_shown(task: Task) -> JsonObject:
    return {"status": "requested" if task.done_at is None else "completed", "intent": "order"}


TASK = Shape(
    "Task",
    Task,
    (
        at("id", "id", codec=ID),
        at("what", "description", codec=TEXT, empty=""),
        at("episode", "focus", codec=link("EpisodeOfCare")),
        at("made_at", "authoredOn", codec=INSTANT),
        at("made_by", "requester", codec=AUTHOR),
        at("role", "performerType", 0, "text", codec=TEXT),
        at("due_on", "restriction", "period", "end", codec=DAY, empty=None),
        at("because", "reasonCode", "text", codec=TEXT, empty=""),
        at("done_at", "executionPeriod", "end", codec=INSTANT, empty=None),
        ext("done_by", "done-by", AUTHOR, None),
    ),
    subject=("for",),
    shown=_task_shown,
)
