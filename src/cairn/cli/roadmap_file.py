"""The files `cairn roadmap` reads: when people can come, what they need, and the roadmap to revise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from cairn.cli.roadmap_said import Said
from cairn.cli.terminal import BadInput, read_json
from cairn.domain.protocols.people import Who
from cairn.domain.protocols.words import Words, both
from cairn.domain.roadmap.plain import from_plain
from cairn.domain.roadmap.preferences import (
    DAYS,
    Away,
    Condition,
    Hours,
    Needs,
    Practitioner,
    Preferences,
    Video,
)
from cairn.domain.roadmap.problem import Held, SessionPlan
from cairn.domain.roadmap.roadmap import Roadmap

_CALLS: Final = (time(10), time(18))
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Person:
    """What one person's file says."""

    preferences: Preferences
    conditions: tuple[Condition, ...]
    session: SessionPlan
    held: tuple[Held, ...]


def read_person(path: str, zone: ZoneInfo, begins: date) -> Person:
    """One person's file.

    :raises BadInput: naming the entry, what is wrong and how to write it.
    """
    said = Said(path, read_json(path))
    needs = said.inner("needs")
    session = said.inner("session")
    person = Person(
        preferences=_made(
            path,
            lambda: Preferences(
                start_on=said.day("start_on") or begins,
                hours=_hours(said),
                zone=zone,
                away=_away(said),
                not_before=tuple((step, said.as_day(day)) for step, day in said.pairs("not_before")),
                calls=_calls(said),
                needs=Needs(
                    video=needs.code("video", Video, Video.AS_USUAL),
                    interpreter=needs.text("interpreter"),
                    accessibility=needs.texts("accessibility"),
                ),
            ),
        ),
        conditions=tuple(_condition(each) for each in said.rows("conditions")),
        session=SessionPlan(dose=_dose(session), clients=session.count("clients", 1)),
        held=tuple(_held(each) for each in said.rows("held")),
    )
    for each in (needs, session, said):
        each.close()
    return person


def read_practitioners(path: str) -> tuple[Practitioner, ...]:
    """One facilitator, or several under ``practitioners``, the one who holds every session first."""
    document = read_json(path)
    said = Said(path, document)
    found = said.rows("practitioners") or [said]
    practitioners = tuple(_practitioner(each) for each in found)
    said.close()
    return practitioners


def read_roadmap(path: str) -> Roadmap:
    """A roadmap as `--json` printed it."""
    document = read_json(path)
    inner = document.get("roadmap", document) if isinstance(document, dict) else document
    if not isinstance(inner, dict):
        raise BadInput(f"{path} is no roadmap. Give what `cairn roadmap … --json` printed.")
    try:
        return from_plain(inner)
    except (KeyError, TypeError, AttributeError) as fault:
        raise BadInput(
            f"{path} is no roadmap: {fault} is missing or wrong. Give what `cairn roadmap … --json` printed."
        ) from fault
    except ValueError as fault:
        raise BadInput(f"{path}: {fault}") from fault


def _made(path: str, make: Callable[[], Made]) -> Made:
    try:
        return make()
    except ValueError as fault:
        raise BadInput(f"{path}: {fault}") from fault


def _hours(said: Said) -> tuple[Hours, ...]:
    found = []
    for day, stretches in said.pairs("hours"):
        if day not in DAYS:
            raise said.wrong("hours", f"'{day}' is no day of the week", f"Use {', '.join(DAYS)}.")
        for since, until in said.spans(f"hours, {day}", stretches):
            found.append(Hours(DAYS.index(day), said.as_time(since), said.as_time(until)))
    return tuple(found)


def _away(said: Said) -> tuple[Away, ...]:
    return tuple(
        Away(said.as_day(first), said.as_day(last))
        for first, last in said.spans("away", said.get("away", []))
    )


def _calls(said: Said) -> tuple[time, time]:
    spans = said.spans("calls", [said.get("calls")] if said.has("calls") else [])
    return (said.as_time(spans[0][0]), said.as_time(spans[0][1])) if spans else _CALLS


def _condition(said: Said) -> Condition:
    condition = Condition(
        code=said.needed("code"),
        words=_words(said),
        before=said.needed("before"),
        days=said.count("days", 0),
        source=said.text("source") or None,
    )
    said.close()
    return condition


def _words(said: Said) -> Words:
    value = said.get("words")
    if isinstance(value, str) and value.strip():
        return both(value, value)
    inner = said.inner("words")
    words = both(inner.needed("en"), inner.needed("es"))
    inner.close()
    return words


def _dose(session: Said) -> Decimal | None:
    if not session.has("dose_mg"):
        return None
    try:
        dose = Decimal(str(session.get("dose_mg")))
    except InvalidOperation:
        dose = Decimal("NaN")
    if not dose.is_finite() or dose <= 0:
        raise session.wrong("dose_mg", "is not an amount above nought", "Write milligrams, such as 25.")
    return dose


def _held(said: Said) -> Held:
    held = Held(said.needed("step"), _moment(said, "starts"), _moment(said, "ends"))
    said.close()
    return held


def _moment(said: Said, key: str) -> datetime:
    try:
        moment = datetime.fromisoformat(said.needed(key))
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 -- it is refused in the next line
    if moment.tzinfo is None:
        raise said.wrong(key, "is not a moment with its offset", "Write it as 2026-12-01T09:00:00-08:00.")
    return moment


def _practitioner(said: Said) -> Practitioner:
    serves = said.texts("for") or tuple(Who)
    odd = [who for who in serves if who not in list(Who)]
    if odd:
        raise said.wrong("for", f"'{odd[0]}' is nobody", f"Use {', '.join(Who)}.")
    return _made(
        said.where,
        lambda: Practitioner(
            name=said.needed("name"), hours=_hours(said), away=_away(said), serves=tuple(map(Who, serves))
        ),
    )
