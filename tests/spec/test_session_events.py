"""What a device may send, and what comes back when it may not be kept."""

import copy
from datetime import timedelta
from typing import Any

import pytest

from cairn.domain.administration.codes import EventKind
from cairn.domain.administration.events import SessionEvent, to_dict
from cairn.domain.administration.reading import EventRefused, parse_event
from tests.spec.session_day import OPENS, at

EXAMPLES: dict[str, dict[str, Any]] = {
    "session-started": {"room": "Room 2 (the garden)"},
    "presence": {
        "person": "nkechi.okafor",
        "name": "N. Okafor",
        "role": "facilitator",
        "movement": "arrived",
        "words": "",
    },
    "dose-given": {
        "amount": {"value": "25", "unit": "mg_psilocybin_analyte", "form": "not-stated"},
        "part": "initial",
        "product": "Clear Springs 25",
        "lot": "L-204",
        "product_form": "extract",
        "witnessed_by": "J. Lind",
    },
    "vitals": {
        "systolic": 138,
        "diastolic": 86,
        "pulse": 84,
        "rhythm": "regular",
        "temperature": "37.1",
        "oxygen_saturation": None,
    },
    "intensity": {"rating": 6, "rated_by": "client"},
    "observation": {"code": "tears", "words": "“He is in the room.”"},
    "touch": {"touch": "hand-on-hand", "asked_for": "yes", "words": "2 min, she reached"},
    "music": {"phase": "ascent", "words": "track 7"},
    "note": {"words": "Warm, eyes closed."},
    "adverse-event": {"words": "Headache, pressing", "signs": ["severe-headache"], "grade": 2},
    "alarm-answered": {"alarm": "AL-1", "answer": "seen", "words": "Cuff moved, repeating in five minutes."},
    "criterion-assessed": {"criterion": "REL-03", "finding": "met", "words": ""},
    "released": {"manner": "released", "escort": "Her sister, T. Vidal", "words": ""},
    "correction": {
        "of": "00000000-0000-0000-0000-00000000002a",
        "action": "replace",
        "reason": "Read the wrong line.",
        "replacement": {
            "kind": "vitals",
            "at": "2026-11-22T11:28:00+00:00",
            "payload": {
                "systolic": 131,
                "diastolic": 82,
                "pulse": 78,
                "rhythm": None,
                "temperature": None,
                "oxygen_saturation": None,
            },
        },
    },
}


def sent(kind: str) -> dict[str, Any]:
    return {
        "id": "00000000-0000-0000-0000-000000000101",
        "kind": kind,
        "at": "2026-11-22T11:37:00+00:00",
        "recorded_at": "2026-11-22T11:37:05+00:00",
        "by": {"account": "nkechi.okafor", "name": "N. Okafor", "role": "facilitator"},
        "confirmed": False,
        "payload": copy.deepcopy(EXAMPLES[kind]),
    }


def read(raw: object) -> SessionEvent | EventRefused:
    return parse_event(raw, received_at=at(120), opens_at=OPENS)


def faults(raw: object) -> dict[str, str]:
    answer = read(raw)
    assert isinstance(answer, EventRefused)
    assert all(fault.what and fault.do for fault in answer.faults)
    return {fault.field: fault.code for fault in answer.faults}


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_an_example_that_is_read_and_written_back_unchanged(kind: EventKind) -> None:
    answer = read(sent(kind))
    assert isinstance(answer, SessionEvent)
    assert answer.kind is kind
    assert to_dict(answer) == sent(kind)


