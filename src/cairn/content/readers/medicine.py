"""Reads the medicine dictionary and its classes."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, list_yaml, load_yaml
from cairn.content.readers.medicine_attributes import FILE as ATTRIBUTES_FILE
from cairn.content.readers.medicine_attributes import (
    HALF_LIVES_FILE,
    NOTHING_STATED,
    Stated,
    check_names,
    read_attributes,
)
from cairn.content.readers.sources import listed_sources
from cairn.content.source import kept_per_source
from cairn.domain.medicines.dictionary import (
    NO_WORDING,
    AmbiguousNameError,
    Dictionary,
    Ingredient,
    Product,
    Wording,
    dictionary,
)
from cairn.domain.medicines.wording import words_of

CLASSES_FILE = "medicines/classes.yaml"
WORDING_FILE = "medicines/wording.yaml"
CODES_FILE = "medicines/codes.yaml"
NAMES_FOLDER = "medicines/names"
_KEYS = frozenset({"classes", "names", "brands"})


@kept_per_source
def medicine_classes() -> Mapping[str, str]:
    """Every class of medicine, by id, with its words."""
    return read_classes(load_yaml(CLASSES_FILE))


def read_classes(data: Mapping[str, object]) -> Mapping[str, str]:
    """The classes by id.

    :raises ContentFaultError: when they are no mapping.
    """
    classes = data.get("classes")
    if not isinstance(classes, dict):
        raise ContentFaultError(CLASSES_FILE, "classes", "is not a mapping.", "Write one 'id: words' a line.")
    return MappingProxyType({str(code): str(words) for code, words in classes.items()})


@kept_per_source
def medicine_dictionary() -> Dictionary:
    """Every medicine known by name."""
    files = {path: load_yaml(path) for path in list_yaml(NAMES_FOLDER)}
    codes = _entries(CODES_FILE, load_yaml(CODES_FILE), "codes")
    known = read_attributes(
        load_yaml(ATTRIBUTES_FILE), load_yaml(HALF_LIVES_FILE), listed_sources(), medicine_classes()
    )
    return read_dictionary(files, medicine_classes(), read_wording(load_yaml(WORDING_FILE)), codes, known)


def read_wording(data: Mapping[str, object]) -> Wording:
    """The words that stand beside a medicine's name."""
    reasons = frozenset(words_of(phrase) for phrase in _strings(WORDING_FILE, "reasons", data, "reasons"))
    return Wording(
        filler=_words(data, "filler"),
        salts=_words(data, "salts"),
        joining=_words(data, "joining"),
        reason_follows=_words(data, "reason_follows"),
        reasons=reasons,
        negations=_words(data, "negations"),
    )


def _words(data: Mapping[str, object], key: str) -> frozenset[str]:
    words = data.get(key)
    if not isinstance(words, str):
        raise ContentFaultError(
            WORDING_FILE, key, "is not a text.", "Write the words with spaces between them."
        )
    return frozenset(words.split())


def read_dictionary(
    files: Mapping[str, Mapping[str, object]],
    classes: Mapping[str, str],
    wording: Wording = NO_WORDING,
    codes: Mapping[str, object] = MappingProxyType({}),
    known: Stated = NOTHING_STATED,
) -> Dictionary:
    """Turn the dictionary's files into one index.

    :param files: file names to their contents.
    :param codes: RxNorm codes to lists of ingredients.
    :param known: traits, half-lives and times without, by ingredient and class.
    :raises ContentFaultError: for an unknown class or ingredient, or a name with two meanings.
    """
    ingredients: dict[str, Ingredient] = {}
    for path, data in files.items():
        for name, entry in _entries(path, data, "ingredients").items():
            if name in ingredients:
                raise ContentFaultError(path, name, "stands in two places.", "Keep one of them.")
            ingredients[name] = _ingredient(path, name, entry, classes, known)
    check_names(known, ingredients)
    products = [
        Product(name, _meant(path, name, entry, ingredients))
        for path, data in files.items()
        for name, entry in _entries(path, data, "products").items()
    ]
    try:
        by_code = {code: _meant(CODES_FILE, code, entry, ingredients) for code, entry in codes.items()}
        return dictionary(ingredients.values(), products, wording, MappingProxyType(by_code))
    except AmbiguousNameError as fault:
        raise ContentFaultError(NAMES_FOLDER, fault.name, str(fault), "A name means one thing.") from None


def _entries(path: str, data: Mapping[str, object], key: str) -> dict[str, object]:
    entries = data.get(key, {})
    if not isinstance(entries, dict):
        raise ContentFaultError(path, key, "is not a mapping.", f"Write '{key}:' with entries below it.")
    return entries


def _ingredient(path: str, name: str, entry: object, classes: Mapping[str, str], known: Stated) -> Ingredient:
    if not isinstance(entry, dict) or not set(entry) <= _KEYS:
        raise ContentFaultError(path, name, "is not an ingredient.", f"Give it {', '.join(sorted(_KEYS))}.")
    stated = _strings(path, name, entry, "classes")
    odd = [code for code in stated if code not in classes]
    if odd or not stated:
        what = f"the class '{odd[0]}' is not declared." if odd else "has no class."
        raise ContentFaultError(path, name, what, f"Use the classes of {CLASSES_FILE}.")
    return Ingredient(
        name=name,
        classes=frozenset(stated),
        names=_strings(path, name, entry, "names"),
        brands=_strings(path, name, entry, "brands"),
        attributes=known.about(name, frozenset(stated)),
    )


def _meant(
    path: str, name: str, entry: object, ingredients: Mapping[str, Ingredient]
) -> tuple[Ingredient, ...]:
    stated = _strings(path, name, {"ingredients": entry}, "ingredients")
    odd = [item for item in stated if item not in ingredients]
    if odd or not stated:
        what = f"its ingredient '{odd[0]}' is not in the dictionary." if odd else "has no ingredients."
        raise ContentFaultError(path, name, what, "List ingredients by the name they stand under.")
    return tuple(ingredients[item] for item in stated)


def _strings(path: str, name: str, entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = entry.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value for value in values):
        raise ContentFaultError(
            path, name, f"'{key}' is not a list of words.", "Quote what looks like a number."
        )
    return tuple(values)
