"""The invented people, each at another stage of the way."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from cairn.config.demo import answers, session
from cairn.config.demo.house import House
from cairn.config.demo.way import Way, begin
from cairn.domain.vocabulary import AdministrativeGender, EncounterKind
from cairn.record.actor import PUBLIC
from cairn.record.selectors.patient import Patient
from cairn.record.services.inquiry import receive_inquiry
from cairn.record.services.referral import receive_referral
from cairn.record.services.response import ask_measure, save_answers

REFERRAL = Path(__file__).with_name("referral.json")


def move_in(house: House, at: datetime) -> Iterator[Patient]:
    """Let everyone come; yields those who can sign in to the portal."""
    _asks(house, at)
    yield _fit_today(house, at)
    yield _answering(house, at)
    yield _waits_for_review(house, at)
    yield _roadmap_proposed(house, at)
    yield _preparing(house, at)
    yield _in_session(house, at)
    yield _integrating(house, at)


def _asks(house: House, at: datetime) -> None:
    receive_inquiry(
        site=house.site,
        name="Asha Raman",
        email="asha@example.org",
        reach_by="email",
        brings="My mother died in spring and I have not been able to grieve.",
        referred_by="My therapist",
        may_contact=True,
        by=PUBLIC,
        at=at - timedelta(hours=5),
    )
    receive_referral(
        site=house.site,
        raw=REFERRAL.read_bytes(),
        sender="Northside Family Practice",
        by=house.coordinator.actor,
        at=at - timedelta(hours=20),
    )


def _fit_today(house: House, at: datetime) -> Patient:
    way = begin(
        house, at - timedelta(days=4), family="Quiroga", given="Tomas", birth_date=date(1979, 1, 30),
        gender=AdministrativeGender.MALE, email="tomas@example.org", phone="+1 503 555 0161",
    )  # fmt: skip
    way.plan_fit(at + timedelta(hours=1))
    return way.patient


def _answering(house: House, at: datetime) -> Patient:
    way = begin(
        house, at - timedelta(days=9), family="Vargas", given="Elena", birth_date=date(1990, 6, 3),
        gender=AdministrativeGender.FEMALE, email="elena@example.org", language="es",
    )  # fmt: skip
    way.fit(at - timedelta(days=3))
    return way.patient


def _waits_for_review(house: House, at: datetime) -> Patient:
    way = begin(
        house, at - timedelta(days=16), family="Abara", given="Ruth", birth_date=date(1968, 11, 20),
        gender=AdministrativeGender.FEMALE, email="ruth@example.org", phone="+1 503 555 0177",
    )  # fmt: skip
    way.fit(at - timedelta(days=10))
    way.intake(
        at - timedelta(days=2),
        {
            "vitals.systolic": "148",
            "vitals.diastolic": "88",
            "cardiac.hypertension": True,
            "medicines": {
                "items": [
                    {"name": "sertraline 100 mg", "last_taken": "ongoing"},
                    {"name": "lisinopril 10 mg", "last_taken": "ongoing"},
                    {"name": "Zentrium", "last_taken": "ongoing"},
                ],
                "complete": True,
            },
            "family.psychosis_or_bipolar": None,
        },
    )
    way.answer("gad-7", "baseline", answers.GAD7_MODERATE, at - timedelta(days=1))
    form = ask_measure(
        episode=way.episode, instrument="phq-9", occasion="baseline", by=house.coordinator.actor, at=at
    )
    # She answers most of it, and stops.
    save_answers(
        response=form,
        answers=answers.PHQ9_WITH_THOUGHTS,
        seen=None,
        by=way.client,
        at=at - timedelta(minutes=4),
    )
    return way.patient


def _accepted(house: House, at: datetime, **details: object) -> Way:
    """Somebody who was accepted, with baseline measures, and whose roadmap can be proposed."""
    way = begin(house, at - timedelta(days=20), **details)
    way.fit(at - timedelta(days=15))
    way.intake(at - timedelta(days=12))
    way.answer("phq-9", "baseline", answers.PHQ9_SEVERE, at - timedelta(days=11))
    way.answer("gad-7", "baseline", answers.GAD7_MODERATE, at - timedelta(days=11))
    way.answer("pcl-5", "baseline", answers.PCL5_BASELINE, at - timedelta(days=11))
    way.accept(at - timedelta(days=8))
    return way


def _roadmap_proposed(house: House, at: datetime) -> Patient:
    way = _accepted(
        house, at, family="Petrescu", given="Ion", birth_date=date(1958, 3, 8),
        gender=AdministrativeGender.MALE, email="ion@example.org",
    )  # fmt: skip
    way.propose((at + timedelta(days=5)).date(), at - timedelta(days=1))
    return way.patient


def _under_way(house: House, at: datetime, day_is: int, **details: object) -> Way:
    """Somebody whose administration day lies ``day_is`` days from now, prepared up to it."""
    start = at + timedelta(days=day_is - 24)
    way = _accepted(house, start - timedelta(days=2), **details)
    way.propose(start.date(), start - timedelta(days=2))
    way.agree(start - timedelta(days=1))
    way.intend("To meet the quiet after my father died without running from it.", start + timedelta(days=3))
    return way


def _preparing(house: House, at: datetime) -> Patient:
    way = _under_way(
        house, at, 10, family="Solberg", given="Maren", preferred="Mar", pronouns="she/her",
        birth_date=date(1985, 4, 12), gender=AdministrativeGender.FEMALE, email="mar@example.org",
        phone="+1 503 555 0111",
    )  # fmt: skip
    notes = {
        "fears": "Losing control in front of others. That nothing happens.",
        "grounding": "Her name. Feet on the floor. The cedar stone.",
        "boundaries": "A hand offered, not given. Nobody behind her.",
    }
    held = [
        row
        for row in way.patient.encounters.filter(kind="preparation").order_by("number")
        if row.planned_end and row.planned_end < at
    ]
    way.hold(EncounterKind.PREPARATION, min(2, len(held)), notes)
    signed = (
        "informed-consent",
        "client-bill-of-rights",
        "state-data-form",
        "state-data-choice",
        "supportive-touch-consent",
    )
    way.sign({code: answers.PAPERS[code] for code in signed}, at - timedelta(days=5))
    return way.patient


def _ready(way: Way, room: str, day: datetime) -> None:
    """Everything before a day, so that its gates are open when it begins."""
    way.hold(
        EncounterKind.PREPARATION, 3, {"grounding": "Humming. A blanket.", "words-to-use": "“I am here.”"}
    )
    way.sign(dict(answers.PAPERS), day - timedelta(days=4))
    way.prepare_day(room, "25", day - timedelta(days=3))
    way.rescreen(day)


def _in_session(house: House, at: datetime) -> Patient:
    way = _under_way(
        house, at, 0, family="Haddad", given="Leila", pronouns="she/her", birth_date=date(1974, 9, 17),
        gender=AdministrativeGender.FEMALE, email="leila@example.org",
    )  # fmt: skip
    dosed_at = at - timedelta(minutes=102)
    begins = dosed_at - timedelta(minutes=30)
    session.move_day(house, way.day(), begins)
    _ready(way, "The garden", begins)
    administration = session.start(house, way.day(), begins)
    session.record(house, administration, dosed_at, session.RISING)
    return way.patient


def _integrating(house: House, at: datetime) -> Patient:
    way = _under_way(
        house, at, -15, family="Whitlock", given="Ben", pronouns="he/him", birth_date=date(1981, 12, 2),
        gender=AdministrativeGender.MALE, email="ben@example.org",
    )  # fmt: skip
    day = way.day()
    planned = day.planned_start
    assert planned is not None  # noqa: S101 -- the roadmap gave it a time
    _ready(way, "The loft", planned)
    administration = session.start(house, way.day(), planned)
    dosed_at = planned + timedelta(minutes=30)
    session.record(house, administration, dosed_at, (*session.RISING, *session.FALLING))
    session.release(house, administration, dosed_at)
    way.episode = way.me.episode
    notes = {
        "insights": "That the anger was grief.",
        "next": "Call my brother. Walk before work, three mornings a week.",
    }
    way.hold(EncounterKind.INTEGRATION, 1, notes)
    way.hold(EncounterKind.FOLLOW_UP, 4, {"how": "Sleeping, eating. No thoughts of harm when asked."})
    for instrument, later in (("phq-9", answers.PHQ9_LATER), ("gad-7", answers.GAD7_LATER)):
        way.answer(instrument, "day-7", later, planned + timedelta(days=7))
    return way.patient
