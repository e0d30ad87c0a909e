"""`cairn score-table`: tables in, scores out, and the cells that cannot be answers."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from cairn.cli import main
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.scoring import Amount, score

HEADER = "id," + ",".join(map(str, range(1, 10)))


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the command is given in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(folder: Path, *rows: str, header: str = HEADER, name: str = "in.csv") -> str:
    file = folder / name
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return str(file)


def scored(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["score-table", "phq-9", *arguments, "-o", str(folder / "out.csv"), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def written(folder: Path) -> list[dict[str, str]]:
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said where nothing is scored."""
    assert main(["score-table", "phq-9", *arguments]) == 2
    return capsys.readouterr().err.removeprefix("cairn: ").strip()


def test_each_row_has_its_scores_band_flag_what_is_missing_and_its_other_columns(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = table(tmp_path, "007,2,2,1,1,1,1,1,1,0", "008,0,NA,0,0,,0,0,0,1", '"9, a",3,3,3,3,3,3,3,3,3')
    code, found = scored(capsys, tmp_path, file)
    assert (code, found["rows"], found["scored"], found["incomplete"], found["missing"]) == (
        0,
        3,
        2,
        1,
        {"2": 1, "5": 1},
    )
    flag = "flag_thoughts-of-death-or-self-harm"
    assert written(tmp_path) == [
        {
            "id": "007",
            "total": "10",
            "total_band": "moderate",
            "syndrome": "other",
            flag: "clear",
            "missing": "",
            "status": "scored",
        },
        {
            "id": "008",
            "total": "",
            "total_band": "",
            "syndrome": "",
            flag: "raised",
            "missing": "2; 5",
            "status": "incomplete",
        },
        {
            "id": "9, a",
            "total": "27",
            "total_band": "severe",
            "syndrome": "major",
            flag: "raised",
            "missing": "",
            "status": "scored",
        },
    ]


def test_parquet_goes_in_and_out_with_numbers_lists_and_blanks_kept_as_floats(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answers = ", ".join(f'1 AS "{number}"' for number in range(2, 10))
    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    duckdb.execute(
        f"COPY (SELECT i AS id, CASE WHEN i = 1 THEN 'nan'::DOUBLE ELSE i END AS \"1\", {answers} "
        f"FROM range(3) r(i)) TO '{source}'"
    )
    assert main(["score-table", "phq-9", str(source), "-o", str(out)]) == 0
    rows = duckdb.execute(f"SELECT id, total, missing, status FROM '{out}'").fetchall()
    assert rows == [(0, 8, [], "scored"), (1, None, ["1"], "incomplete"), (2, 10, [], "scored")]
    assert "3 rows, 2 scored, 1 incomplete, 0 refused." in capsys.readouterr().out


def test_a_mean_is_divided_only_at_the_end(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    instrument = instruments()["scs-sf"]
    header = ",".join(item.number for item in instrument.items)
    file = table(tmp_path, ",".join("122333444555"), header=header)
    out = tmp_path / "out.csv"
    assert main(["score-table", "scs-sf", file, "-o", str(out), "--into", "scs_"]) == 0
    alone = score(instrument, dict(zip(header.split(","), map(int, "122333444555"), strict=True)))
    first = written(tmp_path)[0]
    means = {each.score: float(each.value) for each in alone.results if isinstance(each, Amount)}
    assert {score_id: float(first[f"scs_{score_id}"]) for score_id in means} == means
    assert any(value != int(value) for value in means.values())


def test_cells_that_cannot_be_answers_are_refused_by_row_and_column_and_never_repeated(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = table(tmp_path, "a,0,0,0,0,0,0,0,0,0", "b,4,0,0,0,0,0,0,0,secret", "c,0,1.5,0,0,0,0,99999,0,0")
    assert refused(capsys, file) == (
        "phq-9@1: Nothing was scored. Mend the cells, or give --skip-refused to score the other rows.\n"
        "4 cells cannot be an answer.\n"
        "  row 2, column 1 (item 1): is none of the answers this item offers.\n"
        "  row 2, column 9 (item 9): is no whole number.\n"
        "  row 3, column 2 (item 2): is no whole number.\n"
        "  row 3, column 7 (item 7): is none of the answers this item offers."
    )
    code, found = scored(capsys, tmp_path, file)
    assert (code, found["status"], found["refused_cells"]) == (2, "refused", 4)
    assert found["refusals"][0] == {"row": 2, "column": "1", "item": "1", "code": "out-of-range"}
    assert not (tmp_path / "out.csv").exists()


def test_refused_rows_can_be_skipped_and_are_marked_and_their_flags_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = table(tmp_path, "a,0,0,0,0,0,0,0,0,0", "b,4,0,0,0,0,0,0,0,2")
    code, found = scored(capsys, tmp_path, file, "--skip-refused")
    assert (code, found["scored"], found["refused"], found["refused_cells"]) == (1, 1, 1, 1)
    kept = [(row["id"], row["total"], row["status"]) for row in written(tmp_path)]
    assert kept == [("a", "0", "scored"), ("b", "", "refused")]
    assert written(tmp_path)[1]["flag_thoughts-of-death-or-self-harm"] == "raised"
    assert main(["score-table", "phq-9", file, "--skip-refused"]) == 1
    said = capsys.readouterr().out
    assert "row 2, column 1 (item 1)" in said
    assert said.endswith("Nothing was written; name a file with -o.\n")


def test_only_the_first_ten_refused_cells_are_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said = refused(capsys, table(tmp_path, *["a,9,9,9,9,9,9,9,9,9"] * 2))
    assert said.splitlines()[1] == "18 cells cannot be an answer."
    assert said.splitlines()[-2:] == [
        "  row 2, column 1 (item 1): is none of the answers this item offers.",
        "  … and 8 more.",
    ]


@pytest.mark.parametrize("prefix", ["item_", "phq9_", "PHQ-9_", "phq_9_", "Q", "item"])
def test_the_usual_ways_of_naming_columns_are_known(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, prefix: str
) -> None:
    header = "id," + ",".join(f"{prefix}{number}" for number in range(1, 10))
    code, found = scored(capsys, tmp_path, table(tmp_path, "a,0,0,0,0,0,0,0,0,0", header=header))
    assert (code, found["scored"], found["without_column"]) == (0, 1, ["10"])


def test_columns_are_found_by_a_prefix_or_a_mapping_too(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    header = "id;" + ";".join(f"before {number}" for number in range(1, 10))
    file = table(tmp_path, "a;0;0;0;0;0;0;0;0;0", header=header)
    assert scored(capsys, tmp_path, file, "--prefix", "before ")[1]["scored"] == 1
    mapping = tmp_path / "columns.json"
    mapping.write_text(json.dumps({str(number): f"before {number}" for number in range(1, 9)}))
    code, found = scored(capsys, tmp_path, file, "--columns", str(mapping))
    assert (code, found["incomplete"], found["missing"], found["without_column"]) == (
        0,
        1,
        {"9": 1},
        ["9", "10"],
    )
    assert [*written(tmp_path)[0]][:2] == ["id", "before 9"]
    assert main(["score-table", "phq-9", file, "--columns", str(mapping)]) == 0
    assert "No column holds item 9: unanswered in every row." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("header", "arguments", "said"),
    [
        ("id,a,b", (), "No column holds an item of phq-9@1."),
        ("id,item_1,item_99", (), "phq-9@1 has no item for the column item_99."),
        ("id,1,99,98", (), "phq-9@1 has no item for the columns 99, 98."),
        ("id,1,item_1", (), "More than one set of columns could hold the items."),
        ("id,Q1,q1", (), "in.csv names the column 'Q1' twice or not at all."),
        ("id,1,1", (), "in.csv names the column '1' twice or not at all."),
        ("id,1,total", ("-o", "out.csv"), "The table has a column 'total' already."),
        ("id,1", ("--columns", '["1"]'), "is no mapping of items to columns."),
        ("id,1", ("--columns", '{"11": "1"}'), "names 11: no item of phq-9@1."),
        ("id,1", ("--columns", '{"1": "one"}'), "names the columns one, which the table has not."),
        ("id,1", ("--columns", '{"1": "1", "2": "1"}'), "gives one column to two items."),
        ("id,1", ("-o", "out.txt"), "out.txt ends in none of .csv, .tsv, .parquet."),
        ("id,1", ("-o", "nowhere/out.csv"), "Cannot write nowhere/out.csv. Check the folder"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_what_to_do(
    capsys: pytest.CaptureFixture[str],
    in_folder: Path,
    header: str,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    tmp_path = in_folder
    option, given = arguments or ("", "")
    (tmp_path / "columns.json").write_text(given)
    arguments = ("--columns", "columns.json") if option == "--columns" else arguments
    row = ",".join("0" for _ in header.split(","))
    assert said in refused(capsys, table(tmp_path, row, header=header), *arguments)
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "in.csv",
            b"id,1\na,1\nb\n",
            "in.csv cannot be read as csv. Line 3 has not the columns of the first line",
        ),
        ("in.csv", b"id,1\na,\xff\n", "in.csv cannot be read as csv. Line 2"),
        ("in.csv", b"\xff\xfe1\n", "it is no UTF-8 text."),
        ("in.csv", b"", "in.csv is empty."),
        ("in.parquet", b"PAR1 no", "in.parquet cannot be read as parquet. Check the file."),
        ("in.xlsx", b"", "in.xlsx ends in none of"),
        ("in[1].csv", b"id,1\na,1\n", "in[1].csv has one of * ? [ in its name. Rename it."),
    ],
)
def test_a_damaged_file_is_refused_without_repeating_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in refused(capsys, str(tmp_path / name))


def test_a_missing_file_and_an_unknown_measure_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "there is no such file" in refused(capsys, str(tmp_path / "in.csv"))
    assert main(["score-table", "phq-99", "in.csv"]) == 2


def test_text_dates_and_odd_types_in_parquet_are_read_as_what_they_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = tmp_path / "in.parquet"
    duckdb.execute(
        f'COPY (SELECT \' 2 \' AS "1", \'2.0\' AS "2", \'x\' AS "3", true AS "4", 1.0::DECIMAL(4, 1) AS "5", '
        f'\'inf\'::DOUBLE AS "6", 2::TINYINT AS "7", 70000 AS "8", NULL::DATE AS "9") TO \'{source}\''
    )
    assert refused(capsys, str(source)).splitlines()[1:] == [
        "4 cells cannot be an answer.",
        "  row 1, column 3 (item 3): is no whole number.",
        "  row 1, column 4 (item 4): is no whole number.",
        "  row 1, column 6 (item 6): is no whole number.",
        "  row 1, column 8 (item 8): is none of the answers this item offers.",
    ]


def test_a_draft_measure_gives_no_number(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    draft = next(each for each in instruments().values() if all(rule.draft for rule in each.scores))
    header = ",".join(item.number for item in draft.items)
    row = ",".join(str(item.values[0]) for item in draft.items)
    out = tmp_path / "out.csv"
    assert main(["score-table", draft.id, table(tmp_path, row, header=header), "-o", str(out), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["draft"], found["scores"][0]["unscored"]) == (1, {"draft": 1})
    first = written(tmp_path)[0]
    assert first[draft.scores[0].id] == ""
    assert first[f"{draft.scores[0].id}_unscored"] == "draft"
    assert first["status"] == "draft"


def test_an_empty_table_has_no_scores(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, found = scored(capsys, tmp_path, table(tmp_path))
    assert (code, found["rows"], found["scores"][0]["mean"]) == (0, 0, None)
    assert written(tmp_path) == []
