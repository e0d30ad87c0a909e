"""The medicines known by name: ingredients, brands and combination products, found by their words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from cairn.domain.medicines.attributes import NOTHING_KNOWN, Attributes
from cairn.domain.medicines.look_alikes import LookAlikes, look_alikes
from cairn.domain.medicines.wording import words_of


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One active ingredient.

    :param name: its common name.
    :param classes: ids of the classes it belongs to; never empty, so that "recognised" is never mistaken.
    :param names: its other names.
    :param brands: names of products that hold it alone.
    :param attributes: what else is known of it, with its sources.
    """

    name: str
    classes: frozenset[str]
    names: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    attributes: Attributes = field(default=NOTHING_KNOWN, hash=False)


@dataclass(frozen=True, slots=True)
class Product:
    """A product with more than one ingredient."""

    name: str
    ingredients: tuple[Ingredient, ...]


class AmbiguousNameError(ValueError):
    """Two entries of the dictionary claim the same name."""

    def __init__(self, name: str, one: str, other: str) -> None:
        """Say which name, and who claims it."""
        super().__init__(f"'{name}' means both {one} and {other}. Keep it with one of them.")
        self.name = name


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that stand beside a name without changing what it is.

    :param filler: form, amount, time.
    :param salts: salts and esters, read so only after a name.
    :param joining: words after which another medicine may stand.
    :param reason_follows: words such as "for", after which a reason may stand.
    :param reasons: what a medicine is taken for, in words, where that changes nothing.
    :param negations: words that turn the meaning round, so that only a person can say what is meant.
    """

    filler: frozenset[str] = frozenset()
    salts: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    reason_follows: frozenset[str] = frozenset()
    reasons: frozenset[tuple[str, ...]] = frozenset()
    negations: frozenset[str] = frozenset()


NO_WORDING: Final = Wording()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Every name the product knows, and what it means.

    :param by_words: a name in lower-case words, to the ingredients it means.
    :param shown: the same names as they are written.
    :param by_code: RxNorm codes to ingredients.
    :param wording: words beside a name that do not change what it is.
    :param longest: the number of words in the longest name.
    :param alike: the names by their letters, to offer those that look like a misspelt one.
    """

    by_words: Mapping[tuple[str, ...], tuple[Ingredient, ...]]
    shown: Mapping[str, str]
    by_code: Mapping[str, tuple[Ingredient, ...]] = field(default_factory=lambda: MappingProxyType({}))
    wording: Wording = NO_WORDING
    longest: int = 1
    alike: LookAlikes = field(default_factory=LookAlikes)


def dictionary(
    ingredients: Iterable[Ingredient],
    products: Iterable[Product] = (),
    wording: Wording = NO_WORDING,
    codes: Mapping[str, tuple[Ingredient, ...]] = MappingProxyType({}),
) -> Dictionary:
    """Index the entries by the words of every name they have.

    :raises AmbiguousNameError: when a name has two meanings.
    """
    by_words: dict[tuple[str, ...], tuple[Ingredient, ...]] = {}
    shown: dict[str, str] = {}
    for name, meant in _names(ingredients, products):
        words = words_of(name)
        if by_words.setdefault(words, meant) != meant:
            raise AmbiguousNameError(name, _said(by_words[words]), _said(meant))
        shown.setdefault(" ".join(words), name)
    return Dictionary(
        MappingProxyType(by_words),
        MappingProxyType(shown),
        codes,
        wording,
        max((len(words) for words in by_words), default=1),
        look_alikes(shown),
    )


def _names(
    ingredients: Iterable[Ingredient], products: Iterable[Product]
) -> list[tuple[str, tuple[Ingredient, ...]]]:
    alone = [(n, (item,)) for item in ingredients for n in (item.name, *item.names, *item.brands)]
    return [*alone, *((product.name, product.ingredients) for product in products)]


def _said(ingredients: tuple[Ingredient, ...]) -> str:
    return " with ".join(item.name for item in ingredients)