def test_the_shortest_event_leaves_out_what_may_be_missing() -> None:
    raw = sent("observation")
    del raw["confirmed"], raw["payload"]["words"]
    assert isinstance(read(raw), SessionEvent)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("id", "seven", "not-an-id"),
        ("id", 7, "not-an-id"),
        ("kind", "dance", "unknown-code"),
        ("kind", None, "missing"),
        ("at", None, "not-a-time"),
        ("at", "half past nine", "not-a-time"),
        ("at", "2026-11-22T11:37:00", "no-zone"),
        ("at", "2026-11-22T12:30:00Z", "future"),
        ("at", "2026-11-21T23:00:00Z", "before-session"),
        ("at", "2026-11-22T11:45:00Z", "after-recorded"),
        ("recorded_at", "2027-01-01T00:00:00Z", "future"),
        ("by", "okafor", "not-an-object"),
        ("confirmed", 1, "not-yes-or-no"),
        ("payload", [], "not-an-object"),
        ("mood", "fine", "unknown-field"),
    ],
)
def test_the_frame_of_an_event_is_checked_field_by_field(field: str, value: object, code: str) -> None:
    raw = sent("note")
    raw[field] = value
    assert faults(raw)[field] == code


def test_a_tablet_whose_clock_runs_a_minute_ahead_is_still_heard() -> None:
    raw = sent("note")
    raw["at"] = raw["recorded_at"] = (at(120) + timedelta(minutes=1)).isoformat()
    assert isinstance(read(raw), SessionEvent)


@pytest.mark.parametrize(
    ("kind", "field", "value", "code"),
    [
        ("session-started", "room", " ", "missing"),
        ("presence", "role", "cook", "unknown-code"),
        ("presence", "movement", None, "missing"),
        ("dose-given", "witnessed_by", "", "missing"),
        ("dose-given", "lot", 4, "not-text"),
        ("dose-given", "amount", "25 mg", "not-an-object"),
        ("vitals", "systolic", "138", "not-a-whole-number"),
        ("vitals", "systolic", True, "not-a-whole-number"),
        ("vitals", "systolic", 1380, "impossible"),
        ("vitals", "diastolic", 150, "impossible"),
        ("vitals", "pulse", 8, "impossible"),
        ("vitals", "temperature", "98.6", "impossible"),
        ("vitals", "temperature", 37.1, "not-text"),
        ("vitals", "temperature", "37,1", "ambiguous"),
        ("vitals", "rhythm", "jazz", "unknown-code"),
        ("intensity", "rating", 11, "out-of-range"),
        ("intensity", "rating", None, "missing"),
        ("intensity", "rated_by", None, "missing"),
        ("observation", "code", "hand-held", "unknown-code"),
        ("touch", "asked_for", None, "missing"),
        ("note", "words", "", "missing"),
        ("note", "words", "a" * 4001, "too-long"),
        ("adverse-event", "grade", 6, "out-of-range"),
        ("adverse-event", "signs", "seizure", "not-a-list"),
        ("adverse-event", "signs", ["hiccups"], "unknown-code"),
        ("alarm-answered", "words", "", "missing"),
        ("correction", "reason", "", "missing"),
        ("correction", "of", None, "not-an-id"),
        ("correction", "action", "delete", "unknown-code"),
    ],
)
def test_what_an_event_says_is_checked_field_by_field(
    kind: str, field: str, value: object, code: str
) -> None:
    raw = sent(kind)
    raw["payload"][field] = value
    assert faults(raw)[f"payload.{field}"] == code


@pytest.mark.parametrize(
    ("amount", "field", "code"),
    [
        ({"unit": "mg_psilocybin_analyte"}, "amount.value", "missing"),
        ({"value": 25, "unit": "mg_psilocybin_analyte"}, "amount.value", "not-text"),
        ({"value": "0,5", "unit": "mg_psilocybin_analyte"}, "amount.value", "ambiguous"),
        ({"value": "-25", "unit": "mg_psilocybin_analyte"}, "amount.value", "not-positive"),
        ({"value": "25"}, "amount.unit", "missing"),
        ({"value": "25", "unit": "mg"}, "amount.unit", "unknown-code"),
        ({"value": "3", "unit": "g_dried_material", "form": "dihydrate"}, "amount.form", "mismatch"),
        ({"value": "25", "unit": "mg_psilocybin_analyte", "about": 1}, "amount.about", "unknown-field"),
        ({"value": "250", "unit": "mg_psilocybin_analyte"}, "amount", "confirm"),
        ({"value": "2500", "unit": "mg_psilocybin_analyte"}, "amount", "impossible"),
    ],
)
def test_an_amount_needs_a_number_and_a_unit_that_make_sense(
    amount: dict[str, object], field: str, code: str
) -> None:
    raw = sent("dose-given")
    raw["payload"]["amount"] = amount
    assert faults(raw) == {f"payload.{field}": code}


