"""What a command answers with, shown by running it on the examples in docs/reference/examples."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings

from cairn.cli import main
from cairn.config.documents.page import quoted, table

FOLDER: Final = Path("docs", "reference", "examples")
EXAMPLES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        "instruments": ((),),
        "facts": ((),),
        "score": (("phq-9", "answers.json"), ("phq-9", "answers-incomplete.json")),
        "screen": (("facts.json", "--regime", "us-or", "--on", "2026-12-01"),),
        "referral": (("referral.json",),),
        "regime": (("us-or", "session", "--dose-mg", "25", "--clients", "1", "--on", "2026-12-01"),),
    }
)
HEAD: Final = ("key", "kind", "such as")
CHANGING: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "a SHA-256 in hex": re.compile(r'"[0-9a-f]{64}"'),
        "a moment": re.compile(r'"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)"'),
    }
)
"""What differs from run to run, or with every change of the content, is described and not shown."""
LONG: Final = 60
SHORT_ANSWER: Final = 40


def answer(command: str) -> str:
    """The keys of a command's JSON over all its examples, and a short answer in full."""
    runs = [(arguments, *_run(command, arguments)) for arguments in EXAMPLES.get(command, ())]
    seen: dict[str, list[Any]] = {}
    for _, _, said in runs:
        for key, value in _leaves(said, ""):
            seen.setdefault(key, []).append(value)
    for key in [key for key in seen if any(other.startswith((f"{key}[]", f"{key}.")) for other in seen)]:
        del seen[key]
    shown = [
        f"`cairn {' '.join((command, *arguments))}` ends with {code}"
        for arguments, code, _ in runs
        if arguments
    ]
    parts = (
        "; ".join(shown) + "." if shown else "",
        table(HEAD, ((quoted(key), _kinds(values), _sample(values)) for key, values in seen.items())),
        *(
            f"```json\n{text}\n```"
            for _, _, said in runs
            if len((text := json.dumps(said, ensure_ascii=False, indent=2)).splitlines()) <= SHORT_ANSWER
        ),
    )
    return "\n\n".join(part for part in parts if part)


def _run(command: str, arguments: tuple[str, ...]) -> tuple[int, Any]:
    folder = settings.PACKAGE.parents[1] / FOLDER
    placed = [str(folder / each) if each.endswith(".json") else each for each in arguments]
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(io.StringIO()):
        code = main([command, *placed, "--json"])
    return int(code), json.loads(printed.getvalue())


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value at the end of a path; members of a list share the path ``[]``."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{_key(key)}" if path else _key(key))
    elif isinstance(value, list) and any(isinstance(member, dict | list) for member in value):
        for member in value:
            yield from _leaves(member, f"{path}[]")
    else:
        yield path, value


def _key(key: str) -> str:
    """The key itself, or what it stands for where the keys are data."""
    if key.isdigit():
        return "<item>"
    return "<fact>" if "." in key else key


def _kinds(values: list[Any]) -> str:
    kinds = {type(value): None for value in values}
    named = {
        str: "text",
        bool: "true or false",
        int: "number",
        float: "number",
        list: "list",
        dict: "object",
        type(None): "null",
    }
    return " or ".join(dict.fromkeys(named[kind] for kind in kinds))


def _sample(values: list[Any]) -> str:
    value = next((each for each in values if each not in (None, "", [], {})), values[0])
    text = json.dumps(value, ensure_ascii=False)
    for name, pattern in CHANGING.items():
        if pattern.fullmatch(text):
            return name
    return quoted(text if len(text) <= LONG else f"{text[: LONG - 1]}…")
