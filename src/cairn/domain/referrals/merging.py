"""Several claims about one fact to one offer; where they disagree, the most serious, with the doubt shown."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Codes, FactType, FactValue
from cairn.domain.referrals.challenge import Challenge, ChallengeCode
from cairn.domain.referrals.claims import Claim
from cairn.domain.referrals.codes import ReferralCodes
from cairn.domain.referrals.referral import UnderstoodFact
from cairn.domain.referrals.said import Origin

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


def merged(claims: Iterable[Claim], codes: ReferralCodes) -> tuple[UnderstoodFact, ...]:
    """One offer for each fact claimed, by fact id; the order of the claims makes no difference."""
    by_fact: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=_order):
        by_fact.setdefault(claim.fact, []).append(claim)
    return tuple(_offer(fact, by_fact[fact], codes) for fact in sorted(by_fact))


def _order(claim: Claim) -> tuple[datetime, str, str, str, str, str]:
    origin = claim.origin
    when = claim.on.order if claim.on else _LONG_AGO
    return when, origin.resource_type, origin.resource_id, origin.words, claim.as_sent, repr(claim.value)


def _offer(fact: str, claims: list[Claim], codes: ReferralCodes) -> UnderstoodFact:
    stated = [claim for claim in claims if claim.value is not UNKNOWN] or claims
    if codes.types[fact] is FactType.CODES:
        return _together(fact, stated)
    if codes.types[fact] is FactType.DATE:
        return _latest_day(fact, stated)
    if codes.types[fact] is FactType.DECIMAL:
        return _fact(fact, claims[-1].value, claims[-1], claims, claims[-1].challenges)
    values = tuple(dict.fromkeys(claim.value for claim in stated))
    value = min(values, key=lambda each: _rank(each, codes.most_serious_first.get(fact, ())))
    chosen = [claim for claim in stated if claim.value == value]
    challenges = _doubts(chosen)
    if len(values) > 1:
        words = (
            f"The referral says this in {len(values)} ways; the most serious is shown. Ask which is right."
        )
        challenges = (*challenges, Challenge(ChallengeCode.SOURCES_DISAGREE, words))
    return _fact(fact, value, chosen[-1], stated, challenges)


def _rank(value: FactValue, order: Sequence[str]) -> tuple[int, str]:
    if value is True:
        return 0, ""
    return (order.index(value) if isinstance(value, str) and value in order else len(order)), repr(value)


def _together(fact: str, claims: list[Claim]) -> UnderstoodFact:
    known = frozenset[str]().union(*(each.value.known for each in claims if isinstance(each.value, Codes)))
    doubts = tuple(dict.fromkeys(challenge for claim in claims for challenge in claim.challenges))
    return _fact(fact, Codes(known), claims[-1], claims, doubts)


def _latest_day(fact: str, claims: list[Claim]) -> UnderstoodFact:
    newest = max(claims, key=lambda claim: _last_day(claim.value))
    return _fact(fact, newest.value, newest, claims, newest.challenges)


def _last_day(value: FactValue) -> date:
    if isinstance(value, ApproximateDate):
        return value.latest
    return value if isinstance(value, date) else date.min


def _doubts(claims: list[Claim]) -> tuple[Challenge, ...]:
    """One undoubted statement is enough for the value it states."""
    if not all(claim.challenges for claim in claims):
        return ()
    return tuple(dict.fromkeys(challenge for claim in claims for challenge in claim.challenges))


def _fact(
    fact: str, value: FactValue, shown: Claim, claims: list[Claim], challenges: tuple[Challenge, ...]
) -> UnderstoodFact:
    origins: dict[Origin, None] = dict.fromkeys(claim.origin for claim in claims)
    return UnderstoodFact(
        fact=fact,
        value=value,
        unit=shown.unit,
        on=shown.on,
        origins=tuple(origins),
        as_sent=shown.as_sent,
        note=shown.note,
        challenges=challenges,
    )
