"""The clinical core from a shell: `cairn COMMAND …`. No database and no web framework.

A command is a module here with `register(subparsers)`, named in `COMMANDS`. Its parser carries
`run`, a function from the parsed arguments to an `Exit`.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cairn.cli.terminal import BadInput, Exit, complain
from cairn.content.loader import ContentFaultError
from cairn.content.source import Source, current, reading_from

COMMANDS: tuple[str, ...] = (
    "instruments",
    "score",
    "score-table",
    "referral",
    "regime",
    "facts",
    "screen",
    "medicines",
    "interactions",
    "content",
    "roadmap",
)
"""The order is the order in `cairn --help`."""

EPILOGUE = """exit codes:
  0  done; the answer is yes, complete or clear
  1  done; the answer is no, incomplete or blocked
  2  the command or its input cannot be used
  3  Cairn's own clinical content is at fault"""


def parser(commands: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The whole command line, one subcommand for each name in `COMMANDS`, or a part of it."""
    top = argparse.ArgumentParser(
        prog="cairn",
        description="Decision support from a shell. A named, licensed person decides.",
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in commands:
        importlib.import_module(f"cairn.cli.{name.replace('-', '_')}").register(subparsers)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; bad usage leaves by SystemExit(2), as argparse does."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    asked = [name for name in given[:1] if name in COMMANDS]  # what is not asked for need not be loaded
    parsed = parser(asked or COMMANDS).parse_args(given)
    try:
        with reading_from(_content()):
            return int(parsed.run(parsed))
    except BadInput as bad:
        complain(str(bad), as_json=parsed.json)
        return Exit.UNUSABLE
    except ContentFaultError as fault:
        complain(str(fault), as_json=parsed.json)
        return Exit.CONTENT_FAULT


def _content() -> Source:
    """The product's content, with the site's own where ``CAIRN_SITE_CONTENT`` names its folder."""
    folder = os.environ.get("CAIRN_SITE_CONTENT")
    if not folder:
        return current()
    if not Path(folder).is_dir():
        raise BadInput(f"CAIRN_SITE_CONTENT names {folder}, which is no folder. Mend it, or unset it.")
    return Source(site=Path(folder))
