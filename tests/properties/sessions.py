"""Generated session events: every kind, plausible and within one day."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from cairn.domain.administration.codes import (
    AlarmAnswer,
    Assessed,
    CorrectionAction,
    DosePart,
    Manner,
    Movement,
    MusicPhase,
    Observed,
    PresenceRole,
    ProductForm,
    RatedBy,
    Rhythm,
    Sign,
    Touch,
    YesNo,
)
from cairn.domain.administration.events import Author, SessionEvent
from cairn.domain.administration.payloads import (
    AdverseEvent,
    AlarmAnswered,
    Correction,
    CriterionAssessed,
    Dosed,
    FirstHand,
    Intensity,
    Moved,
    Music,
    Note,
    Observation,
    Released,
    Replacement,
    Started,
    Touched,
    Vitals,
)
from cairn.domain.quantities import Amount, DoseUnit, Form

OPENS = datetime(2026, 11, 22, 8, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=14)

moments = st.integers(0, 13 * 60).map(lambda minutes: OPENS + timedelta(minutes=minutes))
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)
said = words.filter(bool)

amounts = st.one_of(
    st.builds(
        Amount,
        st.decimals("0.5", "50", places=2),
        st.just(DoseUnit.MG_PSILOCYBIN),
        st.sampled_from(Form),
    ),
    st.builds(Amount, st.decimals("0.3", "36", places=1), st.just(DoseUnit.MG_PSILOCIN)),
)
pressures = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(40, 110), st.integers(35, 110)).map(lambda two: (two[0] + two[1], two[0])),
    st.tuples(st.integers(75, 220), st.none()),
)


@st.composite
def vitals(draw: st.DrawFn) -> Vitals:
    systolic, diastolic = draw(pressures)
    pulse = draw(st.integers(35, 180) if systolic is None else st.none() | st.integers(35, 180))
    return Vitals(
        systolic=systolic,
        diastolic=diastolic,
        pulse=pulse,
        rhythm=draw(st.none() | st.sampled_from(Rhythm)),
        temperature=draw(st.none() | st.decimals("34.5", "40", places=1)),
        oxygen_saturation=draw(st.none() | st.integers(85, 100)),
    )


people = st.sampled_from(["okafor", "lind", "mar"])
payloads: st.SearchStrategy[FirstHand] = st.one_of(
    st.builds(Started, said),
    st.builds(Moved, people, said, st.sampled_from(PresenceRole), st.sampled_from(Movement), words),
    st.builds(Dosed, amounts, st.sampled_from(DosePart), said, said, st.sampled_from(ProductForm), said),
    vitals(),
    st.builds(Intensity, st.integers(0, 10), st.sampled_from(RatedBy)),
    st.builds(Observation, st.sampled_from(Observed), words),
    st.builds(Touched, st.sampled_from(Touch), st.sampled_from(YesNo), said),
    st.builds(Music, st.sampled_from(MusicPhase), words),
    st.builds(Note, said),
    st.builds(
        AdverseEvent,
        said,
        st.sets(st.sampled_from(Sign), max_size=3).map(lambda some: tuple(s for s in Sign if s in some)),
        st.none() | st.integers(1, 5),
    ),
    st.builds(AlarmAnswered, st.sampled_from(["AL-1", "AL-4", "PRES-1"]), st.sampled_from(AlarmAnswer), said),
    st.builds(CriterionAssessed, st.sampled_from(["REL-03", "REL-06"]), st.sampled_from(Assessed), words),
    st.builds(Released, st.just(Manner.RELEASED), words, words),
    st.builds(Released, st.just(Manner.LEFT_EARLY), words, said),
)
ids = st.integers(1, 12).map(lambda number: UUID(int=number))
corrections = st.one_of(
    st.builds(Correction, ids, st.just(CorrectionAction.ENTERED_IN_ERROR), said),
    st.builds(
        Correction, ids, st.just(CorrectionAction.REPLACE), said, st.builds(Replacement, moments, payloads)
    ),
)
authors = st.builds(Author, people, said, st.just("facilitator"))


@st.composite
def events(draw: st.DrawFn) -> SessionEvent:
    at = draw(moments)
    return SessionEvent(
        id=draw(ids),
        at=at,
        recorded_at=at + timedelta(minutes=draw(st.integers(0, 30))),
        by=draw(authors),
        payload=draw(st.one_of(payloads, payloads, payloads, corrections)),
        confirmed=draw(st.booleans()),
    )


def mg(value: str | int, form: Form = Form.NOT_STATED) -> Amount:
    return Amount(Decimal(value), DoseUnit.MG_PSILOCYBIN, form)
