"""`cairn content list`: every entry with its kind, id, version, status and grades."""

import argparse
from dataclasses import asdict

from cairn.cli.terminal import Exit, add_json_option, say, say_json
from cairn.content.listing import Listed, listing


def register(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    command = questions.add_parser(
        "list",
        help="list every entry",
        description="Every measure, rule, profile, regime, protocol, paper, fact and medicine, with its grades.",
    )
    command.add_argument("--kind", help="only one kind, such as measure, rule, regime or protocol")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """List them."""
    found = [each for each in listing() if arguments.kind in {None, each.kind}]
    if arguments.json:
        say_json({"entries": [{**asdict(each), "grades": dict(each.grades or {})} for each in found]})
    else:
        say("\n".join(map(_line, found)) or "Nothing of that kind.")
    return Exit.DONE


def _line(each: Listed) -> str:
    grades = ", ".join(f"{grade} {count}" for grade, count in (each.grades or {}).items())
    version = f"@{each.version}" if each.version else ""
    return "  ".join(filter(None, [f"{each.kind:<20}{each.id}{version}", each.status, grades]))
