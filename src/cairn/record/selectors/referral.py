"""Documents other record systems sent, and whom they may be about."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When

from cairn.domain.referrals.matching import KnownPerson, Match, match_candidates
from cairn.domain.referrals.person import HumanName, Identifier, ReferredPerson, Telecom, TelecomSystem
from cairn.record.actor import Actor
from cairn.record.errors import NotFoundError
from cairn.record.models import Patient, Referral
from cairn.record.names import searchable
from cairn.record.permissions import Permission, require
from cairn.record.selectors.patient import visible_to

__all__ = ["Candidate", "Referral", "candidates", "find_referral", "referral_page", "referral_text"]

PAGE = 20
MOST_COMPARED = 120
_LAST_DIGITS = 4


def referral_page(reader: Actor, *, page: int = 1) -> tuple[Sequence[Referral], bool]:
    """Twenty referrals of the reader's site without their text, those that wait first; and whether there are more."""
    require(reader, Permission.REFERRAL_IMPORT)
    waits_first = Case(When(status="previewed", then=Value(0)), default=Value(1), output_field=IntegerField())
    found = (
        Referral.objects.filter(site_id=reader.site)
        .defer("document")
        .select_related("patient", "received_by")
    )
    start = (page - 1) * PAGE
    rows = list(found.order_by(waits_first, "-received_at", "pk")[start : start + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def find_referral(reader: Actor, referral_id: uuid.UUID) -> Referral:
    """One referral of the reader's site, with its text.

    :raises NotFoundError: when there is none, or the reader may not know.
    """
    require(reader, Permission.REFERRAL_IMPORT)
    found = Referral.objects.filter(site_id=reader.site, pk=referral_id)
    referral = found.select_related("site", "patient", "received_by", "decided_by").first()
    if referral is None:
        raise NotFoundError
    return referral


def referral_text(referral: Referral) -> bytes:
    """The document, byte for byte as it came."""
    return str(referral.document).encode()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody already known who may be the person meant, and what speaks for and against it."""

    patient: Patient
    match: Match


def candidates(reader: Actor, person: ReferredPerson) -> tuple[Candidate, ...]:
    """The known people who may be this person, most likely first: at most 120 are compared."""
    likeness = _likeness(person)
    if not likeness:
        return ()
    ranked = Case(
        *(When(each, then=Value(rank)) for rank, each in enumerate(likeness)), output_field=IntegerField()
    )
    wanted = Q()
    for each in likeness:
        wanted |= each
    near = visible_to(reader).filter(wanted).order_by(ranked, "family", "given", "pk")[:MOST_COMPARED]
    compared = (_known(**row) for row in near.values(*_COMPARED))
    matches = match_candidates(person, compared)
    if not matches:
        return ()
    offered = visible_to(reader).in_bulk([uuid.UUID(match.key) for match in matches])
    return tuple(Candidate(offered[uuid.UUID(match.key)], match) for match in matches)


def _likeness(person: ReferredPerson) -> list[Q]:
    """What a known person may share, most telling first."""
    emails = [each.value.strip() for each in person.telecoms if each.system is TelecomSystem.EMAIL]
    digits = ["".join(filter(str.isdigit, each.value)) for each in person.telecoms]
    found = [Q(email__iexact=each) for each in dict.fromkeys(emails) if each]
    if person.birth_date is not None and person.birth_date.earliest == person.birth_date.latest:
        found.append(Q(birth_date=person.birth_date.earliest))
    ends = dict.fromkeys(each[-_LAST_DIGITS:] for each in digits if len(each) > _LAST_DIGITS)
    found += [Q(phone__endswith=each) for each in ends]
    return [*found, *(Q(search__contains=word) for word in _family_words(person.names))]


def _family_words(names: Iterable[HumanName]) -> list[str]:
    """Each family name's words as the search column holds them, whole."""
    families = (name.family or name.text.split()[-1:] for name in names)
    words = (each if isinstance(each, str) else " ".join(each) for each in families)
    return list(dict.fromkeys(f" {word}" for family in words for word in searchable(family).split()))


_COMPARED = ("pk", "family", "given", "preferred", "birth_date", "email", "phone", "identifiers")
"""What of a record is compared: the parameters of ``_known``."""


def _known(
    *,
    pk: uuid.UUID,
    family: str,
    given: str,
    preferred: str,
    birth_date: date | None,
    email: str,
    phone: str,
    identifiers: Sequence[Mapping[str, str]],
) -> KnownPerson:
    telecoms = ((TelecomSystem.EMAIL, email), (TelecomSystem.PHONE, phone))
    also = (preferred,) if preferred and preferred != given else ()
    return KnownPerson(
        key=str(pk),
        names=tuple(HumanName(family=family, given=tuple(each.split())) for each in (given, *also)),
        birth_date=birth_date,
        telecoms=tuple(Telecom(system, value) for system, value in telecoms if value),
        identifiers=tuple(Identifier(each["system"], each["value"]) for each in identifiers),
    )
