"""What every command shares: exit codes, reading a JSON file, printing an answer or a complaint."""

import argparse
import json
import sys
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

LARGEST_INPUT_BYTES = 64 * 1024 * 1024
"""Bundles are up to a few megabytes; far beyond that is a mistake, and is refused before it is read."""


class Exit(IntEnum):
    """What the exit code of a command says."""

    DONE = 0
    NO = 1
    UNUSABLE = 2
    CONTENT_FAULT = 3


class BadInput(Exception):
    """What was given to the command cannot be used; the words say what, why and what next."""


def add_json_option(command: argparse.ArgumentParser) -> None:
    """Give a command `--json`; every command must have it."""
    command.add_argument("--json", action="store_true", help="answer as JSON with stable keys")


def read_json(source: str) -> object:
    """The JSON document in the file `source`, or on standard input for `-`.

    Raises BadInput for a file that cannot be read, is not UTF-8 JSON, names a key twice, or is too large.
    """
    try:
        text = _bytes_of(source).decode("utf-8-sig")
    except OSError as fault:
        raise BadInput(f"Cannot read {source}: {fault.strerror or fault}. Check the path.") from fault
    except UnicodeDecodeError as fault:
        raise BadInput(f"{source} is not UTF-8 text. Save it as UTF-8 JSON and try again.") from fault
    try:
        return json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_such_number)
    except json.JSONDecodeError as fault:
        raise BadInput(
            f"{source} is not JSON: {fault.msg} at line {fault.lineno}, column {fault.colno}."
        ) from fault
    except RecursionError as fault:
        raise BadInput(f"{source} is nested too deeply to be read.") from fault


def say(text: str) -> None:
    """Print an answer for a person."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def say_json(answer: Mapping[str, object]) -> None:
    """Print an answer for a program."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")


def complain(words: str, *, as_json: bool) -> None:
    """Say on standard error why there is no answer; with `--json` also on standard output, as `error`."""
    if as_json:
        say_json({"error": words})
    sys.stderr.write(f"cairn: {words}\n")


def _bytes_of(source: str) -> bytes:
    if source == "-":
        return _not_too_large(source, sys.stdin.buffer.read(LARGEST_INPUT_BYTES + 1))
    with Path(source).open("rb") as file:
        return _not_too_large(source, file.read(LARGEST_INPUT_BYTES + 1))


def _not_too_large(source: str, content: bytes) -> bytes:
    if len(content) > LARGEST_INPUT_BYTES:
        limit = LARGEST_INPUT_BYTES // (1024 * 1024)
        raise BadInput(f"{source} is larger than {limit} MB. Give a smaller file.")
    return content


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise BadInput(f'The key "{key}" is given twice. Keep one of the two.')
        found[key] = value
    return found


def _no_such_number(name: str) -> NoReturn:
    raise BadInput(f"{name} is not a JSON number. Use a number, or null for no answer.")
