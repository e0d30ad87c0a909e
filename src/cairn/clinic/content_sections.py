"""All that stands behind one entry of the content pages."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from cairn.clinic.content_entry import ContentEntry
from cairn.components.content_sections.instrument import instrument_sections, wording
from cairn.components.content_sections.medicine import medicine_sections
from cairn.components.content_sections.pack import pack_sections, requirement_sections
from cairn.components.content_sections.paper import paper_sections
from cairn.components.content_sections.profile import profile_sections
from cairn.components.content_sections.protocol import protocol_sections
from cairn.components.content_sections.rule import rule_sections
from cairn.components.content_sections.section import Section, shown
from cairn.content.readers.instrument import instruments
from cairn.content.readers.medicine import medicine_dictionary
from cairn.content.readers.paper import papers
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.medicines.wording import words_of


def sections_of(entry: ContentEntry, profile: str) -> tuple[Section, ...]:
    """What a clinician reads of one entry.

    :param profile: the site's, under which its rules are asked.
    """
    return _READ[entry.kind](entry, profile)


def _law(entry: ContentEntry, _: str) -> tuple[Section, ...]:
    pack = packs()[entry.reviewed_as]
    return pack_sections(pack) if entry.key == pack.key else requirement_sections(pack.rule(entry.key), pack)


def _rule(entry: ContentEntry, profile: str) -> tuple[Section, ...]:
    return rule_sections(rule_set(profile).rule(entry.key))


def _measure(entry: ContentEntry, _: str) -> tuple[Section, ...]:
    instrument = instruments()[entry.key.partition("@")[0]]
    return (*instrument_sections(instrument), *shown(wording(instrument)))


def _medicine(entry: ContentEntry, _: str) -> tuple[Section, ...]:
    meant = medicine_dictionary().by_words[words_of(entry.key)]
    return medicine_sections(meant[0])


_READ: Final[Mapping[str, Callable[[ContentEntry, str], tuple[Section, ...]]]] = MappingProxyType(
    {
        "rules": _rule,
        "interactions": _rule,
        "profiles": lambda entry, _: profile_sections(profiles()[entry.key]),
        "law": _law,
        "measures": _measure,
        "protocols": lambda entry, _: protocol_sections(
            next(each for each in protocols().values() if each.key == entry.key)
        ),
        "papers": lambda entry, _: paper_sections(papers()[entry.key.partition("@")[0]]),
        "medicines": _medicine,
    }
)
"""Each kind's reader."""
