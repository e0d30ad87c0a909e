"""From everything a sender stated to the offers of declared facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Exposure, Exposures
from cairn.domain.referrals.challenge import Challenge, ChallengeCode, age_challenges
from cairn.domain.referrals.claims import (
    Claim,
    allergy_claims,
    answer_claims,
    as_day,
    condition_claims,
    family_claims,
    measure_claims,
    procedure_claims,
)
from cairn.domain.referrals.codes import ReferralCodes
from cairn.domain.referrals.merging import merged
from cairn.domain.referrals.person import ReferredPerson
from cairn.domain.referrals.referral import UnderstoodFact
from cairn.domain.referrals.said import Origin
from cairn.domain.referrals.statements import (
    MedicineStanding,
    SaidAllergy,
    SaidCondition,
    SaidFamily,
    SaidMedicine,
    SaidProcedure,
    SaidReading,
    Series,
)

BIRTH_DATE = "patient.birth_date"
MEDICINES = "medicines"

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything the sender stated about the person."""

    conditions: tuple[SaidCondition, ...] = ()
    medicines: tuple[SaidMedicine, ...] = ()
    readings: tuple[SaidReading, ...] = ()
    allergies: tuple[SaidAllergy, ...] = ()
    procedures: tuple[SaidProcedure, ...] = ()
    family: tuple[SaidFamily, ...] = ()


def series_of(readings: Iterable[SaidReading]) -> tuple[Series, ...]:
    """The readings by what they measure, by name; newest first in each, undated last."""
    by_code: dict[tuple[str, str], list[SaidReading]] = {}
    for reading in readings:
        by_code.setdefault((reading.coding.system, reading.coding.code), []).append(reading)
    found = (tuple(sorted(each, key=_newest_order, reverse=True)) for each in by_code.values())
    return tuple(
        sorted(
            (Series(each[0].coding, each[0].coding.display, each) for each in found),
            key=lambda one: one.words,
        )
    )


def _newest_order(reading: SaidReading) -> tuple[datetime, str, str]:
    when = reading.on.order if reading.on else _LONG_AGO
    return when, reading.origin.resource_id, reading.as_sent


def understood_facts(
    statements: Statements,
    series: tuple[Series, ...],
    person: ReferredPerson,
    codes: ReferralCodes,
    *,
    patient: Origin,
    received_at: datetime,
) -> tuple[UnderstoodFact, ...]:
    """One offer for each fact the statements speak of; nothing from silence.

    :param patient: where the person's own data stood.
    """
    claims = (
        *_birth_claims(person, patient, received_at),
        *(claim for each in statements.conditions for claim in condition_claims(each, codes)),
        *(claim for each in statements.allergies for claim in allergy_claims(each, codes)),
        *(claim for each in statements.procedures for claim in procedure_claims(each, codes)),
        *(claim for each in statements.family for claim in family_claims(each, codes)),
        *_series_claims(series, codes),
    )
    offers = (*merged(claims, codes), *_medicines(statements.medicines, received_at))
    return tuple(sorted(offers, key=lambda offer: offer.fact))


def person_challenges(person: ReferredPerson, received_at: datetime) -> tuple[Challenge, ...]:
    """Doubts about the person as a whole."""
    found = age_challenges(person.birth_date, died_on=person.died_on, on=received_at.date())
    if person.deceased:
        words = "The referral says this person has died. Do not write to them; ask the sender first."
        found = (*found, Challenge(ChallengeCode.DECEASED, words))
    return found


def _birth_claims(person: ReferredPerson, patient: Origin, received_at: datetime) -> Iterator[Claim]:
    if person.birth_date is not None:
        doubts = age_challenges(person.birth_date, died_on=person.died_on, on=received_at.date())
        yield Claim(BIRTH_DATE, as_day(person.birth_date), None, patient, challenges=doubts)


def _series_claims(series: tuple[Series, ...], codes: ReferralCodes) -> Iterator[Claim]:
    by_code = {each.coding.code: each for each in series}
    for each in series:
        yield from measure_claims(each, by_code, codes)
        yield from answer_claims(each, codes)


def _medicines(medicines: tuple[SaidMedicine, ...], received_at: datetime) -> Iterator[UnderstoodFact]:
    if not medicines:
        return
    exposures = {_exposure(each, received_at): None for each in medicines}
    yield UnderstoodFact(
        fact=MEDICINES,
        value=Exposures(tuple(exposures), complete=False),
        unit="",
        on=None,
        origins=tuple(each.origin for each in medicines),
        note="As the sender wrote them. Whether these are all is not said.",
        challenges=tuple(dict.fromkeys(challenge for each in medicines for challenge in each.challenges)),
    )


def _exposure(said: SaidMedicine, received_at: datetime) -> Exposure:
    if said.standing is MedicineStanding.CURRENT:
        return Exposure(said.words, UNKNOWN, "ongoing")
    if said.standing is MedicineStanding.UNCLEAR:
        return Exposure(said.words, UNKNOWN)
    if said.ended is not None:
        return Exposure(said.words, UNKNOWN, as_day(said.ended))
    begun = said.started or said.ordered
    if begun is None or begun.earliest > received_at.date():
        return Exposure(said.words, UNKNOWN)
    return Exposure(said.words, UNKNOWN, ApproximateDate(begun.earliest, received_at.date()))
