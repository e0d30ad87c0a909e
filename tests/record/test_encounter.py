"""Meetings: planned, held, called off; their notes kept, corrected, never lost; both sides decide."""

from datetime import timedelta

import pytest

from cairn.domain.instruments.flags import FlagKind, Urgency
from cairn.domain.pathway.situation import FitDecision as Answer
from cairn.domain.vocabulary import EncounterKind
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, NotFoundError, RefusedError
from cairn.record.models import Account, AuditEvent, Encounter, EncounterNote, SafetyFlag
from cairn.record.selectors.encounter import fit_consultation, meetings_of
from cairn.record.selectors.encounter_note import find_note, note_lines
from cairn.record.services.encounter import (
    cancel_encounter,
    decide_fit,
    finish_encounter,
    reschedule_encounter,
    schedule_encounter,
    start_encounter,
    write_note,
)
from cairn.record.services.encounter_note import keep_topic_note
from cairn.record.services.episode import open_episode
from cairn.record.services.safety_flag import raise_flag
from tests.cast import NOON, Cast, actor

HOUR = timedelta(hours=1)


@pytest.fixture
def meeting(cast: Cast) -> Encounter:
    episode = open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)
    return schedule_encounter(
        episode=episode, kind=EncounterKind.PREPARATION, start=NOON + HOUR, minutes=90,
        by=actor(cast.coordinator), at=NOON,
    )  # fmt: skip


def started(cast: Cast, meeting: Encounter) -> Encounter:
    return start_encounter(encounter=meeting, by=actor(cast.facilitator), at=NOON + HOUR)


def keep(
    cast: Cast, meeting: Encounter, text: str, *, seen=None, minutes: int = 0, who: Account | None = None
):
    return keep_topic_note(
        encounter=meeting, topic="fears", text=text, seen=seen, by=actor(who or cast.facilitator),
        at=NOON + HOUR + timedelta(minutes=minutes),
    )  # fmt: skip


def test_a_meeting_is_planned_moved_begun_and_finished_with_its_times(cast: Cast, meeting: Encounter) -> None:
    reschedule_encounter(
        encounter=meeting, start=NOON + 2 * HOUR, minutes=60, room_id=cast.room.pk,
        by=actor(cast.coordinator), at=NOON,
    )  # fmt: skip
    assert meeting.planned_end == NOON + 3 * HOUR
    started(cast, meeting)
    assert (meeting.status, meeting.lead_id) == ("in-progress", cast.facilitator.pk)
    finish_encounter(encounter=meeting, by=actor(cast.facilitator), at=NOON + 2 * HOUR)
    assert (meeting.status, meeting.finished_at) == ("finished", NOON + 2 * HOUR)
    actions = AuditEvent.objects.filter(subject=f"Encounter/{meeting.pk}").order_by("pk")
    assert [event.action for event in actions] == [
        "encounter.schedule",
        "encounter.reschedule",
        "encounter.start",
        "encounter.finish",
    ]


def test_a_meeting_begins_once(cast: Cast, meeting: Encounter) -> None:
    again = Encounter.objects.get(pk=meeting.pk)
    started(cast, meeting)
    with pytest.raises(ChangedMeanwhileError):
        started(cast, again)


