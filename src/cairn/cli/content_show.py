"""`cairn content show ID`: one entry as it is written."""

import argparse

import yaml

from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.showing import Shown, entries_named
from cairn.content.source import current


def register(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    command = questions.add_parser(
        "show",
        help="show one entry as it is written",
        description="A measure, rule, profile, regime, protocol, paper, fact or medicine, from the file it stands in.",
    )
    command.add_argument("id", help="such as phq-9, SCR-PSY-01, us-or or OR-DOSE-01")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Show every entry of that id."""
    found = entries_named(arguments.id)
    if not found:
        raise BadInput(f"There is no entry {arguments.id!r} here. `cairn content list` names them all.")
    if arguments.json:
        said = [{"file": each.file, "id": each.id, "entry": _plain(each.data)} for each in found]
        say_json({"entries": said})
    else:
        say("\n\n".join(f"# {each.file}\n{_text(each)}" for each in found))
    return Exit.DONE


def _text(each: Shown) -> str:
    if each.whole:
        return current().place(each.file).read_text(encoding="utf-8").rstrip()
    return yaml.safe_dump({each.id: each.data}, sort_keys=False, allow_unicode=True, width=100).rstrip()


def _plain(value: object) -> object:
    """The entry as JSON can say it: days as text."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | float | None) else str(value)
