"""The words of a roadmap, in English and Spanish: times, durations and reasons."""

from datetime import timedelta
from types import MappingProxyType
from typing import Final

from cairn.domain.dates import Period
from cairn.domain.protocols.protocol import START, Protocol, Step, Window
from cairn.domain.protocols.words import Words, both
from cairn.domain.regimes.preparation import PreparationWindow
from cairn.domain.roadmap.preferences import Hours

__all__ = ["WEEKDAYS", "both", "count", "hours_words", "minutes_words", "period_words", "regime_words"]
__all__ += ["window_words"]

_HOUR: Final = 60
_UNITS: Final = (
    ("en", "day", ("day", "days")),
    ("en", "week", ("week", "weeks")),
    ("en", "month", ("month", "months")),
    ("en", "hour", ("hour", "hours")),
    ("en", "minute", ("minute", "minutes")),
    ("es", "day", ("día", "días")),
    ("es", "week", ("semana", "semanas")),
    ("es", "month", ("mes", "meses")),
    ("es", "hour", ("hora", "horas")),
    ("es", "minute", ("minuto", "minutos")),
)
WEEKDAYS: Final = MappingProxyType(
    {
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    }
)
_NAMES: Final = MappingProxyType({(language, unit): names for language, unit, names in _UNITS})


def count(number: int, unit: str, language: str) -> str:
    """A number with its unit: "1 day", "3 semanas"."""
    one, many = _NAMES[language, unit]
    return f"{number} {one if number == 1 else many}"


def minutes_words(minutes: int, language: str) -> str:
    """A length of time: "50 minutes", "6 hours", "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, _HOUR)
    parts = [count(hours, "hour", language)] if hours else []
    return " ".join([*parts, count(rest, "minute", language)] if rest or not parts else parts)


def period_words(period: Period, language: str) -> str:
    """A period as people say it: "90 days", "24 hours"."""
    parts = [count(period.months, "month", language)] if period.months else []
    if period.exact % timedelta(days=1) or (period.text.startswith("PT") and period.exact):
        parts.append(minutes_words(int(period.exact.total_seconds()) // 60, language))
    elif period.exact or not parts:
        parts.append(count(period.exact.days, "day", language))
    return " ".join(parts)


def window_words(step: Step, protocol: Protocol) -> Words:
    """When a step may be held, counted from another."""
    window = step.window
    if window.after == START:
        return both(
            f"Within {period_words(window.closes, 'en')} of the first day of this roadmap.",
            f"Dentro de {period_words(window.closes, 'es')} desde el primer día de este itinerario.",
        )
    anchor = protocol.step(window.after).title
    opens, closes = window.opens, window.closes
    if opens == closes:
        return both(
            f"{period_words(opens, 'en').capitalize()} after: {anchor['en']}.",
            f"{period_words(opens, 'es').capitalize()} después de: {anchor['es']}.",
        )
    return both(
        f"Between {_first_of(window, 'en')} and {period_words(closes, 'en')} after: {anchor['en']}.",
        f"Entre {_first_of(window, 'es')} y {period_words(closes, 'es')} después de: {anchor['es']}.",
    )


def _first_of(window: Window, language: str) -> str:
    """The opening of a window; the unit is said once where both ends count days."""
    if "T" in window.opens.text + window.closes.text or window.opens.months or window.closes.months:
        return period_words(window.opens, language)
    return str(window.opens.exact.days)


def regime_words(window: PreparationWindow) -> Words:
    """The regime's window in words; a side the regime leaves open is left out."""
    en, es = [], []
    if window.at_least is not None:
        en.append(f"at least {period_words(window.at_least, 'en')}")
        es.append(f"al menos {period_words(window.at_least, 'es')}")
    if window.at_most is not None:
        en.append(f"at most {period_words(window.at_most, 'en')}")
        es.append(f"como máximo {period_words(window.at_most, 'es')}")
    return both(
        f"The law asks for {' and '.join(en)} between the end of preparation and this session.",
        f"La ley pide {' y '.join(es)} entre el final de la preparación y esta sesión.",
    )


def hours_words(hours: tuple[Hours, ...]) -> Words:
    """When a person can come: "Monday 09:00 to 17:00"."""
    return both(
        "The person can come: " + ", ".join(_stretch(stretch, "en", "to") for stretch in hours) + ".",
        "La persona puede venir: " + ", ".join(_stretch(stretch, "es", "a") for stretch in hours) + ".",
    )


def _stretch(hours: Hours, language: str, to: str) -> str:
    return f"{WEEKDAYS[language][hours.weekday]} {hours.since:%H:%M} {to} {hours.until:%H:%M}"
