"""Reads the declared facts."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, load_yaml
from cairn.content.source import kept_per_source
from cairn.domain.dates import Period, parse_period
from cairn.domain.facts import FactDeclaration, FactType

FILE = "facts.yaml"
LANGUAGES = ("en", "es")
ASKED_OF = ("client", "staff", "measure", "record")
_KEYS = frozenset(
    {
        *("type", "unit", "values", "unsure", "section", "asked_of", "sensitive", "label", "question"),
        *("value_labels", "minimum", "maximum", "help", "lasts"),
    }
)


@kept_per_source
def declared_facts() -> Mapping[str, FactDeclaration]:
    """Every declared fact, by id, in the order of the file."""
    return read_facts(load_yaml(FILE))


@kept_per_source
def sections() -> Mapping[str, Mapping[str, str]]:
    """The sections of the intake, in order: id to title by language."""
    return MappingProxyType(_mapping(load_yaml(FILE), "sections", "file"))


def read_facts(data: Mapping[str, object]) -> Mapping[str, FactDeclaration]:
    """Turn the file's mapping into declarations.

    :raises ContentFaultError: for an unknown type or key, a missing language, or an unlisted section.
    """
    listed = set(_mapping(data, "sections", "file"))
    facts = _mapping(data, "facts", "file")
    return MappingProxyType({fact: _declaration(fact, entry, listed) for fact, entry in facts.items()})


def _mapping(data: Mapping[str, object], key: str, entry: str) -> dict[str, dict[str, str]]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise ContentFaultError(FILE, entry, f"'{key}' is not a mapping.", f"Write '{key}:' with entries.")
    return value


def _declaration(fact: str, entry: Mapping[str, object], listed: set[str]) -> FactDeclaration:
    odd = sorted(set(entry) - _KEYS)
    if odd:
        raise ContentFaultError(FILE, fact, f"'{odd[0]}' is not a key of a fact.", "Mend its spelling.")
    section = entry.get("section")
    if section is not None and section not in listed:
        raise ContentFaultError(FILE, fact, f"section '{section}' is not listed.", "Add it to 'sections'.")
    asked_of = str(entry.get("asked_of", "client"))
    if asked_of not in ASKED_OF:
        raise ContentFaultError(FILE, fact, f"'{asked_of}' cannot be asked.", f"Use {', '.join(ASKED_OF)}.")
    try:
        kind = FactType(str(entry.get("type")))
    except ValueError:
        known = ", ".join(FactType)
        what = f"'{entry.get('type')}' is not a type."
        raise ContentFaultError(FILE, fact, what, f"Use one of {known}.") from None
    return FactDeclaration(
        id=fact,
        type=kind,
        question=_words(fact, entry, "question"),
        label=_words(fact, entry, "label"),
        unit=None if entry.get("unit") is None else str(entry["unit"]),
        values=_codes(fact, entry, "values"),
        section=None if section is None else str(section),
        asked_of=asked_of,
        sensitive=bool(entry.get("sensitive", False)),
        value_labels=MappingProxyType(_mapping({"value_labels": {}, **entry}, "value_labels", fact)),
        minimum=_number(entry, "minimum"),
        maximum=_number(entry, "maximum"),
        unsure=_unsure(fact, entry),
        lasts=_lasts(fact, entry),
        help=_words(fact, entry, "help") if "help" in entry else MappingProxyType({}),
    )


def _codes(fact: str, entry: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = entry.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ContentFaultError(FILE, fact, f"'{key}' is not a list of codes.", 'Quote codes such as "no".')
    return tuple(values)


def _unsure(fact: str, entry: Mapping[str, object]) -> tuple[str, ...]:
    unsure = _codes(fact, entry, "unsure")
    odd = [code for code in unsure if code not in _codes(fact, entry, "values")]
    if odd:
        raise ContentFaultError(FILE, fact, f"'{odd[0]}' is not one of its values.", "Add it to 'values'.")
    return unsure


def _lasts(fact: str, entry: Mapping[str, object]) -> Period | None:
    """How long a statement stays true: whole days, because it is counted by the calendar of the place."""
    if "lasts" not in entry:
        return None
    do = "Write whole days, such as P1D for what is asked anew each day."
    try:
        period = parse_period(str(entry["lasts"]))
    except ValueError as fault:
        raise ContentFaultError(FILE, fact, f"lasts: {fault}", do) from fault
    if not (period.months or period.exact) or period.exact.seconds:
        raise ContentFaultError(FILE, fact, f"lasts: '{period.text}' is not a number of whole days.", do)
    return period


def _words(fact: str, entry: Mapping[str, object], key: str) -> Mapping[str, str]:
    words = _mapping(entry, key, fact)
    missing = [language for language in LANGUAGES if not words.get(language)]
    if missing:
        raise ContentFaultError(FILE, fact, f"'{key}' has no words in '{missing[0]}'.", "Add them.")
    return MappingProxyType({language: str(words[language]) for language in LANGUAGES})


def _number(entry: Mapping[str, object], key: str) -> Decimal | None:
    return Decimal(str(entry[key])) if key in entry else None
