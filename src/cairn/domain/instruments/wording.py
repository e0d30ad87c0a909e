"""Words in English, and in Spanish where an official or own text exists."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """BCP 47 codes of the languages pages are written in."""

    ENGLISH = "en"
    SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text. `es` is None where no Spanish text may be shown: a page then shows English and says so."""

    en: str
    es: str | None = None

    def in_language(self, language: str) -> str:
        """The text in that language, or in English where there is none."""
        return self.es if language == Language.SPANISH and self.es is not None else self.en

    def language_shown(self, language: str) -> Language:
        """The language `in_language` really answers in, so that a page can say it and set `lang`."""
        shown = language == Language.SPANISH and self.es is not None
        return Language.SPANISH if shown else Language.ENGLISH