def test_a_fault_names_every_bad_field_at_once() -> None:
    raw = sent("dose-given")
    raw["payload"].update(product="", part="third", lot=None)
    assert faults(raw) == {
        "payload.product": "missing",
        "payload.part": "unknown-code",
        "payload.lot": "missing",
    }


def test_a_set_of_vitals_without_a_reading_is_refused() -> None:
    raw = sent("vitals")
    raw["payload"] = {}
    assert faults(raw) == {"payload": "missing"}


def test_one_reading_alone_is_enough_the_others_stay_unknown() -> None:
    raw = sent("vitals")
    raw["payload"] = {"pulse": 84}
    assert isinstance(read(raw), SessionEvent)


def test_an_unusual_number_is_kept_once_the_person_has_confirmed_it() -> None:
    raw = sent("vitals")
    raw["payload"]["systolic"] = 190
    raw["payload"]["diastolic"] = 60
    answer = read(raw)
    assert isinstance(answer, EventRefused)
    assert answer.needs_only_confirming
    raw["confirmed"] = True
    assert isinstance(read(raw), SessionEvent)


def test_an_impossible_number_is_not_kept_even_when_confirmed() -> None:
    raw = sent("vitals")
    raw["payload"]["systolic"], raw["confirmed"] = 80, True
    answer = read(raw)
    assert isinstance(answer, EventRefused)
    assert not answer.needs_only_confirming


@pytest.mark.parametrize(
    ("kind", "changes", "needs_words"),
    [
        ("touch", {"touch": "other", "words": ""}, True),
        ("touch", {"touch": "hug", "words": ""}, False),
        ("released", {"manner": "left-early", "words": ""}, True),
        ("released", {"escort": "", "words": ""}, False),
        ("adverse-event", {"words": "", "signs": []}, True),
        ("adverse-event", {"words": "", "signs": ["seizure"]}, False),
        ("adverse-event", {"words": "Cold hands", "signs": None, "grade": None}, False),
    ],
)
def test_words_are_asked_for_where_a_code_says_too_little(
    kind: str, changes: dict[str, object], needs_words: bool
) -> None:
    raw = sent(kind)
    raw["payload"].update(changes)
    answer = read(raw)
    assert isinstance(answer, EventRefused) == needs_words
    if isinstance(answer, EventRefused):
        assert [(f.field, f.code) for f in answer.faults] == [("payload.words", "missing")]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"action": "entered-in-error"}, "replacement", "mismatch"),
        ({"replacement": None}, "replacement", "not-an-object"),
        ({"replacement": {"kind": "correction", "payload": {}}}, "replacement.kind", "mismatch"),
        ({"replacement": {"kind": "note", "payload": {}}}, "replacement.at", "not-a-time"),
        ({"replacement": {"kind": "note", "payload": {}}}, "replacement.payload.words", "missing"),
        (
            {"replacement": {"kind": "note", "payload": {"wrods": ""}}},
            "replacement.payload.wrods",
            "unknown-field",
        ),
    ],
)
def test_a_correction_is_whole_or_refused(changes: dict[str, object], field: str, code: str) -> None:
    raw = sent("correction")
    raw["payload"].update(changes)
    assert faults(raw)[f"payload.{field}"] == code


def test_an_event_entered_in_error_needs_no_replacement() -> None:
    raw = sent("correction")
    raw["payload"] = {"of": raw["payload"]["of"], "action": "entered-in-error", "reason": "Wrong person."}
    assert isinstance(read(raw), SessionEvent)
