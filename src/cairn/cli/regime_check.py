"""`cairn regime PACK check FACTS --event E --at T`: what every rule says of one event."""

import argparse
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from cairn.cli.facts_file import FactsRefusedError, facts_from
from cairn.cli.regime_json import outcome_as_json, pack_as_json
from cairn.cli.regime_pack import pack_lines, pack_named, source_words
from cairn.cli.terminal import BadInput, Exit, add_json_option, read_json, say, say_json
from cairn.content.loader import ContentFaultError, parse_yaml
from cairn.content.readers.house_rules import read_house_rules
from cairn.domain.citations import Reviewer
from cairn.domain.facts import UNKNOWN, Facts
from cairn.domain.regimes.evaluation import requirements_at
from cairn.domain.regimes.events import Event, Standing
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.regimes.pack import Pack

_STARTS_AT = "admin.start_at"


def register_check(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    command = questions.add_parser(
        "check",
        help="what every rule says of one event",
        description=(
            "Facts are a JSON object by declared fact (`cairn facts` lists them). A fact that is null or left out is "
            "not known, never no; on a rule that stops, not known stops."
        ),
        epilog="exit codes: 0 nothing stops, 1 something stops, 2 facts or usage refused, 3 content fault",
    )
    command.add_argument("facts", help="a JSON file, or - for standard input")
    command.add_argument(
        "--event", required=True, metavar="EVENT", help="what happens, such as administration.start"
    )
    command.add_argument(
        "--at",
        required=True,
        metavar="WHEN",
        help="when it happens: 2026-12-01T09:00 in the place's zone, with an offset where you mean another, or a day",
    )
    command.add_argument(
        "--reviewed-by",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody of the site who has compared the pack with the official text: what needs a reviewer then binds",
    )
    command.add_argument("--house", metavar="FILE", help="the site's own rules for this regime, as YAML")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Answer; exit 1 when something stops the event."""
    pack = _with_house(pack_named(arguments.pack), arguments.house)
    event, at = _event(arguments.event), _moment(arguments.at, pack)
    reviewers = tuple(Reviewer(name, pack.day(at)) for name in arguments.reviewed_by)
    facts = _facts(arguments.facts, event, at, pack)
    outcomes = requirements_at(pack, event, facts, at, reviewers)
    stops = any(outcome.stops for outcome in outcomes)
    if arguments.json:
        said = {"event": event, "at": at.isoformat(), "on": pack.day(at).isoformat(), "stops": stops}
        rules = [outcome_as_json(outcome) for outcome in outcomes]
        say_json({"regime": pack_as_json(pack), **said, "reviewed_by": arguments.reviewed_by, "rules": rules})
    else:
        say("\n".join(_lines(pack, event, at, outcomes)))
    return Exit.NO if stops else Exit.DONE


def _with_house(pack: Pack, path: str | None) -> Pack:
    if path is None:
        return pack
    try:
        return read_house_rules(parse_yaml(Path(path).read_text(encoding="utf-8"), path), path, pack)
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"Cannot read {path}: {fault}. Check the path.") from fault
    except ContentFaultError as fault:
        raise BadInput(str(fault)) from fault


def _event(text: str) -> Event:
    if text not in list(Event):
        raise BadInput(f"There is no event '{text}'. There are: {', '.join(Event)}.")
    return Event(text)


def _moment(text: str, pack: Pack) -> date | datetime:
    """A day, or an instant; one without an offset is meant in the pack's zone and must be one instant there."""
    try:
        if len(text) == len("2026-12-01"):
            return date.fromisoformat(text)
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--at: '{text}' is no time. Write it as 2026-12-01T09:00, or as a day.") from None
    if at.tzinfo is not None:
        return at
    here = at.replace(tzinfo=pack.zone)
    if here.astimezone(UTC).astimezone(pack.zone).replace(tzinfo=None) != at:
        raise BadInput(f"--at: the clocks in {pack.zone.key} skip {text}. Write another time.")
    if here.utcoffset() != here.replace(fold=1).utcoffset():
        raise BadInput(
            f"--at: {text} happens twice in {pack.zone.key}. Write it with its offset, such as -08:00."
        )
    return here


def _facts(path: str, event: Event, at: date | datetime, pack: Pack) -> Facts:
    """What is known. A session that starts starts now, unless the facts say when."""
    document = read_json(path)
    if not isinstance(document, dict):
        raise BadInput('Facts are a JSON object by declared fact, such as {"psychosis.ever": false}.')
    try:
        facts = facts_from(document, pack.day(at))
    except FactsRefusedError as refused:
        raise BadInput(f"Nothing was checked.\n{refused}") from refused
    starts = event is Event.ADMINISTRATION_START and isinstance(at, datetime)
    return facts.with_values({_STARTS_AT: at}) if starts and facts.get(_STARTS_AT) is UNKNOWN else facts


def _lines(pack: Pack, event: Event, at: date | datetime, outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    yield from pack_lines(pack, pack.day(at))
    yield f"{event} at {at.isoformat(' ', 'minutes') if isinstance(at, datetime) else at.isoformat()}"
    if not outcomes:
        yield "\nNo rule is asked at this event."
    for heading, found in _grouped(outcomes):
        if found:
            yield f"\n{heading}"
        for outcome in found:
            yield f"  {outcome.standing:<15}{outcome.said}  {source_words(outcome.rule, outcome.citation)}"
            if outcome.is_open or outcome.standing is Standing.GAP:
                yield f"  {'':<15}{outcome.how}"


def _grouped(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[str, tuple[Outcome, ...]]]:
    stopping = tuple(outcome for outcome in outcomes if outcome.stops)
    weak = tuple(o for o in outcomes if o.is_open and o.effect.stops and not o.enforced)
    tasks = tuple(o for o in outcomes if o.is_open and not o.effect.stops)
    gaps = tuple(o for o in outcomes if o.standing is Standing.GAP)
    rest = tuple(o for o in outcomes if o not in (*stopping, *weak, *tasks, *gaps))
    yield "Stops:", stopping
    yield "Would stop once a reviewer of the site has signed:", weak
    yield "To do:", tasks
    yield "Questions; they stop nothing:", gaps
    yield "Asked, and nothing waits:", rest
