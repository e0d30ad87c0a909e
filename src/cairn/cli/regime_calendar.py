"""`cairn regime PACK calendar`: reports due, rules that begin or end, the day to read the text again."""

import argparse

from cairn.cli.regime_json import pack_as_json
from cairn.cli.regime_pack import day_of, pack_lines, pack_named, source_words
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.domain.regimes.calendar import Dated, calendar

_LONGEST_YEARS = 30


def register_calendar(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    command = questions.add_parser(
        "calendar",
        help="what is due and what changes between two days",
        epilog="exit codes: 0 answered, 2 unusable input, 3 content fault",
    )
    command.add_argument("--from", dest="first", required=True, metavar="YYYY-MM-DD", help="the first day")
    command.add_argument("--to", dest="last", required=True, metavar="YYYY-MM-DD", help="the last day")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Answer."""
    pack = pack_named(arguments.pack)
    first, last = day_of(arguments.first), day_of(arguments.last)
    if last < first:
        raise BadInput(f"--to {last} lies before --from {first}. Swap them.")
    if last.year - first.year > _LONGEST_YEARS:
        raise BadInput(f"From {first} to {last} is more than {_LONGEST_YEARS} years. Ask for fewer.")
    found = calendar(pack, first, last)
    if arguments.json:
        days = {"from": first.isoformat(), "to": last.isoformat(), "days": [_json(each) for each in found]}
        say_json({"regime": pack_as_json(pack), **days})
    else:
        none = () if found else ("Nothing is due and nothing changes in that time.",)
        say("\n".join([*pack_lines(pack, last), "", *(_line(each) for each in found), *none]))
    return Exit.DONE


def _json(dated: Dated) -> dict[str, object]:
    return {
        "on": dated.on.isoformat(),
        "what": dated.what,
        "rule": dated.rule,
        "words": dated.words,
        "enforced": dated.enforced,
        "source": dated.citation.text if dated.citation else None,
        "grade": dated.citation.grade if dated.citation else None,
    }


def _line(dated: Dated) -> str:
    source = f"  {source_words(dated.rule, dated.citation)}" if dated.rule and dated.citation else ""
    return f"{dated.on}  {dated.what:<14}{dated.words}{source}"
