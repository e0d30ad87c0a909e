"""Every reader of content, in an order in which each leans only on those before it."""

from collections.abc import Callable
from typing import Final

from cairn.content.readers.fact import declared_facts, sections
from cairn.content.readers.instrument import instruments, licensed_texts, skeletons
from cairn.content.readers.instrument_refused import refused_instruments
from cairn.content.readers.medicine import medicine_classes, medicine_dictionary
from cairn.content.readers.monitoring import day_rules
from cairn.content.readers.paper import papers
from cairn.content.readers.protocol import parts, protocols
from cairn.content.readers.referral_codes import referral_codes
from cairn.content.readers.regime import archived, packs
from cairn.content.readers.screening import interactions, profiles, rule_set
from cairn.content.readers.sources import listed_sources
from cairn.content.readers.time_course import time_course
from cairn.content.readers.value_set import value_sets

READERS: Final[tuple[Callable[[], object], ...]] = (
    declared_facts,
    listed_sources,
    sections,
    listed_sources,
    medicine_classes,
    medicine_dictionary,
    interactions,
    profiles,
    skeletons,
    licensed_texts,
    instruments,
    refused_instruments,
    value_sets,
    packs,
    archived,
    parts,
    protocols,
    papers,
    day_rules,
    time_course,
    referral_codes,
)
"""Those that need no argument; the rules under each profile come besides."""


def read_everything() -> None:
    """Read all content of the current source, so that nothing is left to be found wrong later.

    :raises ContentFaultError: for the first fault.
    """
    for reader in READERS:
        reader()
    for profile in profiles():
        rule_set(profile)
