"""Tables of answers in CSV and Parquet files, read and written by DuckDB; the answers go by as arrays."""

import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cairn.cli.terminal import BadInput
from cairn.domain.outcomes.table_answers import BLANK, NOT_WHOLE, TOO_LARGE, Cells

if TYPE_CHECKING:
    import duckdb

FORMATS: Final = {".csv": "csv", ".tsv": "csv", ".parquet": "parquet"}
_WHOLE: Final = frozenset(
    f"{sign}{size}INT" for sign in ("", "U") for size in ("TINY", "SMALL", "", "BIG", "HUGE")
) | {"INTEGER", "UINTEGER"}
_BLANK_WORDS: Final = ("''", "'na'", "'nan'", "'null'", "'none'")
_GLOB: Final = frozenset("*?[")
"""A name with one of these would mean several files."""
_QUIET: Final = {
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
"""Answers are kept in memory only, and nothing is fetched."""
_MOST: Final = 9_999
"""No answer of any measure is larger; what is, is refused without being kept."""


class TableFile:
    """One file of responses.

    :ivar header: its columns, in their order.
    """

    def __init__(self, path: Path) -> None:
        """Open it and read its header.

        :raises BadInput: where it cannot be read as what its ending says.
        """
        import duckdb

        self._path, self._format = path, _format(path)
        self._connection = duckdb.connect(config=dict(_QUIET))
        self._separator = "\t" if path.suffix.lower() == ".tsv" else ","
        if not path.is_file():
            raise BadInput(f"Cannot read {path}: there is no such file. Check the path.")
        if not _GLOB.isdisjoint(str(path)):
            raise BadInput(f"{path} has one of {' '.join(sorted(_GLOB))} in its name. Rename it.")
        self._types: dict[str, str] = self._text_columns() if self._format == "csv" else {}
        with self._read():
            described = self._connection.execute(f"DESCRIBE SELECT * FROM {self._source()}").fetchall()  # noqa: S608 -- quoted
        self._types = {str(row[0]): str(row[1]) for row in described}
        self.header = tuple(self._types)

    def cells(self, columns: Mapping[str, str]) -> dict[str, Cells]:
        """The answers, by item number: whole numbers, and marks for blanks and for what is no whole number.

        :param columns: the column of each item.
        :raises BadInput: where the file is damaged.
        """
        asked = ", ".join(
            f"{_cell(_name(column), self._types[column])} AS c{place}"
            for place, column in enumerate(columns.values())
        )
        with self._read():
            found = self._connection.execute(f"SELECT {asked} FROM {self._source()}").fetchnumpy()  # noqa: S608 -- quoted
        return {number: found[f"c{place}"] for place, number in enumerate(columns)}

    def write(
        self, out: Path, passing: Sequence[str], arrays: Mapping[str, Any], results: Mapping[str, str]
    ) -> None:
        """Write the passing columns and the results beside them: wholly, or not at all.

        :param arrays: one value a row, under the names that ``results`` uses.
        :param results: new columns, each with what it is worked out by, in SQL.
        :raises BadInput: where a column would stand twice, or the file cannot be written.
        """
        import duckdb

        twice = {name.casefold() for name in passing} & {name.casefold() for name in results}
        if twice:
            raise BadInput(
                f"The table has a column {min(twice)!r} already. Rename it, or give --into for the new columns."
            )
        self._connection.register("results", dict(arrays))
        own = ", ".join(f"passing.{_name(name)}" for name in passing)
        new = ", ".join(f"{worked_out} AS {_name(name)}" for name, worked_out in results.items())
        beside = ", ".join(_name(name) for name in passing) or "1"
        select = (
            f"SELECT {', '.join(filter(None, [own, new]))} "  # noqa: S608 -- quoted
            f"FROM (SELECT {beside} FROM {self._source()}) AS passing POSITIONAL JOIN results"
        )
        aside = out.with_name(f".{out.name}.{os.getpid()}.part")
        form = "PARQUET, COMPRESSION zstd" if _format(out) == "parquet" else f"CSV, HEADER, DELIM {_sep(out)}"
        try:
            self._connection.execute(f"COPY ({select}) TO {sql_text(str(aside))} (FORMAT {form})")
            aside.replace(out)
        except (OSError, duckdb.Error) as fault:
            raise BadInput(f"Cannot write {out}. Check the folder, and who may write in it.") from fault
        finally:
            aside.unlink(missing_ok=True)

    def _source(self) -> str:
        if self._format == "parquet":
            return f"read_parquet({sql_text(str(self._path))})"
        columns = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in self._types)
        return (
            f"read_csv({sql_text(str(self._path))}, auto_detect=false, header=true, delim={sql_text(self._separator)}, "
            f"quote='\"', escape='\"', nullstr='', columns={{{columns}}})"
        )

    def _text_columns(self) -> dict[str, str]:
        """The header of a CSV file; its cells are taken as they are written."""
        try:
            with self._path.open("rb") as file:
                first = file.readline().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise BadInput(f"Cannot read {self._path}: it is no UTF-8 text. Save it as UTF-8.") from fault
        if self._separator == "," and "," not in first and ";" in first:
            self._separator = ";"
        names = next(csv.reader([first], delimiter=self._separator), [])
        alike = [name.casefold() for name in names]
        doubles = [name for name in names if alike.count(name.casefold()) > 1 or not name]
        if not names or doubles:
            what = f"names the column {doubles[0]!r} twice or not at all" if doubles else "is empty"
            raise BadInput(f"{self._path} {what}. Begin it with a line of column names that differ.")
        return dict.fromkeys(names, "VARCHAR")

    @contextmanager
    def _read(self) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as fault:
            self._refuse(fault)

    def _refuse(self, fault: "duckdb.Error") -> NoReturn:
        """Say why, without what DuckDB quotes of the file: that may be answers."""
        line = re.search(r"CSV Error on Line: (\d+)", str(fault))
        where = f" Line {line[1]} has not the columns of the first line, or is no UTF-8." if line else ""
        raise BadInput(f"{self._path} cannot be read as {self._format}.{where} Check the file.") from None


