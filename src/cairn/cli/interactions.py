"""`cairn interactions NAME …`: medicines together with psilocybin, and where a day lies in each window."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from cairn import clock
from cairn.cli.medicine_json import Meaning, as_json, ingredients_of, lines, source_json, usable
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.readers.medicine import medicine_dictionary
from cairn.content.readers.screening import interactions, rule_set
from cairn.domain.dates import ApproximateDate, approximate, wholly_after
from cairn.domain.facts import UNKNOWN, Unknown
from cairn.domain.medicines.dictionary import Ingredient
from cairn.domain.medicines.interactions import Interaction, interactions_with
from cairn.domain.medicines.resolving import Unresolved, resolve
from cairn.domain.medicines.windows import LastTaken, WindowState, window_after
from cairn.domain.screening.rule import Rule

_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)
_FIELDS = ("trial_excluded", "harm_evidence", "jurisdiction_prohibited")
_DAY = "a day (2026-11-01), a month (2026-11), a year (2026) or 'ongoing'"


@dataclass(frozen=True, slots=True)
class _Taken:
    """One medicine as it was asked about."""

    name: str
    meaning: Meaning
    last_taken: LastTaken


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the day lies for one ingredient of one medicine under one row."""

    taken: _Taken
    ingredient: Ingredient
    state: WindowState


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "interactions",
        help="medicines together with psilocybin",
        description=(
            "What is known of each medicine together with psilocybin, its source and grade, and where the day lies "
            "in its window. Whether a medicine is changed is its prescriber's decision."
        ),
        epilog="exit codes: 0 every name recognised, 1 one is not and is not assessed, 2 unusable, 3 content fault",
    )
    command.add_argument(
        "names", nargs="+", metavar="NAME[=WHEN]", help='such as "sertraline=2026-11-01" or "lithium=ongoing"'
    )
    command.add_argument(
        "--last-taken",
        action="append",
        default=[],
        metavar="[NAME=]WHEN",
        help=f"{_DAY}; without a name it is said of every medicine that has none of its own; left out, it is not known",
    )
    command.add_argument("--on", help="the day, as 2026-12-01; today where it is left out")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Answer; exit 1 when a name, or a part of one, was not recognised."""
    on = clock.now().date() if arguments.on is None else _exact(arguments.on, "--on")
    taken = _taken(arguments.names, arguments.last_taken, on)
    rows = [(rule, places) for rule in rule_set().rules if (places := _places(rule, taken, on))]
    open_names = [each for each in taken if isinstance(each.meaning, Unresolved)]
    if arguments.json:
        say_json(
            {
                "on": on.isoformat(),
                "rows": [_row(rule, places) for rule, places in rows],
                "medicines": [
                    {**as_json(each.name, each.meaning), "last_taken": _when(each.last_taken)}
                    for each in taken
                ],
                "not_assessed": [
                    {key: as_json(each.name, each.meaning)[key] for key in ("name", "unknown", "suggestions")}
                    for each in open_names
                ],
                "no_row": [{"name": each.name, "ingredient": item.name} for each, item in _unspoken(taken)],
            }
        )
    else:
        say("\n".join(_lines(on, rows, taken)))
    return Exit.NO if open_names else Exit.DONE


def _taken(names: list[str], said: list[str], on: date) -> list[_Taken]:
    known = medicine_dictionary()
    typed = [_split(name, on) for name in names]
    own = {usable(name).strip().casefold(): when for name, when in typed}
    every: LastTaken = UNKNOWN
    for text in said:
        name, _, when = text.rpartition("=")
        if not name:
            every = _last_taken(when, on)
        elif name.strip().casefold() in own:
            own[name.strip().casefold()] = _last_taken(when, on)
        else:
            raise BadInput(
                f"--last-taken: “{name}” is not one of the names asked about. Write it the same way."
            )
    return [
        _Taken(name, resolve(name, known), every if isinstance(when, Unknown) else when)
        for name, when in ((name, own[name.strip().casefold()]) for name, _ in typed)
    ]


def _split(text: str, on: date) -> tuple[str, LastTaken]:
    name, equals, when = text.rpartition("=")
    return (name, _last_taken(when, on)) if equals else (text, UNKNOWN)


def _last_taken(text: str, on: date) -> LastTaken:
    if text.strip().casefold() == "ongoing":
        return "ongoing"
    try:
        day: date | ApproximateDate = approximate(text.strip())
    except ValueError:
        day = _exact(text.strip(), "--last-taken")
    if wholly_after(day, on):
        raise BadInput(f"“{text}” lies after {on}, the day asked about. Check the year.")
    return day


def _exact(text: str, option: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not _FIRST <= day <= _LAST:
        expected = "Write it as 2026-12-01." if option == "--on" else f"Write {_DAY}."
        raise BadInput(f"{option}: “{text}” is not a day that can be meant. {expected}")
    return day


def _places(rule: Rule, taken: list[_Taken], on: date) -> list[_Place]:
    row = rule.interaction
    if row is None:
        return []
    return [
        _Place(each, item, window_after(item, row, each.last_taken, on))
        for each in taken
        for item in ingredients_of(each.meaning)
        if item.classes & row.classes
    ]


def _when(last_taken: LastTaken) -> object:
    match last_taken:
        case Unknown():
            return None
        case ApproximateDate():
            return {"earliest": last_taken.earliest.isoformat(), "latest": last_taken.latest.isoformat()}
        case _:
            return str(last_taken)


def _row(rule: Rule, places: list[_Place]) -> dict[str, object]:
    row = rule.interaction
    assert row is not None  # noqa: S101 -- only rules with a row have places
    return {
        "id": row.id,
        "title": row.title,
        "severity": rule.severity.value,
        "direction": row.direction,
        "mechanism": row.mechanism,
        "evidence": row.evidence,
        "window": row.window.text if row.window else None,
        "window_words": row.window_words,
        "resolve": rule.resolve,
        **{name: asdict(getattr(row, name)) for name in _FIELDS},
        "grade": row.citation.grade.value,
        "sources": [source_json(citation) for citation in (row.citation, *row.more)],
        "medicines": [_place_json(place) for place in places],
    }


def _place_json(place: _Place) -> dict[str, object]:
    state = place.state
    return {
        "name": place.taken.name,
        "ingredient": place.ingredient.name,
        "last_taken": _when(place.taken.last_taken),
        "lies": state.lies.value,
        "words": state.words,
        "bounds": [
            {
                "period": bound.period.text,
                "words": bound.words,
                "lies": bound.lies.value,
                "ends": bound.ends.isoformat() if bound.ends else None,
                **source_json(bound.citation),
            }
            for bound in state.bounds
        ],
    }


def _lines(on: date, rows: list[tuple[Rule, list[_Place]]], taken: list[_Taken]) -> Iterator[str]:
    yield f"Together with psilocybin, on {on}. Whether a medicine is changed is its prescriber's decision."
    for rule, places in rows:
        row = rule.interaction
        assert row is not None  # noqa: S101 -- only rules with a row have places
        yield ""
        yield from _row_lines(rule, row)
        for place in places:
            yield f"  {place.ingredient.name} (“{place.taken.name}”): {place.state.words}"
            for bound in place.state.bounds[1:]:
                yield f"      beside it: {bound.words} [grade {bound.citation.grade.value}]"
    for each in taken:
        if isinstance(each.meaning, Unresolved):
            yield ""
            yield from lines(each.name, each.meaning)
    for each, item in _unspoken(taken):
        yield (
            f"\n{item.name} (“{each.name}”): recognised; no row of the table speaks of it. "
            "That is not a proof of safety."
        )


def _unspoken(taken: list[_Taken]) -> Iterator[tuple[_Taken, Ingredient]]:
    """What was recognised and meets no row, so that silence is not read as safety."""
    for each in taken:
        for item in ingredients_of(each.meaning):
            if not interactions_with(item.classes, interactions()):
                yield each, item


def _row_lines(rule: Rule, row: Interaction) -> Iterator[str]:
    yield f"{row.id}  {row.title}  [{rule.severity.value}; grade {row.citation.grade.value}; {row.citation.text}]"
    yield f"  Direction: {row.direction}. Mechanism: {row.mechanism}."
    yield f"  Evidence: {row.evidence}"
    for name in _FIELDS:
        stance = getattr(row, name)
        yield f"  {name.replace('_', ' ').capitalize()}: {stance.answer.value} ({stance.words})"
    yield f"  To settle it: {rule.resolve}"
