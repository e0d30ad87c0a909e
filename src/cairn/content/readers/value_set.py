"""A site's value set of a health-state measure: a CSV of every profile, with its source in comments above."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import product
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, list_files
from cairn.content.readers.instrument import instruments
from cairn.content.source import current, kept_per_source
from cairn.domain.citations import Citation
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.rules import Profile, ValueLookup
from cairn.domain.instruments.value_set import ValueSet
from cairn.domain.vocabulary import Grade

FOLDER = "value_sets"
_COMMENTS = ("id", "instrument", "country", "source", "grade")
_LONGEST_ID = 20
"""It stands behind the score's variant wherever a score is stored."""


@kept_per_source
def value_sets() -> Mapping[str, ValueSet]:
    """The site's value sets by the key of the measure they belong to; the package has none.

    :raises ContentFaultError: for the first file that cannot be used.
    """
    found: dict[str, ValueSet] = {}
    for file in list_files(FOLDER, ".csv"):
        read = read_value_set(current().place(file).read_text(encoding="utf-8"), file, instruments())
        if read.instrument in found:
            what = f"{read.instrument} has a value set already, {found[read.instrument].id}."
            raise ContentFaultError(file, read.id, what, "Keep the one this site goes by.")
        found[read.instrument] = read
    return MappingProxyType(found)


def read_value_set(text: str, file: str, known: Mapping[str, Instrument]) -> ValueSet:
    """Turn one CSV file into a value set.

    Above the table stand the lines `# id:`, `# instrument:` (such as `eq-5d-5l@1`), `# country:`, `# source:`
    and `# grade:`; the table has the columns `profile` and `utility`, one row for every profile there can be.

    :param known: those a value set may belong to, by id.
    :raises ContentFaultError: naming the line and the mend.
    """
    said = dict(_comments(text, file))
    for name in _COMMENTS:
        if not said.get(name):
            raise ContentFaultError(file, "file", f"'# {name}:' is missing.", "Write it above the table.")
    if said["grade"] not in list(Grade) or len(said["id"]) > _LONGEST_ID:
        raise ContentFaultError(
            file,
            said["id"],
            "its grade is not one, or its id is too long.",
            f"Use one of {', '.join(Grade)}.",
        )
    possible = _profiles(said["instrument"], file, known)
    values = dict(_rows(text, file, possible))
    missing = possible - values.keys()
    if missing:
        what = f"{len(missing)} profiles have no value, the first {min(missing)}."
        raise ContentFaultError(file, said["id"], what, "Give every profile a value.")
    return ValueSet(
        id=said["id"],
        instrument=said["instrument"],
        country=said["country"],
        citation=Citation(said["source"], Grade(said["grade"])),
        values=MappingProxyType(values),
    )


def _comments(text: str, file: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if not line.startswith("#"):
            return
        name, colon, value = line[1:].partition(":")
        if not colon or name.strip() not in _COMMENTS:
            what = f"the comment '{line[:40]}' is not known here."
            raise ContentFaultError(file, "file", what, f"Use {', '.join(_COMMENTS)}.")
        yield name.strip(), value.strip()


def _profiles(key: str, file: str, known: Mapping[str, Instrument]) -> frozenset[str]:
    """Every profile there can be.

    :raises ContentFaultError: for an instrument that is not known in that version, or looks nothing up.
    """
    instrument = known.get(key.partition("@")[0])
    if instrument is None or instrument.key != key:
        raise ContentFaultError(
            file, "file", f"the measure {key} is not known here.", "Mend '# instrument:'."
        )
    for rule in instrument.scores:
        how = instrument.score_rule(rule.how.profile).how if isinstance(rule.how, ValueLookup) else None
        if isinstance(how, Profile):
            answers = (instrument.item(number).values for number in how.items)
            return frozenset("".join(map(str, profile)) for profile in product(*answers))
    raise ContentFaultError(file, "file", f"{key} looks nothing up.", "Mend '# instrument:'.")


def _rows(text: str, file: str, possible: frozenset[str]) -> Iterator[tuple[str, Decimal]]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    table = csv.DictReader(lines)
    if table.fieldnames != ["profile", "utility"]:
        what = "the table has not the columns it needs."
        raise ContentFaultError(file, "file", what, "Write 'profile,utility' above the rows.")
    met = set[str]()
    for row in table:
        profile = row["profile"]
        if profile not in possible or profile in met:
            what = f"the profile '{profile}' is not possible or stands twice."
            raise ContentFaultError(file, "file", what, "Give every profile one row.")
        met.add(profile)
        yield profile, _utility(row["utility"], file, profile)


def _utility(words: str | None, file: str, profile: str) -> Decimal:
    try:
        value = Decimal(words or "")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value > 1:
        what = f"the value of {profile} is not a number up to 1."
        raise ContentFaultError(file, "file", what, "Write it with a point, such as 0.736.")
    return value
