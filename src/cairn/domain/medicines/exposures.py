"""What a person says they take, as the exposures that rules ask about."""

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.domain.facts import UNKNOWN, Exposure, Exposures, Unknown
from cairn.domain.medicines.dictionary import Dictionary, Ingredient
from cairn.domain.medicines.resolving import Resolved, resolve
from cairn.domain.medicines.windows import LastTaken, lingering


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
        return [_exposure(statement, meaning.ingredients, stated)]
    if not isinstance(statement.classes, Unknown):
        return [_exposure(statement, meaning.recognised, stated)]
    if not meaning.recognised:
        return [Exposure(statement.name, UNKNOWN, statement.last_taken)]
    recognised = [_exposure(statement, (item,), stated) for item in meaning.recognised]
    unknown = [Exposure(words, UNKNOWN, statement.last_taken) for words in meaning.unknown]
    return [*recognised, *unknown]


def _exposure(statement: Statement, ingredients: tuple[Ingredient, ...], stated: frozenset[str]) -> Exposure:
    classes = stated.union(*(item.classes for item in ingredients))
    return Exposure(statement.name, classes, statement.last_taken, lingering(ingredients))
