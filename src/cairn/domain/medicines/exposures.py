"""What a person says they take, as the exposures that rules ask about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Exposure, Exposures, Unknown
from cairn.domain.medicines.dictionary import Dictionary
from cairn.domain.medicines.resolving import Resolved, resolve

LastTaken = date | ApproximateDate | Literal["ongoing"] | Unknown


@dataclass(frozen=True, slots=True)
class Statement:
    """One medicine as stated by a person or a referral.

    :param name: as typed.
    :param last_taken: the day last taken, ``"ongoing"``, or UNKNOWN where nobody has said.
    :param rxnorm: the RxNorm code stated with it.
    :param classes: classes someone has stated by hand, for a name the dictionary does not know.
    """

    name: str
    last_taken: LastTaken = UNKNOWN
    rxnorm: str | None = None
    classes: frozenset[str] | Unknown = UNKNOWN


def stated(medicines: Exposures) -> tuple[Statement, ...]:
    """The statements behind a list of medicines, to resolve it again."""
    return tuple(Statement(item.name, item.last_taken, classes=item.classes) for item in medicines.items)


def to_exposures(statements: Iterable[Statement], known: Dictionary, *, complete: bool) -> Exposures:
    """Resolve each stated medicine to its classes; what is not recognised stays unknown.

    A name of which only a part was recognised becomes two exposures: the classes found, and the unknown rest.

    :param complete: whether the person has said that there are no others.
    """
    items = [item for statement in statements for item in _exposures(statement, known)]
    return Exposures(tuple(items), complete)


def _exposures(statement: Statement, known: Dictionary) -> list[Exposure]:
    meaning = resolve(statement.name, known, statement.rxnorm)
    stated = frozenset() if isinstance(statement.classes, Unknown) else statement.classes
    if isinstance(meaning, Resolved):
        return [Exposure(statement.name, meaning.classes | stated, statement.last_taken)]
    if not isinstance(statement.classes, Unknown):
        found = frozenset(stated.union(*(item.classes for item in meaning.recognised)))
        return [Exposure(statement.name, found, statement.last_taken)]
    if not meaning.recognised:
        return [Exposure(statement.name, UNKNOWN, statement.last_taken)]
    recognised = [Exposure(statement.name, item.classes, statement.last_taken) for item in meaning.recognised]
    unknown = [Exposure(words, UNKNOWN, statement.last_taken) for words in meaning.unknown]
    return [*recognised, *unknown]