def _format(path: Path) -> str:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise BadInput(f"{path} ends in none of {', '.join(FORMATS)}. Its ending says what it is.")
    return form


def _cell(column: str, kind: str) -> str:
    """How a column's cells become small whole numbers, in SQL."""
    if kind == "VARCHAR":
        word = f"lower(trim({column}))"
        blank = f"{column} IS NULL OR {word} IN ({', '.join(_BLANK_WORDS)})"
        digits = f"regexp_full_match({word}, '[+-]?[0-9]+(\\.0*)?')"
        number = f"TRY_CAST(TRY_CAST({word} AS DOUBLE) AS BIGINT)"
        return (
            f"CASE WHEN length({column}) = 1 AND {column} BETWEEN '0' AND '9' THEN {column}::SMALLINT "
            f"WHEN {blank} THEN {BLANK} WHEN NOT {digits} THEN {NOT_WHOLE} "
            f"WHEN {number} BETWEEN -{_MOST} AND {_MOST} THEN {number}::SMALLINT ELSE {TOO_LARGE} END::SMALLINT"
        )
    if kind in _WHOLE:
        return (
            f"CASE WHEN {column} IS NULL THEN {BLANK} WHEN {column} BETWEEN -{_MOST} AND {_MOST} "
            f"THEN {column}::SMALLINT ELSE {TOO_LARGE} END::SMALLINT"
        )
    if kind in {"DOUBLE", "FLOAT"} or kind.startswith(
        "DECIMAL"
    ):  # how blanks among whole numbers are often kept
        number = f"{column}::DOUBLE"
        return (
            f"CASE WHEN {column} IS NULL OR isnan({number}) THEN {BLANK} "
            f"WHEN NOT isfinite({number}) OR floor({number}) <> {number} THEN {NOT_WHOLE} "
            f"WHEN {number} BETWEEN -{_MOST} AND {_MOST} THEN {number}::SMALLINT ELSE {TOO_LARGE} END::SMALLINT"
        )
    return f"CASE WHEN {column} IS NULL THEN {BLANK} ELSE {NOT_WHOLE} END::SMALLINT"


def _name(column: str) -> str:
    escaped = column.replace('"', '""')
    return f'"{escaped}"'


def sql_text(words: str) -> str:
    """A text, as SQL quotes it."""
    escaped = words.replace("'", "''")
    return f"'{escaped}'"


def _sep(out: Path) -> str:
    return "'\\t'" if out.suffix.lower() == ".tsv" else "','"
