"""`cairn regime`: which regimes there are, and what each asks of a session, of an event, between two days."""

import argparse

from cairn.cli.regime_calendar import register_calendar
from cairn.cli.regime_check import register_check
from cairn.cli.regime_list import run_list
from cairn.cli.regime_pack import pack_named
from cairn.cli.regime_replay import register_replay
from cairn.cli.regime_session import register_session
from cairn.cli.terminal import BadInput, Exit, add_json_option

LIST = "list"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its questions."""
    command = subparsers.add_parser(
        "regime",
        help="ask what a place's rules call for",
        description="'cairn regime list' shows every place with its version, its rules by grade and its questions.",
    )
    command.add_argument("pack", help="the place, such as us-or, or 'list' for all of them")
    add_json_option(command)
    command.set_defaults(run=_run)
    questions = command.add_subparsers(dest="question", metavar="QUESTION")
    register_session(questions)
    register_check(questions)
    register_calendar(questions)
    register_replay(questions)


def _run(arguments: argparse.Namespace) -> Exit:
    """Without a question: the list, or what could be asked."""
    if arguments.pack == LIST:
        return run_list(as_json=arguments.json)
    pack = pack_named(arguments.pack)
    raise BadInput(
        f"What about {pack.key}? Ask session, check, calendar or replay after it, each with --help."
    )
