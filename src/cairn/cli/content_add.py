"""`cairn content add FILE`: a site's licensed text or value set, checked and put where the site's content is."""

import argparse
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from cairn import clock
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.loader import ContentFaultError, parse_yaml
from cairn.content.readers.instrument import TEXTS_FOLDER, instruments, skeletons
from cairn.content.readers.licensed_text import licensed_text_in
from cairn.content.readers.value_set import FOLDER as VALUE_SETS_FOLDER
from cairn.content.readers.value_set import read_value_set, value_sets
from cairn.content.source import Source, reading_from
from cairn.domain.instruments.licensed_text import misfits

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
Checked = tuple[str, list[str]]
"""Where a file belongs in the site's folder, and why it may not go there."""


def register(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    command = questions.add_parser(
        "add",
        help="put a licensed text or a value set into the site's folder",
        description=(
            "FILE is a licensed text (.yaml) for a measure that comes without its words, or a value set (.csv). It is "
            "put into the site's folder only if it fits wholly."
        ),
        epilog="exit codes: 0 it is there, 1 it does not fit, 2 it cannot be read or written, 3 content fault",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the file")
    command.add_argument(
        "--to", type=Path, metavar="DIR", help="the site's folder; else CAIRN_SITE_CONTENT names it"
    )
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Check the file against its measure, and put it in its place or say what does not fit."""
    folder = arguments.to or Path(os.environ.get("CAIRN_SITE_CONTENT") or "")
    if folder == Path() or not folder.is_dir():
        raise BadInput("No site's folder: name one that is there with --to, or in CAIRN_SITE_CONTENT.")
    text = _read(arguments.file)
    check = _check_of(arguments.file)
    with reading_from(Source(site=folder)):
        path, wrong = check(text, arguments.file.name)
    if not wrong:
        _put(folder / path, text)
    if arguments.json:
        say_json({"added": not wrong, "path": None if wrong else path, "misfits": wrong})
    elif wrong:
        say("\n".join([f"{arguments.file} was not added.", *(f"  {each}" for each in wrong)]))
    else:
        say(f"{folder / path}: added. A running centre takes it within seconds.")
    return Exit.NO if wrong else Exit.DONE


def _check_of(file: Path) -> Callable[[str, str], Checked]:
    checks = {".yaml": _text, ".csv": _value_set}
    if file.suffix not in checks:
        raise BadInput(f"{file} ends in neither .yaml nor .csv. A licensed text is YAML, a value set CSV.")
    return checks[file.suffix]


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"Cannot read {file}. Check that it is there, and that it is UTF-8 text.") from fault


def _text(written: str, name: str) -> Checked:
    try:
        text = licensed_text_in(parse_yaml(written, name), name)
    except ContentFaultError as fault:
        return "", [str(fault)]
    measure = text.instrument.partition("@")[0]
    if measure not in skeletons():
        return "", [f"There is no measure {text.instrument}. `cairn content list --kind measure` names them."]
    wrong = list(misfits(skeletons()[measure], text))
    if not text.permitted_on(clock.now().date()):
        wrong.append(f"The permission ended on {text.permitted_until}.")
    return f"{TEXTS_FOLDER}/{measure}.yaml", wrong


def _value_set(written: str, name: str) -> Checked:
    try:
        read = read_value_set(written, name, instruments())
    except ContentFaultError as fault:
        return "", [str(fault)]
    if not _FILE_NAME.fullmatch(read.id):
        return "", [f"The id {read.id!r} cannot name a file. Use letters, digits, points and hyphens."]
    here = value_sets().get(read.instrument)
    if here is not None and here.id != read.id:
        return "", [f"{read.instrument} has the value set {here.id} here already. Take that file out first."]
    return f"{VALUE_SETS_FOLDER}/{read.id}.csv", []


def _put(place: Path, text: str) -> None:
    """Write aside, then rename: nobody ever reads half a file."""
    aside = place.with_name(f".{place.name}.{uuid4().hex}")
    try:
        place.parent.mkdir(exist_ok=True)
        aside.write_text(text, encoding="utf-8")
        aside.replace(place)
    except OSError as fault:
        raise BadInput(f"Cannot write {place}: {fault.strerror}. Check who may write there.") from fault
    finally:
        with suppress(OSError):
            aside.unlink()
