"""The words of a roadmap, in English and Spanish: times, durations and reasons."""

from datetime import timedelta
from types import MappingProxyType
from typing import Final

from cairn.domain.dates import Period
from cairn.domain.protocols.protocol import START, Protocol, Side, Step, Window
from cairn.domain.protocols.tailoring import Tailoring
from cairn.domain.protocols.words import Words, both
from cairn.domain.regimes.preparation import PreparationWindow
from cairn.domain.roadmap.preferences import Away, Hours

__all__ = ["WEEKDAYS", "away_words", "both", "both_limits", "count", "hours_words", "minutes_words"]
__all__ += ["period_words", "regime_words", "window_words"]

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
    if window.side is Side.WITH:
        return both(f"Begins together with: {anchor['en']}.", f"Empieza a la vez que: {anchor['es']}.")
    (after, first, last), (despues, primero, ultimo) = (_sides(window, language) for language in ("en", "es"))
    if window.opens == window.closes:
        return both(
            f"{last.capitalize()} {after}: {anchor['en']}.",
            f"{ultimo.capitalize()} {despues}: {anchor['es']}.",
        )
    return both(
        f"Between {first} and {last} {after}: {anchor['en']}.",
        f"Entre {primero} y {ultimo} {despues}: {anchor['es']}.",
    )


def _sides(window: Window, language: str) -> tuple[str, str, str]:
    """On which side, from when and until when; counted back, the later moment is said first."""
    if window.side is Side.BEFORE:
        near, far = window.closes, window.opens
        side = "before" if language == "en" else "antes de"
    else:
        near, far = window.opens, window.closes
        side = "after" if language == "en" else "después de"
    return side, _first_of(near, far, language), period_words(far, language)


def _first_of(near: Period, far: Period, language: str) -> str:
    """The nearer end; the unit is said once where both ends count days."""
    if "T" in near.text + far.text or near.months or far.months:
        return period_words(near, language)
    return str(near.exact.days)


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


def hours_words(hours: tuple[Hours, ...], who: str = "The person", quien: str = "La persona") -> Words:
    """When somebody can come: "Monday 09:00 to 17:00"."""
    return both(
        f"{who} can come: " + ", ".join(_stretch(stretch, "en", "to") for stretch in hours) + ".",
        f"{quien} puede venir: " + ", ".join(_stretch(stretch, "es", "a") for stretch in hours) + ".",
    )


def away_words(who: str, quien: str, away: Away) -> Words:
    """That somebody cannot come on some days."""
    return both(
        f"{who} cannot come from {away.first} to {away.last}.",
        f"{quien} no puede venir del {away.first} al {away.last}.",
    )


def both_limits(it: Tailoring, wish: str) -> Words:
    """What was asked for and within which limits it may be."""
    if it.is_number:
        en = f"between {it.least} and {it.most} are possible"
        es = f"son posibles entre {it.least} y {it.most}"
    else:
        en = f"possible are: {', '.join(it.options)}"
        es = f"son posibles: {', '.join(it.options)}"
    return both(
        f"{it.title['en']}: '{wish}' was asked for; {en}.", f"{it.title['es']}: se pidió «{wish}»; {es}."
    )


def _stretch(hours: Hours, language: str, to: str) -> str:
    return f"{WEEKDAYS[language][hours.weekday]} {hours.since:%H:%M} {to} {hours.until:%H:%M}"
