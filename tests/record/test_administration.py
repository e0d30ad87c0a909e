"""The administration day in the record: agreed, gated, recorded event by event, released, signed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import Administration, AuditEvent, Consent, EpisodeOfCare, SessionEvent, StageChange
from cairn.record.selectors.administration import still_to_sign
from cairn.record.services.administration import GatesUnmetError, assign_day, plan_dose, start_administration
from cairn.record.services.administration_record import sign_administration
from cairn.record.services.consent import withdraw_consent
from cairn.record.services.session_event import Answer, record_events
from cairn.record.to_domain.session_day import agreed_dose, session_of
from tests.administration_day import DOSE, PAPERS, agreed, morning, raw, started
from tests.cast import NOON, PASSWORD, Cast, actor, assemble

DAY_STOPS = frozenset(
    f"day.{rule}" for rule in ("SCR-PREG-01-DAY", "SCR-SUD-01-NOW", "SCR-SUD-02", "DDI-28-WEEK", "DDI-29")
)
"""The rules of the day that stop a session until somebody has asked them."""


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def record(cast: Cast, administration: Administration, *events: dict[str, object]):
    fresh = Administration.objects.get(pk=administration.pk)
    return record_events(administration=fresh, raw=events, by=actor(cast.facilitator), at=later(600))


def start(cast: Cast, encounter, **changes):
    stated = {
        "facilitators": (cast.facilitator.pk, cast.second_facilitator.pk),
        "representative": cast.coordinator.pk,
        "by": actor(cast.facilitator),
        "at": NOON,
    }
    return start_administration(encounter=encounter, **(stated | changes))


# ---------------------------------------------------------------------------------------------- the dose agreed


def test_a_dose_plan_is_kept_with_its_unit_and_filed_as_a_document(cast: Cast) -> None:
    day = morning(cast, NOON)
    kept = agreed_dose(Administration.objects.get(encounter=day.encounter))
    assert kept == agreed()
    filed = Consent.objects.get(kind="agreed-dose-plan", status="active")
    assert (filed.signed_name, filed.details["most"]) == ("Maren Solberg", "35")


def test_a_most_below_the_first_dose_is_refused(cast: Cast) -> None:
    day = morning(cast, NOON)
    with pytest.raises(RefusedError, match="less than the first dose"):
        replan(cast, day.encounter, first="25", most="20")


def test_a_plan_above_the_regimes_ceiling_is_refused_with_the_rule(cast: Cast) -> None:
    day = morning(cast, NOON)
    with pytest.raises(RefusedError, match="50 mg psilocybin allowed") as refused:
        replan(cast, day.encounter, first="25", most="60")
    assert refused.value.code == "OR-DOSE-01"


def test_two_people_planning_at_once_are_told(cast: Cast) -> None:
    day = morning(cast, NOON)
    replan(cast, day.encounter, first="20", most="30")
    with pytest.raises(ChangedMeanwhileError):
        replan(cast, day.encounter, first="25", most="35", seen=NOON - timedelta(days=60))


def replan(cast: Cast, encounter, *, first: str, most: str, seen: datetime | None = None) -> None:
    known = Administration.objects.get(encounter=encounter).planned_at
    plan_dose(
        encounter=encounter, agreed=agreed(first, most), signed_name="Maren Solberg", seen=seen or known,
        by=actor(cast.facilitator), at=NOON,
    )  # fmt: skip


def test_a_reviewer_does_not_plan_a_dose(cast: Cast) -> None:
    day = morning(cast, NOON)
    with pytest.raises(NotAllowedError):
        plan_dose(
            encounter=day.encounter,
            agreed=agreed(),
            signed_name="M",
            seen=None,
            by=actor(cast.reviewer),
            at=NOON,
        )


def test_one_person_is_not_both_facilitators(cast: Cast) -> None:
    day = morning(cast, NOON)
    who = cast.facilitator.pk
    with pytest.raises(RefusedError, match="two people"):
        assign_day(
            encounter=day.encounter,
            room_id=None,
            lead_id=who,
            second_id=who,
            by=actor(cast.coordinator),
            at=NOON,
        )


# ---------------------------------------------------------------------------------------------- the gates


def test_with_every_gate_open_the_session_starts_and_keeps_what_was_required(cast: Cast) -> None:
    administration = started(cast, NOON)
    assert administration.status == "in-progress"
    assert {outcome["rule"] for outcome in administration.requirements["outcomes"]} >= {
        "OR-RATIO-01",
        "OR-DOCS-START",
    }
    assert EpisodeOfCare.objects.get(patient=cast.maren).stage == "administration"
    state = session_of(administration)
    assert [stay.name for stay in state.present(NOON)] == [
        "Ines Duarte",
        "Jonas Lind",
        "Mar",
        "Nkechi Okafor",
    ] or len(state.present(NOON)) == 4
    assert state.started is not None
    assert state.started.said.room == "The garden"
    assert state.gaps(later(60)) == ()


def test_a_missing_document_holds_the_session_and_says_which(cast: Cast) -> None:
    day = morning(cast, NOON, papers=tuple(code for code in PAPERS if code != "transportation-plan"))
    with pytest.raises(GatesUnmetError) as refused:
        start(cast, day.encounter)
    assert [unmet.id for unmet in refused.value.unmet] == ["OR-PREP-03"]
    assert "Transport plan" in refused.value.words
    assert not SessionEvent.objects.exists()


def test_a_dose_plan_taken_back_holds_the_session(cast: Cast) -> None:
    day = morning(cast, NOON)
    plan = Consent.objects.get(kind="agreed-dose-plan", status="active")
    assert cast.maren.account is not None
    withdraw_consent(consent=plan, reason="", by=actor(cast.maren.account), at=NOON)
    with pytest.raises(GatesUnmetError) as refused:
        start(cast, day.encounter)
    assert refused.value.unmet[0].id == "dose.plan-withdrawn"


def test_an_hour_after_noon_the_day_before_the_screening_was_not_asked_again(cast: Cast) -> None:
    day = morning(cast, NOON)
    day.encounter.__class__.objects.filter(pk=day.encounter.pk).update(planned_start=later(60 * 48))
    day.encounter.refresh_from_db()
    with pytest.raises(GatesUnmetError) as refused:
        start(cast, day.encounter, at=later(60 * 48))
    assert {unmet.id for unmet in refused.value.unmet} == {"screening.again", *DAY_STOPS}


@pytest.mark.parametrize("minutes", [-60 * 13, 60 * 13])
def test_a_session_does_not_begin_on_another_day(cast: Cast, minutes: float) -> None:
    day = morning(cast, NOON)
    with pytest.raises(RefusedError, match="another day"):
        start(cast, day.encounter, at=later(minutes))


def test_a_session_without_a_time_does_not_begin(cast: Cast) -> None:
    day = morning(cast, NOON)
    day.encounter.__class__.objects.filter(pk=day.encounter.pk).update(planned_start=None)
    day.encounter.refresh_from_db()
    with pytest.raises(RefusedError, match="another day"):
        start(cast, day.encounter)


def test_nobody_in_the_room_or_a_facilitator_as_representative_is_refused(cast: Cast) -> None:
    day = morning(cast, NOON)
    with pytest.raises(RefusedError, match="who is in the room"):
        start(cast, day.encounter, facilitators=())
    with pytest.raises(RefusedError, match="besides the facilitators"):
        start(cast, day.encounter, representative=cast.facilitator.pk)


def test_a_session_starts_once(cast: Cast) -> None:
    administration = started(cast, NOON)
    with pytest.raises(ChangedMeanwhileError):
        start(cast, administration.encounter)


# ---------------------------------------------------------------------------------------------- events


def test_an_event_is_kept_under_the_name_of_who_was_signed_in_whatever_the_device_says(cast: Cast) -> None:
    administration = started(cast, NOON)
    forged = raw(
        "note", later(5), {"words": "Warm."}, by={"account": "x", "name": "Somebody", "role": "client"}
    )
    assert [each.answer for each in record(cast, administration, forged)] == [Answer.KEPT]
    kept = session_of(administration).timeline[-1].event
    assert (kept.by.name, kept.by.role) == ("Nkechi Okafor", "facilitator")


def test_the_same_event_twice_is_kept_once(cast: Cast) -> None:
    administration = started(cast, NOON)
    event = raw("vitals", later(10), {"systolic": 131, "diastolic": 82, "pulse": 78})
    before = SessionEvent.objects.count()
    assert [each.answer for each in record(cast, administration, event, event)] == [Answer.KEPT, Answer.KEPT]
    assert [each.answer for each in record(cast, administration, event)] == [Answer.KEPT]
    assert SessionEvent.objects.count() == before + 1


def test_another_event_under_a_known_id_is_refused_with_words(cast: Cast) -> None:
    administration = started(cast, NOON)
    event = raw("note", later(5), {"words": "Warm."})
    record(cast, administration, event)
    answered = record(cast, administration, {**event, "payload": {"words": "Cold."}})[0]
    assert (answered.answer, answered.faults[0].code) == (Answer.REFUSED, "same-id")


def test_an_id_of_another_session_is_refused(cast: Cast) -> None:
    administration = started(cast, NOON)
    event = raw("note", later(5), {"words": "Warm."})
    record(cast, administration, event)
    SessionEvent.objects.filter(pk=event["id"]).update(administration=_another(cast, administration))
    answered = record(cast, administration, {**event, "payload": {"words": "Cold."}})[0]
    assert answered.faults[0].code == "same-id"


def _another(cast: Cast, administration: Administration) -> Administration:
    encounter = administration.encounter
    copy = encounter.__class__.objects.create(
        patient=cast.other, episode=encounter.episode, kind="administration", status="planned"
    )
    return Administration.objects.create(encounter=copy, patient=cast.other)


def test_an_unusual_number_is_asked_about_and_an_impossible_one_refused_and_the_rest_kept(cast: Cast) -> None:
    administration = started(cast, NOON)
    odd = raw("vitals", later(10), {"systolic": 228, "diastolic": 120, "pulse": 78})
    answers = record(
        cast, administration, raw("note", later(9), {"words": "Quiet."}), odd,
        raw("vitals", later(10), {"systolic": 80, "diastolic": 90, "pulse": 78}), "not an event",
    )  # fmt: skip
    assert [each.answer for each in answers] == [Answer.KEPT, Answer.CONFIRM, Answer.REFUSED, Answer.REFUSED]
    assert record(cast, administration, {**odd, "confirmed": True})[0].answer is Answer.KEPT


def test_a_dose_above_what_was_agreed_asks_first_and_is_recorded_once_confirmed(cast: Cast) -> None:
    administration = started(cast, NOON)
    over = raw("dose-given", later(20), DOSE | {"amount": {"value": "40", "unit": "mg_psilocybin_analyte"}})
    answered = record(cast, administration, over)[0]
    assert answered.answer is Answer.CONFIRM
    assert "more than the 25 mg psilocybin agreed" in answered.faults[0].what
    assert record(cast, administration, {**over, "confirmed": True})[0].answer is Answer.KEPT


def test_a_dose_is_witnessed_by_somebody_else(cast: Cast) -> None:
    administration = started(cast, NOON)
    alone = raw("dose-given", later(20), DOSE | {"witnessed_by": "nkechi okafor"})
    assert record(cast, administration, alone)[0].faults[0].code == "same-person"


def test_a_session_that_has_not_begun_takes_no_events(cast: Cast) -> None:
    day = morning(cast, NOON)
    with pytest.raises(RefusedError, match="has not begun"):
        record(cast, Administration.objects.get(encounter=day.encounter), raw("note", NOON, {"words": "x"}))


def test_only_those_who_run_rooms_record(cast: Cast) -> None:
    administration = started(cast, NOON)
    with pytest.raises(NotAllowedError):
        record_events(administration=administration, raw=(), by=actor(cast.reviewer), at=NOON)


def test_starting_again_and_too_many_at_once_are_refused(cast: Cast) -> None:
    administration = started(cast, NOON)
    assert (
        record(cast, administration, raw("session-started", NOON, {"room": "x"}))[0].faults[0].code == "begun"
    )
    with pytest.raises(RefusedError, match="at most"):
        record(cast, administration, *[{}] * 501)


def test_every_batch_leaves_one_audit_row_and_a_repetition_none(cast: Cast) -> None:
    administration = started(cast, NOON)
    rows = AuditEvent.objects.filter(action="session-event.record")
    before = rows.count()
    event = raw("note", later(5), {"words": "Warm."})
    record(cast, administration, event, raw("intensity", later(6), {"rating": 4, "rated_by": "client"}))
    record(cast, administration, event)
    assert rows.count() == before + 1
    assert rows.latest("pk").reason == "2: intensity, note"


def until_answered(cast: Cast, administration: Administration, *events: dict[str, object]) -> list[Answer]:
    """As a tablet does: the same again until the server answers. A database in memory does not wait for a lock."""
    while True:
        try:
            return [each.answer for each in record(cast, administration, *events)]
        except OperationalError:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_several_writers_at_once_lose_nothing_and_double_nothing() -> None:
    cast = assemble()
    administration = started(cast, NOON)
    before = SessionEvent.objects.count()
    shared = [raw("note", later(n), {"words": f"shared {n}"}) for n in range(5)]

    def write(writer: int) -> int:
        own = [raw("note", later(n), {"words": f"{writer}: {n}"}) for n in range(5)]
        try:
            answers = [until_answered(cast, administration, *pair) for pair in zip(own, shared, strict=True)]
        finally:
            connection.close()
        return sum(each == [Answer.KEPT, Answer.KEPT] for each in answers)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, range(4))) == [5, 5, 5, 5]
    assert SessionEvent.objects.count() == before + 4 * 5 + 5


# ---------------------------------------------------------------------------------------------- release and signature


def the_rest_of_the_day(until: float) -> list[dict[str, object]]:
    end = later(until)
    assessed = [
        raw("criterion-assessed", end, {"criterion": f"REL-{n:02}", "finding": "met", "words": ""})
        for n in (2, 3, 6, 7, 8, 9, 10, 11)
    ]
    return [
        raw("vitals", later(15), {"systolic": 120, "diastolic": 78, "pulse": 70}),
        raw("dose-given", later(20), DOSE),
        raw("vitals", end, {"systolic": 122, "diastolic": 78, "pulse": 70, "temperature": "36.8"}),
        raw("intensity", end, {"rating": 0, "rated_by": "client"}),
        *assessed,
    ]  # fmt: skip


def release(until: float, manner: str = "released", **changes: object) -> dict[str, object]:
    return raw(
        "released",
        later(until),
        {"manner": manner, "escort": "Her sister, T. Vidal", "words": "ok"},
        **changes,
    )


def test_a_release_before_the_shortest_stay_is_refused_with_what_is_left(cast: Cast) -> None:
    administration = started(cast, NOON)
    answers = record(cast, administration, *the_rest_of_the_day(200), release(200))
    assert [each.answer for each in answers[:-1]] == [Answer.KEPT] * 12
    assert answers[-1].answer is Answer.REFUSED
    assert [fault.code for fault in answers[-1].faults] == ["OR-DUR-01"]
    assert "120 minutes are left" in answers[-1].faults[0].what


def test_leaving_early_can_always_be_recorded(cast: Cast) -> None:
    administration = started(cast, NOON)
    assert record(cast, administration, release(60, "left-early"))[0].answer is Answer.KEPT
    assert record(cast, administration, release(61))[0].faults[0].code == "released"


def released(cast: Cast) -> Administration:
    administration = started(cast, NOON)
    answers = record(cast, administration, *the_rest_of_the_day(330), release(330))
    assert {each.answer for each in answers} == {Answer.KEPT}, answers
    return Administration.objects.get(pk=administration.pk)


def sign(cast: Cast, administration: Administration, signer, secret: str = PASSWORD) -> Administration:
    fresh = Administration.objects.get(pk=administration.pk)
    return sign_administration(
        administration=fresh, signer=signer.pk, secret=secret, by=actor(cast.facilitator), at=later(340)
    )


def test_the_record_closes_once_everyone_who_sat_there_has_signed(cast: Cast) -> None:
    administration = released(cast)
    cast.second_facilitator.set_password(PASSWORD)
    cast.second_facilitator.save()
    assert administration.released_at == later(330)
    sign(cast, administration, cast.facilitator)
    assert Administration.objects.get(pk=administration.pk).status == "in-progress"
    with pytest.raises(RefusedError, match="Signed already"):
        sign(cast, administration, cast.facilitator)
    done = sign(cast, administration, cast.second_facilitator)
    assert (done.status, done.encounter.status) == ("completed", "finished")
    assert EpisodeOfCare.objects.get(patient=cast.maren).stage == "integration"


def test_a_wrong_password_signs_nothing(cast: Cast) -> None:
    administration = released(cast)
    with pytest.raises(RefusedError, match="Nothing was signed"):
        sign(cast, administration, cast.facilitator, "guess")
    assert len(still_to_sign(administration, session_of(administration))) == 2


def test_nobody_signs_before_the_release_and_nobody_who_was_not_there(cast: Cast) -> None:
    administration = started(cast, NOON)
    with pytest.raises(RefusedError, match="after the client has been released"):
        sign(cast, administration, cast.facilitator)
    record(cast, administration, release(60, "left-early"))
    with pytest.raises(RefusedError, match="Only those who did"):
        sign(cast, administration, cast.reviewer)


def test_an_entry_that_comes_after_a_signature_must_be_signed_again(cast: Cast) -> None:
    administration = released(cast)
    sign(cast, administration, cast.facilitator)
    record(cast, administration, raw("note", later(100), {"words": "From the other tablet."}))
    fresh = Administration.objects.get(pk=administration.pk)
    assert cast.facilitator.pk in still_to_sign(fresh, session_of(fresh))


def test_a_day_that_ended_before_a_dose_goes_back_to_preparation(cast: Cast) -> None:
    administration = started(cast, NOON)
    record(cast, administration, release(10, "left-early"))
    cast.second_facilitator.set_password(PASSWORD)
    cast.second_facilitator.save()
    sign(cast, administration, cast.facilitator)
    assert sign(cast, administration, cast.second_facilitator).status == "stopped"
    assert StageChange.objects.latest("at").after == "preparation"


def test_a_correction_of_the_release_opens_the_session_again(cast: Cast) -> None:
    administration = released(cast)
    wrong = next(row for row in SessionEvent.objects.all() if row.kind == "released")
    correction = raw(
        "correction", later(335), {"of": str(wrong.pk), "action": "entered-in-error", "reason": "Too early."}
    )
    assert record(cast, administration, correction)[0].answer is Answer.KEPT
    assert Administration.objects.get(pk=administration.pk).released_at is None


def test_a_replacement_under_a_new_id_leaves_the_first_readable(cast: Cast) -> None:
    administration = started(cast, NOON)
    first = raw("vitals", later(10), {"systolic": 131, "diastolic": 82, "pulse": 78})
    right = {
        "kind": "vitals",
        "at": later(9).isoformat(),
        "payload": {"systolic": 121, "diastolic": 82, "pulse": 78},
    }
    correction = raw(
        "correction",
        later(12),
        {"of": first["id"], "action": "replace", "reason": "Wrong line.", "replacement": right},
        id=str(uuid4()),
    )
    assert {each.answer for each in record(cast, administration, first, correction)} == {Answer.KEPT}
    entry = next(e for e in session_of(administration).timeline if str(e.recorded.id) == first["id"])
    assert (entry.recorded.payload.systolic, entry.event.payload.systolic) == (131, 121)
