"""The words of printed documents in English and Spanish; days with the weekday, times in the site's zone."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from cairn.domain.protocols.protocol import Modality
from cairn.domain.roadmap.wording import WEEKDAYS
from cairn.domain.vocabulary import EncounterKind

LANGUAGES: Final = ("en", "es")

_MONTHS: Final = MappingProxyType(
    {
        "en": (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        "es": (
            *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
            *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
        ),
    }
)

TEXT: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "title": {"en": "Your roadmap", "es": "Su itinerario"},
        "for": {"en": "For", "es": "Para"},
        "agreed": {"en": "Agreed on", "es": "Acordado el"},
        "proposed": {"en": "Proposed; not agreed yet", "es": "Propuesto; aún no acordado"},
        "version": {"en": "Version", "es": "Versión"},
        "made": {"en": "Printed on", "es": "Impreso el"},
        "own_words": {"en": "In your own words", "es": "Con sus propias palabras"},
        "why": {"en": "Why:", "es": "Por qué:"},
        "possible": {"en": "Possible", "es": "Posible"},
        "to": {"en": "to", "es": "a"},
        "measures": {"en": "Questions about how you are", "es": "Preguntas sobre cómo está"},
        "measures_lead": {
            "en": "You can answer them on your phone, a little at a time, between the days given.",
            "es": "Puede responderlas en su teléfono, poco a poco, entre los días indicados.",
        },
        "when": {"en": "When", "es": "Cuándo"},
        "what": {"en": "Questionnaire", "es": "Cuestionario"},
        "change": {
            "en": "You may change a day, pause or stop at any time, and nobody will hold it against you.",
            "es": "Puede cambiar un día, hacer una pausa o parar en cualquier momento, y nadie se lo reprochará.",
        },
        "reach": {"en": "To reach a human at the centre:", "es": "Para hablar con alguien del centro:"},
        "page": {"en": "Page", "es": "Página"},
        "of": {"en": "of", "es": "de"},
    }
)

PHASES: Final[Mapping[EncounterKind, Mapping[str, str]]] = MappingProxyType(
    {
        EncounterKind.FIT_CONSULTATION: {"en": "Getting to know each other", "es": "Conocerse"},
        EncounterKind.INTAKE: {"en": "Your story", "es": "Su historia"},
        EncounterKind.PREPARATION: {"en": "Preparing", "es": "Prepararse"},
        EncounterKind.ADMINISTRATION: {"en": "The day", "es": "El día"},
        EncounterKind.INTEGRATION: {"en": "Integrating", "es": "Integrar"},
        EncounterKind.FOLLOW_UP: {"en": "Staying in touch", "es": "Seguir en contacto"},
    }
)

MODALITIES: Final[Mapping[Modality, Mapping[str, str]]] = MappingProxyType(
    {
        Modality.IN_PERSON: {"en": "at the centre", "es": "en el centro"},
        Modality.VIDEO: {"en": "by video", "es": "por vídeo"},
        Modality.PHONE: {"en": "by telephone", "es": "por teléfono"},
    }
)


def weekday(day: date, language: str) -> str:
    """The weekday, with a capital: it stands at the beginning of a line."""
    return WEEKDAYS[language][day.weekday()].capitalize()


def long_day(day: date, language: str) -> str:
    """A day in full: "9 December 2026", "9 de diciembre de 2026"."""
    month = _MONTHS[language][day.month - 1]
    return f"{day.day} {month} {day.year}" if language == "en" else f"{day.day} de {month} de {day.year}"


def hours(starts: datetime, ends: datetime) -> str:
    """From when to when: "09:00–10:30"."""
    return f"{starts:%H:%M}–{ends:%H:%M}"


def span(first: date, last: date, language: str) -> str:
    """From one day to another, the year said once where it is one; or the one day."""
    if first == last:
        return long_day(first, language)
    begin = long_day(first, language) if first.year != last.year else _day_and_month(first, language)
    return f"{begin} {TEXT['to'][language]} {long_day(last, language)}"


def _day_and_month(day: date, language: str) -> str:
    return long_day(day, language).removesuffix(f" {day.year}").removesuffix(" de")
