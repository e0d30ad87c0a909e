"""What happens that a regime may have a rule about, and what a rule may do about it."""

from enum import StrEnum


class Event(StrEnum):
    """The moments at which rules are asked."""

    INFORMATION_FORM_COMPLETED = "information-form.completed"
    AUTHORISATION_REQUEST = "authorisation.request"
    PRESCRIPTION_WRITE = "prescription.write"
    PREPARATION_START = "preparation.start"
    PREPARATION_COMPLETE = "preparation.complete"
    DOSE_PLAN = "dose.plan"
    ADMINISTRATION_SCHEDULE = "administration.schedule"
    ADMINISTRATION_START = "administration.start"
    ADMINISTRATION_TICK = "administration.tick"
    ADMINISTRATION_END = "administration.end"
    DOSE_RECORD = "dose.record"
    CLIENT_LEAVES_AREA = "client.leaves-area"
    FACILITATOR_BREAK = "facilitator.break"
    EMERGENCY = "emergency.arise"
    CLIENT_RELEASE = "client.release"
    TRANSPORT_DEVIATION = "transport.deviation"
    ADVERSE_REACTION = "adverse-reaction.record"
    SAFETY_REPORT = "safety-report.prepare"
    INTEGRATION_START = "integration.start"
    INTEGRATION_COMPLETE = "integration.complete"
    PRODUCT_RECEIVE = "product.receive"
    PRODUCT_TRANSFER = "product.transfer"
    INVENTORY_RECEIVE = "inventory.receive"
    QUARTER_CLOSE = "quarter.close"
    HALF_YEAR_CLOSE = "half-year.close"
    YEAR_CLOSE = "year.close"
    RECORD_CREATE = "record.create"
    RECORD_READ = "record.read"
    RECORD_CHANGE = "record.change"
    RECORD_SIGN = "record.sign"
    CONSENT_DISCLOSE = "consent.disclose"
    RECORD_DISCLOSE = "record.disclose"


class Effect(StrEnum):
    """What a rule does when it applies."""

    BLOCK = "block"
    REQUIRE_BEFORE = "require_before"
    REQUIRE_ACTION = "require_action"
    FLOOR = "floor"
    CEILING = "ceiling"
    DEADLINE = "deadline"
    RETAIN = "retain"
    RESTRICT_ACCESS = "restrict_access"
    INFORM = "inform"
    GAP = "gap"

    @property
    def stops(self) -> bool:
        """Whether an unmet rule of this effect stops the event, once it may enforce."""
        return self in {Effect.BLOCK, Effect.REQUIRE_BEFORE, Effect.FLOOR, Effect.CEILING}


class Standing(StrEnum):
    """What a rule says of one event."""

    MET = "met"
    UNMET = "unmet"
    UNDETERMINED = "undetermined"
    """A fact it asks about is not known. On a rule that stops, this stops."""
    NOT_APPLICABLE = "not-applicable"
    NOT_IN_FORCE = "not-in-force"
    """Asked before the rule began or after it ended: neither met nor nought."""
    STANDING_DUTY = "standing-duty"
    """It applies all the time and is not decided at one event: keeping, access, a date to come."""
    GAP = "gap"
    """A question the source did not answer: shown, never satisfied silently."""
