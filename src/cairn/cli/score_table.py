"""`cairn score-table INSTRUMENT RESPONSES`: a whole table scored, one row a response."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cairn.cli.score import instrument_named
from cairn.cli.table_columns import Columns, columns_named
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.readers.value_set import value_sets
from cairn.domain.instruments.answers import RefusalCode
from cairn.domain.instruments.definition import Instrument

if TYPE_CHECKING:
    from cairn.domain.outcomes.table_answers import Refusals
    from cairn.domain.outcomes.table_scores import TableScores

_SHOWN = 10


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "score-table",
        help="score a table of answers, one row a response",
        description=(
            "CSV or Parquet by the file's ending. Columns are named by item number, as 1 or item_1 or phq9_1; other "
            "columns pass through. A blank is unanswered, never nought. The scores are what `cairn score` gives."
        ),
        epilog="exit codes: 0 scored, 1 scored and some rows skipped, 2 cells or usage refused, 3 content fault",
    )
    command.add_argument("instrument", help="an id such as phq-9, or a version such as phq-9@1")
    command.add_argument("responses", type=Path, help="a .csv, .tsv or .parquet file")
    command.add_argument("-o", "--out", type=Path, help="where the scores go: a .csv, .tsv or .parquet file")
    command.add_argument("--prefix", help="what the item columns' names begin with, such as phq9_")
    command.add_argument(
        "--columns", metavar="FILE", help='a JSON file from items to columns: {"1": "first question"}'
    )
    command.add_argument(
        "--into", default="", metavar="PREFIX", help="what the new columns' names begin with"
    )
    command.add_argument(
        "--skip-refused",
        action="store_true",
        help="score the rest, and mark the rows that hold a cell that cannot be an answer",
    )
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Score the table; nothing is written where a cell is refused, unless such rows are to be skipped."""
    from cairn.cli.table_file import TableFile
    from cairn.cli.table_results import as_written
    from cairn.domain.outcomes.table_answers import read_answers
    from cairn.domain.outcomes.table_scores import score_table

    instrument = instrument_named(arguments.instrument)
    table = TableFile(arguments.responses)
    columns = columns_named(instrument, table.header, arguments.prefix, arguments.columns)
    cells = table.cells(columns.items)
    answers, refusals = read_answers(instrument, cells, len(next(iter(cells.values()))))
    if refusals.count and not arguments.skip_refused:
        _refuse(arguments, instrument, columns, refusals)
        return Exit.UNUSABLE
    scores = score_table(instrument, answers, value_sets().get(instrument.key))
    if arguments.out is not None:
        lists = arguments.out.suffix.lower() == ".parquet"
        written = as_written(scores, arguments.into, lists=lists)
        table.write(arguments.out, columns.passing, written.arrays, written.results)
    _report(arguments, scores, columns, refusals)
    return Exit.NO if refusals.count else Exit.DONE


def _report(
    arguments: argparse.Namespace, scores: "TableScores", columns: Columns, refusals: "Refusals"
) -> None:
    from cairn.cli.table_results import lines, summary

    instrument = scores.instrument
    absent = columns.missing(instrument)
    if arguments.json:
        say_json(
            {
                "instrument": instrument.key,
                "status": "scored",
                **summary(scores),
                "without_column": list(absent),
                "refused_cells": refusals.count,
                "refusals": _as_json(columns, refusals),
                "out": str(arguments.out) if arguments.out else None,
            }
        )
        return
    counted = summary(scores)
    say(
        f"{instrument.key}: {counted['rows']} rows, {counted['scored']} scored, {counted['incomplete']} incomplete, "
        f"{counted['refused']} refused."
    )
    say("\n".join(lines(scores)))
    needed = [number for number in absent if instrument.item(number).scored]
    if needed:
        say(f"No column holds item {', '.join(needed)}: unanswered in every row.")
    if refusals.count:
        say("\n".join(_said(columns, refusals)))
    where = f"Written to {arguments.out}." if arguments.out else "Nothing was written; name a file with -o."
    say(where)


def _refuse(
    arguments: argparse.Namespace, instrument: Instrument, columns: Columns, refusals: "Refusals"
) -> None:
    if not arguments.json:
        mend = "Nothing was scored. Mend the cells, or give --skip-refused to score the other rows."
        raise BadInput("\n".join([f"{instrument.key}: {mend}", *_said(columns, refusals)]))
    refused = _as_json(columns, refusals)
    say_json(
        {
            "instrument": instrument.key,
            "status": "refused",
            "refused_cells": refusals.count,
            "refusals": refused,
        }
    )


def _said(columns: Columns, refusals: "Refusals") -> Iterator[str]:
    yield f"{refusals.count} cell{'s' if refusals.count > 1 else ''} cannot be an answer."
    for cell in refusals.first(_SHOWN):
        yield f"  row {cell.row}, column {columns.items[cell.item]} (item {cell.item}): {_why(cell.code)}."
    if refusals.count > _SHOWN:
        yield f"  … and {refusals.count - _SHOWN} more."


def _why(code: RefusalCode) -> str:
    if code is RefusalCode.WRONG_TYPE:
        return "is no whole number"
    return "is none of the answers this item offers"


def _as_json(columns: Columns, refusals: "Refusals") -> list[dict[str, object]]:
    return [
        {"row": cell.row, "column": columns.items[cell.item], "item": cell.item, "code": cell.code}
        for cell in refusals.first(_SHOWN)
    ]
