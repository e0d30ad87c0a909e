"""The command line `cairn`, as its own parser tells it."""

import argparse
from collections.abc import Iterator
from functools import partial
from typing import cast

from cairn.cli import parser
from cairn.config.documents.answers import answer
from cairn.config.documents.page import page

WIDTH = 100


def command_line() -> str:
    """Each command with its options and what it answers."""
    top = parser()
    return page(
        "Command line",
        "No database is needed. With `--json` the answer is one JSON object on standard output, also when a "
        'command refuses: `{"error": "…"}`. Keys are added over time, never renamed or removed.',
        _block(top),
        *(f"## {name}\n\n{_block(command)}{_answer(name)}" for name, command in _commands(top)),
    )


def _commands(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in top._actions:  # noqa: SLF001 (argparse has no public way to list its subcommands)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            yield from action.choices.items()


def _block(command: argparse.ArgumentParser) -> str:
    kind = cast("type[argparse.HelpFormatter]", command.formatter_class)
    command.formatter_class = partial(kind, width=WIDTH)
    return f"```text\n{command.format_help().rstrip()}\n```"


def _answer(name: str) -> str:
    words = answer(name)
    return f"\n\nWith `--json`:\n\n{words}" if words else ""
