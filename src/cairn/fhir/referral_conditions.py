"""Conditions, allergies, procedures and relatives' conditions, as a sender writes them in FHIR R4."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cairn.domain.referrals.challenge import Challenge, ChallengeCode, span_challenges
from cairn.domain.referrals.codes import Meanings, meanings
from cairn.domain.referrals.referral import Why
from cairn.domain.referrals.said import Coding
from cairn.domain.referrals.statements import (
    Certainty,
    Course,
    SaidAllergy,
    SaidCondition,
    SaidFamily,
    SaidProcedure,
)
from cairn.fhir.bundle_reading import Entry
from cairn.fhir.json_values import JsonObject, object_in, objects_in, text_in
from cairn.fhir.referral_context import Context
from cairn.fhir.said_values import code_in, codings, first_date, words_of

_CERTAINTY: Mapping[str, Certainty] = MappingProxyType(
    {
        "confirmed": Certainty.CONFIRMED,
        "unconfirmed": Certainty.UNCONFIRMED,
        "provisional": Certainty.UNCONFIRMED,
        "differential": Certainty.UNCONFIRMED,
        "refuted": Certainty.REFUTED,
        "": Certainty.NOT_SAID,
    }
)

_COURSE: Mapping[str, Course] = MappingProxyType(
    {
        "active": Course.CURRENT,
        "recurrence": Course.CURRENT,
        "relapse": Course.CURRENT,
        "inactive": Course.OVER,
        "remission": Course.OVER,
        "resolved": Course.OVER,
    }
)

_PARENTS = ("PRN", "MTH", "FTH", "NPRN", "NMTH", "NFTH")
_CHILDREN = ("CHILD", "NCHILD", "DAU", "SON", "DAUC", "SONC")
_SIBLINGS = ("SIB", "NSIB", "BRO", "SIS", "NBRO", "NSIS", "TWIN", "TWINBRO", "TWINSIS", "FTWIN", "ITWIN")
_FIRST_DEGREE = frozenset({*_PARENTS, *_CHILDREN, *_SIBLINGS})
"""HL7 v3 RoleCode."""

_FURTHER = (
    "GRPRN",
    "GRMTH",
    "GRFTH",
    "GGRPRN",
    "GRNDCHILD",
    "GRNDSON",
    "GRNDDAU",
    "NIENEPH",
    "NIECE",
    "NEPHEW",
)
_AUNTS_AND_COUSINS = ("AUNT", "MAUNT", "PAUNT", "UNCLE", "MUNCLE", "PUNCLE", "COUSN", "MCOUSN", "PCOUSN")
_NOT_BY_BIRTH = (
    "SPS",
    "HUSB",
    "WIFE",
    "STPPRN",
    "STPCHLD",
    "STPSIB",
    "ADOPTP",
    "ADOPTF",
    "ADOPTM",
    "CHLDADOPT",
)
_NOT_FIRST_DEGREE = frozenset({*_FURTHER, *_AUNTS_AND_COUSINS, *_NOT_BY_BIRTH})


def condition(entry: Entry, context: Context) -> SaidCondition | None:
    """The condition; None when it was withdrawn."""
    node = entry.resource
    certainty = _certainty(entry, context)
    if certainty is None:
        return None
    concept = object_in(node, "code")
    onset = first_date(node, "onsetDateTime", "onsetPeriod")
    abatement = first_date(node, "abatementDateTime", "abatementPeriod")
    found = codings(concept)
    _note_codes(found, concept, entry, context, context.codes.conditions)
    _note_ruled_out(certainty, concept, entry, context, context.codes.conditions)
    status = code_in(node, "clinicalStatus")
    return SaidCondition(
        words=words_of(concept),
        codings=found,
        certainty=certainty,
        course=Course.OVER if abatement and not status else _COURSE.get(status, Course.NOT_SAID),
        status=status,
        onset=onset,
        abatement=abatement,
        origin=context.origin(entry, concept),
        challenges=(
            *context.date_doubts(onset, entry),
            *context.date_doubts(abatement, entry),
            *span_challenges(onset, abatement, where=entry.where),
        ),
    )


def allergy(entry: Entry, context: Context) -> SaidAllergy | None:
    """The allergy or intolerance; None when it was withdrawn."""
    certainty = _certainty(entry, context)
    if certainty is None:
        return None
    concept = object_in(entry.resource, "code")
    found = codings(concept)
    _note_codes(found, concept, entry, context, context.codes.allergies)
    _note_ruled_out(certainty, concept, entry, context, context.codes.allergies)
    recorded = first_date(entry.resource, "recordedDate")
    return SaidAllergy(
        words=words_of(concept),
        codings=found,
        certainty=certainty,
        course=_COURSE.get(code_in(entry.resource, "clinicalStatus"), Course.NOT_SAID),
        origin=context.origin(entry, concept),
        challenges=context.date_doubts(recorded, entry),
    )


def procedure(entry: Entry, context: Context) -> SaidProcedure | None:
    """What was done; None when it was not done, or its end is not said."""
    status = text_in(entry.resource, "status")
    concept = object_in(entry.resource, "code")
    if status != "completed":
        why = Why.WITHDRAWN if status in {"entered-in-error", "not-done"} else Why.NOT_A_STATEMENT
        context.unread.add(why, f"Procedure: {words_of(concept)}", entry)
        return None
    found = codings(concept)
    _note_codes(found, concept, entry, context, context.codes.procedures)
    performed = first_date(entry.resource, "performedDateTime", "performedPeriod")
    return SaidProcedure(
        words=words_of(concept),
        codings=found,
        on=performed,
        origin=context.origin(entry, concept),
        challenges=context.date_doubts(performed, entry),
    )


def family(entry: Entry, context: Context) -> Iterator[SaidFamily]:
    """Each condition of the relative."""
    node = entry.resource
    status = text_in(node, "status")
    if status == "entered-in-error":
        context.unread.add(Why.WITHDRAWN, "FamilyMemberHistory", entry)
        return
    relationship = object_in(node, "relationship")
    for each in objects_in(node, "condition"):
        concept = object_in(each, "code")
        found = codings(concept)
        _note_codes(found, concept, entry, context, context.codes.family)
        yield SaidFamily(
            words=words_of(concept),
            codings=found,
            relation=words_of(relationship),
            first_degree=_first_degree(codings(relationship)),
            origin=context.origin(entry, concept, recorded=first_date(node, "date")),
            challenges=_health_unknown(status, entry),
        )


def _health_unknown(status: str, entry: Entry) -> tuple[Challenge, ...]:
    if status in {"completed", "partial"}:
        return ()
    words = "The sender calls this family history unknown or unfinished. Ask."
    return (Challenge(ChallengeCode.PRELIMINARY, words, entry.where),)


def _first_degree(found: tuple[Coding, ...]) -> bool | None:
    for coding in found:
        if coding.code in _FIRST_DEGREE:
            return True
        if coding.code in _NOT_FIRST_DEGREE:
            return False
    return None


def _certainty(entry: Entry, context: Context) -> Certainty | None:
    status = code_in(entry.resource, "verificationStatus")
    if status == "entered-in-error":
        words = words_of(object_in(entry.resource, "code"))
        context.unread.add(Why.WITHDRAWN, f"{entry.resource_type}: {words}", entry)
        return None
    return _CERTAINTY.get(status, Certainty.UNCONFIRMED)


def _note_codes(
    found: tuple[Coding, ...], concept: JsonObject, entry: Entry, context: Context, table: Meanings
) -> None:
    words = words_of(concept)
    if not found:
        context.unread.add(Why.NO_CODE, f"{entry.resource_type}: {words}", entry)
    elif not meanings(table, found):
        context.unread.add(Why.CODE_NOT_KNOWN, f"{entry.resource_type}: {words}", entry)


def _note_ruled_out(
    certainty: Certainty, concept: JsonObject, entry: Entry, context: Context, table: Meanings
) -> None:
    if certainty is not Certainty.REFUTED:
        return
    suggested = [each for meaning in meanings(table, codings(concept)) for each in meaning.suggests]
    if not any(each.refutable for each in suggested):
        context.unread.add(Why.RULED_OUT, f"{entry.resource_type}: {words_of(concept)}", entry)
