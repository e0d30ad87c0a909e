"""From the sender's statements to claims about declared facts, by the table. Silence makes no claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, FactValue
from cairn.domain.referrals.challenge import Challenge, ChallengeCode
from cairn.domain.referrals.codes import ReferralCodes, Standing, Suggestion, meanings
from cairn.domain.referrals.said import Origin, SaidDate
from cairn.domain.referrals.statements import (
    Certainty,
    Course,
    SaidAllergy,
    SaidCondition,
    SaidFamily,
    SaidProcedure,
    Series,
)

SENDER_RULES_OUT = "The sender has ruled it out."
SENDER_DENIES = "The sender says there is none."


@dataclass(frozen=True, slots=True)
class Claim:
    """That one statement says one declared fact has one value."""

    fact: str
    value: FactValue
    on: SaidDate | None
    origin: Origin
    unit: str = ""
    as_sent: str = ""
    note: str = ""
    challenges: tuple[Challenge, ...] = ()


def as_day(said: SaidDate) -> date | ApproximateDate:
    """The date as the value of a fact."""
    return said.earliest if said.earliest == said.latest else ApproximateDate(said.earliest, said.latest)


def condition_claims(said: SaidCondition, codes: ReferralCodes) -> Iterator[Claim]:
    """What one condition claims; nothing when it is over and the fact is about now."""
    for meaning in meanings(codes.conditions, said.codings):
        for suggestion in meaning.suggests:
            if said.certainty is Certainty.REFUTED:
                yield from _refuted(suggestion, said.onset, said.origin, said.challenges)
            elif suggestion.standing is Standing.EVER or said.course is not Course.OVER:
                yield from _suggested(suggestion, said)


def _refuted(
    suggestion: Suggestion, on: SaidDate | None, origin: Origin, challenges: tuple[Challenge, ...]
) -> Iterator[Claim]:
    if suggestion.refutable and suggestion.value is True:
        yield Claim(
            suggestion.fact, value=False, on=on, origin=origin, note=SENDER_RULES_OUT, challenges=challenges
        )


def _suggested(suggestion: Suggestion, said: SaidCondition) -> Iterator[Claim]:
    doubts = (*said.challenges, *certainty_challenges(said.certainty, said.origin))
    if suggestion.standing is Standing.CURRENT and said.course is Course.NOT_SAID:
        words = f"The sender does not say whether “{said.words}” is still so. Ask."
        doubts = (*doubts, Challenge(ChallengeCode.STATUS_NOT_SAID, words, said.origin.where))
    if suggestion.from_onset:
        if said.onset is not None:
            yield Claim(suggestion.fact, as_day(said.onset), said.onset, said.origin, challenges=doubts)
        return
    if suggestion.value is UNKNOWN:
        doubts = (*doubts, _too_broad(said.words, said.origin))
    yield Claim(suggestion.fact, suggestion.value, said.onset, said.origin, challenges=doubts)


def certainty_challenges(certainty: Certainty, origin: Origin) -> tuple[Challenge, ...]:
    """Doubt about what the sender has not confirmed."""
    if certainty is Certainty.CONFIRMED:
        return ()
    words = f"The sender does not call “{origin.words}” confirmed. Ask, or ask the sender."
    return (Challenge(ChallengeCode.UNCONFIRMED, words, origin.where),)


def _too_broad(words: str, origin: Origin) -> Challenge:
    text = f"“{words}” does not say which answer is right. Ask."
    return Challenge(ChallengeCode.NOT_EXACT, text, origin.where)


def family_claims(said: SaidFamily, codes: ReferralCodes) -> Iterator[Claim]:
    """What a relative's condition claims; nothing for relatives who are certainly not first-degree."""
    if said.first_degree is False:
        return
    doubts = said.challenges
    if said.first_degree is None:
        words = f"How the relative with “{said.words}” is related was not understood. Ask."
        doubts = (*doubts, Challenge(ChallengeCode.NOT_EXACT, words, said.origin.where))
    for meaning in meanings(codes.family, said.codings):
        for suggestion in meaning.suggests:
            value = suggestion.value if said.first_degree else UNKNOWN
            extra = (_too_broad(said.words, said.origin),) if suggestion.value is UNKNOWN else ()
            note = f"Relative: {said.relation}." if said.relation else ""
            yield Claim(suggestion.fact, value, None, said.origin, note=note, challenges=(*doubts, *extra))


def allergy_claims(said: SaidAllergy, codes: ReferralCodes) -> Iterator[Claim]:
    """What an allergy claims, or what the statement that there is none claims."""
    for meaning in meanings(codes.allergies, said.codings):
        for suggestion in meaning.suggests:
            if said.certainty is Certainty.REFUTED:
                yield from _refuted(suggestion, said.origin.recorded, said.origin, said.challenges)
                continue
            doubts = (*said.challenges, *certainty_challenges(said.certainty, said.origin))
            note = SENDER_DENIES if suggestion.value is False else ""
            yield Claim(
                suggestion.fact,
                suggestion.value,
                said.origin.recorded,
                said.origin,
                note=note,
                challenges=doubts,
            )


def procedure_claims(said: SaidProcedure, codes: ReferralCodes) -> Iterator[Claim]:
    """What a procedure that was done claims."""
    for meaning in meanings(codes.procedures, said.codings):
        for suggestion in meaning.suggests:
            yield Claim(suggestion.fact, suggestion.value, said.on, said.origin, challenges=said.challenges)


def measure_claims(series: Series, latest_of: dict[str, Series], codes: ReferralCodes) -> Iterator[Claim]:
    """What the newest reading of a measure claims.

    :param latest_of: the other series, by code, for measures that belong together.
    """
    meaning = codes.measures.get((series.coding.system, series.coding.code))
    if meaning is None or meaning.fact is None:
        return
    newest = series.latest
    doubts = newest.challenges
    if newest.on is None:
        words = f"{meaning.coding.display} {newest.as_sent} has no date. Measure again."
        doubts = (*doubts, Challenge(ChallengeCode.NO_DATE, words, newest.origin.where))
    partner = latest_of.get(meaning.taken_with or "")
    if partner is not None and partner.latest.on != newest.on:
        words = f"{meaning.coding.display} and {partner.words} are not from the same time. Measure again."
        doubts = (*doubts, Challenge(ChallengeCode.NOT_TAKEN_TOGETHER, words, newest.origin.where))
    value = UNKNOWN if newest.value is None else newest.value
    note = f"The newest of {len(series.readings)} readings." if len(series.readings) > 1 else ""
    yield Claim(meaning.fact, value, newest.on, newest.origin, meaning.unit, newest.as_sent, note, doubts)
    if meaning.dated_by is not None and newest.on is not None and value is not UNKNOWN:
        yield Claim(
            meaning.dated_by, as_day(newest.on), newest.on, newest.origin, challenges=newest.challenges
        )


def answer_claims(series: Series, codes: ReferralCodes) -> Iterator[Claim]:
    """What the newest coded answer claims."""
    table = codes.answers.get((series.coding.system, series.coding.code))
    newest = series.latest
    if table is None or newest.answer is None:
        return
    for meaning in meanings(table, (newest.answer,)):
        for suggestion in meaning.suggests:
            yield Claim(
                suggestion.fact,
                suggestion.value,
                newest.on,
                newest.origin,
                as_sent=newest.as_sent,
                challenges=newest.challenges,
            )