def test_a_meeting_that_has_begun_is_neither_moved_nor_called_off(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    with pytest.raises(ChangedMeanwhileError):
        cancel_encounter(encounter=meeting, by=actor(cast.facilitator), at=NOON)
    with pytest.raises(ChangedMeanwhileError):
        reschedule_encounter(
            encounter=meeting, start=NOON, minutes=5, room_id=None, by=actor(cast.facilitator), at=NOON
        )


def test_a_meeting_cannot_end_before_it_began(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    with pytest.raises(RefusedError, match="cannot end before it began"):
        finish_encounter(encounter=meeting, by=actor(cast.facilitator), at=NOON)


def test_a_coordinator_plans_meetings_and_holds_none(cast: Cast, meeting: Encounter) -> None:
    with pytest.raises(NotAllowedError):
        start_encounter(encounter=meeting, by=actor(cast.coordinator), at=NOON)
    cancel_encounter(encounter=meeting, by=actor(cast.coordinator), at=NOON)
    assert meeting.status == "cancelled"


def test_a_topic_note_grows_while_the_meeting_goes_on(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    assert keep(cast, meeting, "  ") is None
    first = keep(cast, meeting, "Losing con")
    assert first is not None
    second = keep(cast, meeting, "Losing control.", seen=first.recorded_at, minutes=1)
    assert second is not None
    assert (second.pk, second.at, second.text) == (first.pk, NOON + HOUR, "Losing control.")


def test_words_kept_on_another_device_are_not_written_over(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    keep(cast, meeting, "From the laptop.")
    with pytest.raises(ChangedMeanwhileError, match="this note on another device"):
        keep(cast, meeting, "From the phone.", minutes=1)
    assert EncounterNote.objects.get().text == "From the laptop."


def test_two_facilitators_write_a_note_each(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    keep(cast, meeting, "Hers.")
    keep(cast, meeting, "His.", who=cast.second_facilitator)
    assert EncounterNote.objects.count() == 2


def test_nothing_is_kept_under_a_topic_before_or_after_the_meeting(cast: Cast, meeting: Encounter) -> None:
    with pytest.raises(RefusedError, match="not going on"):
        keep(cast, meeting, "Too early.")
    started(cast, meeting)
    finish_encounter(encounter=meeting, by=actor(cast.facilitator), at=NOON + 2 * HOUR)
    with pytest.raises(RefusedError, match="correct a note"):
        keep(cast, meeting, "Too late.")
    with pytest.raises(NotAllowedError):
        keep(cast, meeting, "Not hers.", who=cast.reviewer)


def correct(cast: Cast, meeting: Encounter, note: EncounterNote, text: str, reason: str) -> EncounterNote:
    return write_note(
        encounter=meeting, text=text, replaces=note, error_reason=reason, topic=note.topic, kind=note.kind,
        by=actor(cast.facilitator), at=note.at, recorded_at=NOON + 5 * HOUR,
    )  # fmt: skip


def test_a_correction_keeps_every_earlier_word_under_it(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    first = keep(cast, meeting, "Fear of her father.")
    assert first is not None
    second = correct(cast, meeting, first, "Fear for her father.", "misheard")
    third = correct(cast, meeting, second, "Fear for her brother.", "mixed up")
    (line,) = note_lines([meeting])[meeting.pk]
    assert line.note == third
    assert [note.text for note in line.earlier] == ["Fear for her father.", "Fear of her father."]
    with pytest.raises(NotFoundError):
        find_note(meeting, first.pk)


def test_a_correction_needs_a_reason_and_a_note_nobody_else_corrected(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    note = keep(cast, meeting, "One.")
    assert note is not None
    with pytest.raises(RefusedError, match="Say why"):
        correct(cast, meeting, note, "Two.", " ")
    correct(cast, meeting, note, "Two.", "slip")
    with pytest.raises(ChangedMeanwhileError):
        correct(cast, meeting, note, "Three.", "slip")
    with pytest.raises(RefusedError, match="nothing written"):
        correct(cast, meeting, note, " ", "slip")


def test_after_a_correction_the_writer_begins_a_note_anew(cast: Cast, meeting: Encounter) -> None:
    started(cast, meeting)
    note = keep(cast, meeting, "One.")
    assert note is not None
    correct(cast, meeting, note, "Two.", "slip")
    keep(cast, meeting, "And more.", minutes=2)
    assert [line.note.text for line in note_lines([meeting])[meeting.pk]] == ["Two.", "And more."]


def test_the_fit_consultation_that_counts_is_the_latest_not_called_off(
    cast: Cast, meeting: Encounter
) -> None:
    episode = meeting.episode
    assert fit_consultation(episode) is None
    planned = [
        schedule_encounter(
            episode=episode, kind=EncounterKind.FIT_CONSULTATION, start=None, number=number,
            by=actor(cast.coordinator), at=NOON,
        )
        for number in (1, 2)
    ]  # fmt: skip
    assert fit_consultation(episode) == planned[1]
    cancel_encounter(encounter=planned[1], by=actor(cast.coordinator), at=NOON)
    assert fit_consultation(episode) == planned[0]
    assert meetings_of(episode, EncounterKind.PREPARATION) == [meeting]


def decide(meeting: Encounter, side: str, answer: Answer, reason: str, who: Account):
    return decide_fit(encounter=meeting, side=side, answer=answer, reason=reason, by=actor(who), at=NOON)


def test_a_decision_needs_a_reason_of_its_answer_a_side_of_ones_own_and_a_fit_consultation(
    cast: Cast, meeting: Encounter
) -> None:
    fit = schedule_encounter(
        episode=meeting.episode, kind=EncounterKind.FIT_CONSULTATION, start=None,
        by=actor(cast.coordinator), at=NOON,
    )  # fmt: skip
    mar = cast.maren.account
    assert mar is not None
    with pytest.raises(RefusedError, match="nearest"):
        decide(fit, "client", Answer.NOT_NOW, "safety", cast.facilitator)
    with pytest.raises(RefusedError, match="for yourself only"):
        decide(fit, "practitioner", Answer.GO_ON, "good-match", mar)
    with pytest.raises(RefusedError, match="Only a fit consultation"):
        decide(meeting, "client", Answer.GO_ON, "good-match", cast.facilitator)
    with pytest.raises(NotAllowedError):
        decide(fit, "client", Answer.GO_ON, "good-match", cast.coordinator)
    told = decide(fit, "client", Answer.NOT_NOW, "timing", cast.facilitator)
    herself = decide(fit, "client", Answer.GO_ON, "good-match", mar)
    assert herself.replaces == told


def test_what_somebody_says_at_a_contact_reaches_the_safety_queue(cast: Cast) -> None:
    said = {"kind": FlagKind.SUICIDALITY, "urgency": Urgency.STAT, "source": "Follow-up 3", "answer": "yes"}
    flag = raise_flag(patient=cast.maren, by=actor(cast.facilitator), at=NOON, **said)
    assert SafetyFlag.objects.get(pk=flag.pk).due_at == NOON + timedelta(minutes=15)
    with pytest.raises(NotAllowedError):
        raise_flag(patient=cast.maren, by=actor(cast.coordinator), at=NOON, **said)
