"""Words in each of the languages a protocol is written in."""

from collections.abc import Mapping
from types import MappingProxyType

Words = Mapping[str, str]
"""The same words by language: ``en`` and ``es``."""


def both(en: str, es: str) -> Words:
    """The same words in both languages."""
    return MappingProxyType({"en": en, "es": es})
