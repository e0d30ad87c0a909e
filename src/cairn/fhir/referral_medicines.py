"""Medicine orders and statements as a sender writes them in FHIR R4; what a name means resolves elsewhere."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.domain.referrals.challenge import Challenge, ChallengeCode, span_challenges
from cairn.domain.referrals.referral import Why
from cairn.domain.referrals.said import RXNORM
from cairn.domain.referrals.statements import MedicineStanding, SaidMedicine
from cairn.fhir.bundle_reading import Entry
from cairn.fhir.json_values import JsonObject, number_in, object_in, objects_in, text_in
from cairn.fhir.referral_context import Context
from cairn.fhir.said_values import codings, first_date, quantity, said_date, words_of

_STANDING: Mapping[str, MedicineStanding] = MappingProxyType(
    {
        "active": MedicineStanding.CURRENT,
        "completed": MedicineStanding.STOPPED,
        "stopped": MedicineStanding.STOPPED,
        "on-hold": MedicineStanding.UNCLEAR,
        "unknown": MedicineStanding.UNCLEAR,
    }
)
_WITHDRAWN = frozenset({"entered-in-error", "cancelled", "not-taken"})
_NOT_YET = frozenset({"draft", "intended"})
_PROPOSALS = frozenset({"proposal", "plan", "option"})


def medicine(entry: Entry, context: Context) -> SaidMedicine | None:
    """The medicine; None when it was withdrawn, only proposed, or asked not to be taken."""
    node = entry.resource
    concept = _concept(entry, context)
    status = text_in(node, "status")
    why = _not_said_to_be_taken(node, status)
    if why is not None:
        context.unread.add(why, f"{entry.resource_type}: {words_of(concept)}", entry)
        return None
    words = _words(concept)
    if not words:
        context.unread.add(Why.NO_CODE, f"{entry.resource_type} without a name", entry)
        return None
    standing = _STANDING.get(status, MedicineStanding.UNCLEAR)
    ordered = first_date(node, "authoredOn", "dateAsserted")
    started = first_date(node, "effectiveDateTime", "effectivePeriod")
    ended = said_date(text_in(object_in(node, "effectivePeriod"), "end"))
    return SaidMedicine(
        words=words,
        codings=codings(concept),
        standing=standing,
        status=status,
        dosage="; ".join(filter(None, (_dosage(each) for each in _dosages(node)))),
        ordered=ordered,
        started=started,
        ended=ended,
        origin=context.origin(entry, concept),
        challenges=(
            *context.date_doubts(ordered, entry),
            *context.date_doubts(started, entry),
            *span_challenges(started, ended, where=entry.where),
            *_unclear(standing, words, entry),
        ),
    )


def _concept(entry: Entry, context: Context) -> JsonObject:
    stated = object_in(entry.resource, "medicationCodeableConcept")
    if stated:
        return stated
    link = object_in(entry.resource, "medicationReference")
    target = context.bundle.target(text_in(link, "reference"), entry)
    return object_in(target, "code") or {"text": text_in(link, "display")}


def _words(concept: JsonObject) -> str:
    """The sender's words; a code that stands alone is named with its system, so that it can be looked up."""
    words, found = words_of(concept), codings(concept)
    alone = bool(found) and words == found[0].code and found[0].system == RXNORM
    return f"RxNorm {words}" if alone else words


def _not_said_to_be_taken(node: JsonObject, status: str) -> Why | None:
    if status in _WITHDRAWN:
        return Why.WITHDRAWN
    if status in _NOT_YET or text_in(node, "intent") in _PROPOSALS or node.get("doNotPerform") is True:
        return Why.NOT_A_STATEMENT
    return None


def _unclear(standing: MedicineStanding, words: str, entry: Entry) -> tuple[Challenge, ...]:
    if standing is not MedicineStanding.UNCLEAR:
        return ()
    text = f"Whether “{words}” is being taken is not clear from the referral. Ask."
    return (Challenge(ChallengeCode.STATUS_NOT_SAID, text, entry.where),)


def _dosages(node: JsonObject) -> tuple[JsonObject, ...]:
    return objects_in(node, "dosageInstruction") or objects_in(node, "dosage")


def _dosage(node: JsonObject) -> str:
    """The sender's own text, else amount and rhythm in words; empty when nothing can be said."""
    text = text_in(node, "text")
    if text:
        return text
    amounts = (quantity(object_in(each, "doseQuantity")) for each in objects_in(node, "doseAndRate"))
    parts = [amount.shown for amount in amounts if amount]
    parts.append(_rhythm(object_in(object_in(node, "timing"), "repeat")))
    parts.append("as needed" if node.get("asNeededBoolean") is True else "")
    return ", ".join(part for part in parts if part)


def _rhythm(repeat: JsonObject) -> str:
    times, period, unit = (
        number_in(repeat, "frequency"),
        number_in(repeat, "period"),
        text_in(repeat, "periodUnit"),
    )
    return f"{times} every {period} {unit}" if times and period and unit else ""
