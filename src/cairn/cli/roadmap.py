"""`cairn roadmap PROTOCOL …`: one person's or one couple's dated steps, or the smallest set of what conflicts."""

import argparse
import hashlib
import json
from typing import Final

from cairn.cli.regime_pack import day_of, pack_named
from cairn.cli.roadmap_file import Person, read_person, read_practitioners, read_roadmap
from cairn.cli.roadmap_words import conflict_json, conflict_lines, list_json, list_lines, plan_lines
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.readers.protocol import protocols
from cairn.domain.protocols.people import Who
from cairn.domain.protocols.protocol import Protocol
from cairn.domain.roadmap.changes import changes_between
from cairn.domain.roadmap.plain import to_plain
from cairn.domain.roadmap.planner import Around, propose, revise
from cairn.domain.roadmap.preferences import Condition
from cairn.domain.roadmap.roadmap import Conflict, Roadmap, seen_by

EPILOGUE: Final = """the file of --facts (and --partner-facts), every key optional but hours:
  {"start_on": "2026-12-01",
   "hours": {"monday": [["09:00", "18:00"]], "thursday": [["09:00", "12:00"], ["13:00", "18:00"]]},
   "away": [["2026-12-24", "2027-01-01"]],
   "not_before": {"administration-1": "2027-01-11"},
   "needs": {"video": "as-usual | first | only", "interpreter": "es", "accessibility": ["a ramp"]},
   "conditions": [{"code": "…", "words": "…", "before": "a step or a kind of step", "days": 14}],
   "session": {"dose_mg": "25", "clients": 1},
   "held": [{"step": "preparation-1", "starts": "2026-12-01T09:00:00-08:00", "ends": "…"}]}

the file of --practitioner: {"practitioners": [{"name": "…", "hours": {…}, "away": [], "for": ["person"]}]}
An example stands in docs/reference/examples/roadmap-facts.json.

exit codes: 0 planned, 1 the constraints conflict, 2 unusable input, 3 content fault"""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "roadmap",
        help="plan dated steps from a protocol, a regime and a person's days",
        description="Dated steps with windows and reasons; or the smallest set of constraints that conflict.",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("protocol", nargs="?", help="such as trd-mood or trd-mood-couples-joint@1")
    command.add_argument("--list", action="store_true", help="list the protocols and what may be tailored")
    command.add_argument("--facts", metavar="F", help="when the person can come and what they need")
    command.add_argument("--partner-facts", metavar="F", help="the same of the partner, for a couple")
    command.add_argument("--practitioner", metavar="F", help="when the chosen facilitators can")
    command.add_argument("--regime", metavar="R", help="the place, such as us-or")
    command.add_argument("--from", dest="begins", metavar="YYYY-MM-DD", help="the day of planning")
    command.add_argument(
        "--tailor",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help="change what may be changed",
    )
    command.add_argument("--revise", metavar="PLAN", help="a roadmap printed with --json, to be moved little")
    command.add_argument(
        "--because", default="", metavar="WORDS", help="why it is revised; stays with the new one"
    )
    command.add_argument(
        "--seen-by", choices=[who.value for who in Who], help="only what one of a couple may see"
    )
    command.add_argument("--why", action="store_true", help="print the reasons of each step")
    command.add_argument("--language", choices=["en", "es"], default="en", help="the language of the words")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Plan, or list the protocols."""
    if arguments.list:
        found = tuple(protocols().values())
        if arguments.json:
            say_json(list_json(found))
        else:
            say("\n".join(list_lines(found, arguments.language)))
        return Exit.DONE
    for option in ("protocol", "facts", "regime", "begins"):
        if getattr(arguments, option) is None:
            name = {"begins": "--from", "protocol": "PROTOCOL"}.get(option, f"--{option}")
            raise BadInput(f"{name} is missing. Give it, or --list to see the protocols.")
    return _plan(arguments, _protocol(arguments.protocol))


def _protocol(name: str) -> Protocol:
    """By its key, or the latest version by its id."""
    if name in protocols():
        return protocols()[name]
    versions = [each for each in protocols().values() if each.id == name]
    if not versions:
        raise BadInput(f"There is no protocol '{name}'. There are: {', '.join(protocols())}.")
    return max(versions, key=lambda each: each.version)


def _wishes(texts: list[str]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name or not value:
            raise BadInput(f"--tailor: '{text}' is not NAME=VALUE, such as preparation-sessions=4.")
        if name in found:
            raise BadInput(f"--tailor: '{name}' is given twice. Keep one of the two.")
        found[name] = value
    return tuple(sorted(found.items()))


def _plan(arguments: argparse.Namespace, protocol: Protocol) -> Exit:
    pack, begins = pack_named(arguments.regime), day_of(arguments.begins)
    person = read_person(arguments.facts, pack.zone, begins)
    partner = read_person(arguments.partner_facts, pack.zone, begins) if arguments.partner_facts else None
    around = Around(
        session=person.session,
        partner=None if partner is None else partner.preferences,
        practitioners=read_practitioners(arguments.practitioner) if arguments.practitioner else (),
        conditions=_conditions(person, partner),
        wishes=_wishes(arguments.tailor),
    )
    before = read_roadmap(arguments.revise) if arguments.revise else None
    try:
        if before is None:
            found = propose(protocol, pack, person.preferences, begins, around=around)
        else:
            _check_same(before, protocol)
            found = revise(
                before, protocol, pack, person.preferences, begins, held=person.held, around=around
            )
    except ValueError as fault:
        raise BadInput(str(fault)) from fault
    if isinstance(found, Conflict):
        if arguments.json:
            say_json(conflict_json(found))
        else:
            say("\n".join(conflict_lines(found, arguments.language)))
        return Exit.NO
    _show(arguments, protocol, found, before)
    return Exit.DONE


def _conditions(person: Person, partner: Person | None) -> tuple[Condition, ...]:
    return (*person.conditions, *(() if partner is None else partner.conditions))


def _check_same(before: Roadmap, protocol: Protocol) -> None:
    if before.protocol != protocol.key:
        raise BadInput(
            f"The roadmap to revise is one of {before.protocol}, not of {protocol.key}. Give that protocol."
        )


def _show(arguments: argparse.Namespace, protocol: Protocol, found: Roadmap, before: Roadmap | None) -> None:
    changed = () if before is None else changes_between(before, found)
    shown = seen_by(found, Who(arguments.seen_by)) if arguments.seen_by else found
    if not arguments.json:
        say("\n".join(plan_lines(protocol, shown, changed, language=arguments.language, why=arguments.why)))
        return
    answer: dict[str, object] = {"status": "planned", "roadmap": to_plain(shown)}
    if before is not None:
        plain = json.dumps(to_plain(before), ensure_ascii=False, sort_keys=True)
        answer["replaces"] = {
            "sha256": hashlib.sha256(plain.encode()).hexdigest(),
            "because": arguments.because,
        }
        answer["changes"] = [
            {
                "step": change.step,
                "was": None if change.was is None else change.was.isoformat(),
                "now": None if change.now is None else change.now.isoformat(),
            }
            for change in changed
        ]
    say_json(answer)
