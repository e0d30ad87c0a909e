"""What reading each resource of a referral needs to know, and the list of what was not understood."""

from dataclasses import dataclass, field
from datetime import datetime

from cairn.domain.referrals.challenge import Challenge, date_challenges
from cairn.domain.referrals.codes import ReferralCodes
from cairn.domain.referrals.referral import NotUnderstood, Why
from cairn.domain.referrals.said import Origin, SaidDate
from cairn.fhir.bundle_reading import Entry, ReadBundle
from cairn.fhir.json_values import JsonObject
from cairn.fhir.said_values import codings, first_date, words_of

EXPLANATIONS = {
    Why.RESOURCE_NOT_READ: "Cairn does not read this kind of resource.",
    Why.CODE_NOT_KNOWN: "No rule reads this code; it is kept in the sender's words.",
    Why.NO_CODE: "It does not say, in a code, what it is about.",
    Why.NO_VALUE: "It has no value that can be read.",
    Why.NOT_ABOUT_ANYONE: "It does not say whom it is about.",
    Why.ABOUT_SOMEONE_ELSE: "It is about someone other than the person referred.",
    Why.WITHDRAWN: "The sender has marked it as entered in error, cancelled or not done.",
    Why.RULED_OUT: "The sender has ruled it out; that does not answer the wider question.",
    Why.CHANGED_MEANING: "It carries an addition that may change its meaning and that Cairn does not know.",
    Why.NOT_A_STATEMENT: "It is a proposal, a plan or a deletion, not a statement about the person.",
}


@dataclass(slots=True)
class Unread:
    """Collects what was not understood, and groups it."""

    _found: list[tuple[Why, str, int, str]] = field(default_factory=list)

    def add(self, why: Why, what: str, entry: Entry) -> None:
        """Note one place."""
        self._found.append((why, what, entry.index, entry.where))

    def grouped(self) -> tuple[NotUnderstood, ...]:
        """One line for each reason and thing, in the order of the reasons, then by name."""
        groups: dict[tuple[Why, str], list[tuple[int, str]]] = {}
        for why, what, index, where in self._found:
            groups.setdefault((why, what), []).append((index, where))
        order = list(Why)
        keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
        return tuple(
            NotUnderstood(
                what, why, EXPLANATIONS[why], tuple(where for _, where in sorted(groups[why, what]))
            )
            for why, what in keys
        )


@dataclass(frozen=True, slots=True)
class Context:
    """The bundle, the table, and the dates that dates are held against."""

    bundle: ReadBundle
    codes: ReferralCodes
    birth: SaidDate | None
    received_at: datetime
    unread: Unread

    def origin(self, entry: Entry, concept: JsonObject, *, recorded: SaidDate | None = None) -> Origin:
        """Where a statement stood, in the sender's words."""
        found = codings(concept)
        return Origin(
            resource_type=entry.resource_type,
            resource_id=entry.resource_id,
            index=entry.index,
            words=words_of(concept),
            coding=found[0] if found else None,
            recorded=recorded or first_date(entry.resource, "recordedDate", "issued", "authoredOn"),
        )

    def date_doubts(self, said: SaidDate | None, entry: Entry) -> tuple[Challenge, ...]:
        """Doubts about a date of a statement."""
        return date_challenges(said, birth=self.birth, received_at=self.received_at, where=entry.where)
