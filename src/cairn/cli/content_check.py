"""`cairn content check DIR`: every fault of some content, each with its file, its entry and its mend."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.checking import content_files, every_fault, stray_files
from cairn.content.loader import ContentFaultError
from cairn.content.source import SITE_FOLDERS, Source, packaged

_SITE_ONLY = frozenset(name for name in SITE_FOLDERS if not packaged(name).is_dir())


def register(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    command = questions.add_parser(
        "check",
        help="find every fault of a folder of content",
        description=(
            "DIR is laid out like Cairn's own content, whole or in part: a file of the same path replaces that one, "
            f"a new one is added. Or it is a site's folder, with {', '.join(SITE_FOLDERS)}; a site only adds."
        ),
        epilog="exit codes: 0 sound, 1 faults, 2 the folder cannot be used",
    )
    command.add_argument("folder", metavar="DIR", help="the folder")
    command.add_argument("--site", action="store_true", help="read it as a site's folder, whatever is in it")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Check; exit 1 where anything is wrong."""
    folder = Path(arguments.folder)
    files = _files(folder)
    site = arguments.site or is_site(files)
    source = Source(site=folder) if site else Source(folder)
    faults = (*stray_files(folder), *every_fault(source))
    read_as = "a site's folder" if site else "laid over Cairn's content"
    if arguments.json:
        faulty = [
            {"file": each.file, "entry": each.entry, "what": each.what, "do": each.do} for each in faults
        ]
        read = "site" if site else "content"
        say_json({"sound": not faults, "read_as": read, "files": len(files), "faults": faulty})
    else:
        say("\n".join(_lines(faults, f"{_counted(len(files), 'file')}, {read_as}")))
    return Exit.NO if faults else Exit.DONE


def is_site(files: list[str]) -> bool:
    """Whether files are a site's own: all stand in a site's folders, and one where only a site has any."""
    tops = {path.partition("/")[0] for path in files}
    return tops <= set(SITE_FOLDERS) and not tops.isdisjoint(_SITE_ONLY)


def _files(folder: Path) -> list[str]:
    if not folder.is_dir():
        raise BadInput(f"{folder} is not a folder. Name the folder that holds the content.")
    try:
        next(folder.iterdir(), None)  # a folder that may not be read would else seem empty
        files = content_files(folder)
    except OSError as fault:
        raise BadInput(f"Cannot read {folder}: {fault.strerror}. Check who may read it.") from fault
    if files and not any(_known(path) for path in files):
        raise BadInput(
            f"{folder} holds no content: no file of it stands where Cairn reads one. "
            "Lay it out like Cairn's own content, or like a site's folder."
        )
    return files


def _known(path: str) -> bool:
    parent = path.rpartition("/")[0]
    return packaged(path).is_file() or parent in SITE_FOLDERS or (bool(parent) and packaged(parent).is_dir())


def _lines(faults: tuple[ContentFaultError, ...], what: str) -> Iterator[str]:
    yield f"{_counted(len(faults), 'fault') if faults else 'Sound'}: {what}."
    for each in faults:
        yield f"\n{each.file}, {each.entry}:\n  {each.what}\n  {each.do}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
