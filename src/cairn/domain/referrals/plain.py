"""A referral as plain data: stable keys, exact numbers and dates as text. For storage and programs."""

from collections.abc import Mapping

from cairn.domain.fact_values import to_json
from cairn.domain.referrals.challenge import Challenge
from cairn.domain.referrals.person import Address, HumanName, ReferredPerson
from cairn.domain.referrals.referral import NotUnderstood, Referral, UnderstoodFact
from cairn.domain.referrals.said import Coding, Origin, SaidDate
from cairn.domain.referrals.statements import SaidAllergy, SaidCondition, SaidMedicine, SaidReading, Series

Plain = dict[str, object]


def as_plain(referral: Referral) -> Plain:
    """Everything understood, not understood and doubted."""
    return {
        "sha256": referral.sha256,
        "bundle_type": referral.bundle_type,
        "received_at": referral.received_at.isoformat(),
        "codes_version": referral.codes_version,
        "resources": dict(referral.resources),
        "person": person_as_plain(referral.person),
        "facts": [fact_as_plain(each) for each in referral.understood],
        "conditions": [_condition(each) for each in referral.conditions],
        "medicines": [_medicine(each) for each in referral.medicines],
        "observations": [_series(each) for each in referral.observations],
        "allergies": [_allergy(each) for each in referral.allergies],
        "not_understood": [_not_understood(each) for each in referral.not_understood],
        "challenges": [challenge_as_plain(each) for each in referral.challenges],
    }


def fact_as_plain(fact: UnderstoodFact) -> Plain:
    """One offer."""
    return {
        "fact": fact.fact,
        "value": to_json(fact.value),
        "unit": fact.unit or None,
        "on": _text(fact.on),
        "as_sent": fact.as_sent or None,
        "note": fact.note or None,
        "needs_attention": fact.needs_attention,
        "challenges": [challenge_as_plain(each) for each in fact.challenges],
        "origins": [origin_as_plain(each) for each in fact.origins],
    }


def origin_as_plain(origin: Origin) -> Plain:
    """Where a statement stood."""
    return {
        "resource_type": origin.resource_type,
        "resource_id": origin.resource_id,
        "entry": origin.index,
        "words": origin.words,
        "coding": _coding(origin.coding),
        "recorded": _text(origin.recorded),
    }


def challenge_as_plain(challenge: Challenge) -> Plain:
    """One doubt."""
    return {"code": challenge.code.value, "words": challenge.words, "where": challenge.where or None}


def person_as_plain(person: ReferredPerson) -> Plain:
    """The person as the sender describes them."""
    return {
        "resource_id": person.resource_id,
        "names": [_name(each) for each in person.names],
        "birth_date": _text(person.birth_date),
        "gender": person.gender.value if person.gender else None,
        "telecoms": [
            {"system": each.system.value, "value": each.value, "use": each.use} for each in person.telecoms
        ],
        "addresses": [_address(each) for each in person.addresses],
        "language": person.language or None,
        "identifiers": [
            {"system": each.system, "value": each.value, "type": each.type_code}
            for each in person.identifiers
        ],
        "left_out_on_purpose": list(person.left_out),
        "deceased": person.deceased,
        "died_on": _text(person.died_on),
    }


def _text(said: SaidDate | None) -> str | None:
    return said.text if said else None


def _coding(coding: Coding | None) -> Mapping[str, str] | None:
    return {"system": coding.system, "code": coding.code, "display": coding.display} if coding else None


def _codings(codings: tuple[Coding, ...]) -> list[object]:
    return [_coding(each) for each in codings]


def _name(name: HumanName) -> Plain:
    return {
        "shown": name.shown,
        "family": name.family,
        "given": list(name.given),
        "use": name.use.value if name.use else None,
    }


def _address(address: Address) -> Plain:
    return {
        "lines": list(address.lines),
        "city": address.city,
        "state": address.state,
        "postal_code": address.postal_code,
        "country": address.country,
    }


def _condition(said: SaidCondition) -> Plain:
    return {
        "words": said.words,
        "codings": _codings(said.codings),
        "certainty": said.certainty.value,
        "course": said.course.value,
        "status": said.status or None,
        "onset": _text(said.onset),
        "abatement": _text(said.abatement),
        "origin": origin_as_plain(said.origin),
    }


def _medicine(said: SaidMedicine) -> Plain:
    return {
        "words": said.words,
        "codings": _codings(said.codings),
        "standing": said.standing.value,
        "status": said.status or None,
        "dosage": said.dosage or None,
        "ordered": _text(said.ordered),
        "started": _text(said.started),
        "ended": _text(said.ended),
        "origin": origin_as_plain(said.origin),
    }


def _series(series: Series) -> Plain:
    return {
        "coding": _coding(series.coding),
        "words": series.words,
        "readings": [_reading(each) for each in series.readings],
    }


def _reading(said: SaidReading) -> Plain:
    return {
        "value": None if said.value is None else to_json(said.value),
        "unit": said.unit or None,
        "answer": _coding(said.answer),
        "as_sent": said.as_sent,
        "on": _text(said.on),
        "where": said.origin.where,
    }


def _allergy(said: SaidAllergy) -> Plain:
    return {
        "words": said.words,
        "codings": _codings(said.codings),
        "certainty": said.certainty.value,
        "course": said.course.value,
        "origin": origin_as_plain(said.origin),
    }


def _not_understood(each: NotUnderstood) -> Plain:
    return {
        "what": each.what,
        "why": each.why.value,
        "explanation": each.explanation,
        "how_many": each.how_many,
        "where": list(each.where),
    }
