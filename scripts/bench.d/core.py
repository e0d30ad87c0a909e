"""The clinical core measured without a server: core.py ROWS ROUNDS prints JSON.

Times are processor seconds of one thread: other programs on the machine disturb them least.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from cairn.content.readers.instrument import instruments
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import regime_rules, rule_set
from cairn.domain.instruments.scoring import score
from cairn.domain.outcomes.table_answers import BLANK, read_answers
from cairn.domain.outcomes.table_scores import score_table
from cairn.domain.screening.result import screen

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 12, 1)
TABLES = ("phq-9", "pcl-5", "qids-sr16")
BLANKS = 0.01
"""The share of cells without an answer."""
LOAD = """
import time
begun, at = time.perf_counter(), time.process_time()
from cairn.content.everything import read_everything
loaded = time.process_time()
read_everything()
print(loaded - at, time.process_time() - loaded, time.perf_counter() - begun)
"""


def main(rows: int, rounds: int) -> None:
    """Content load, one score, one screening, and tables beside the sum of the same matrix."""
    print(
        json.dumps(
            {
                "rows": rows,
                "rounds": rounds,
                "content": _content(rounds),
                "score_microseconds": {key: 1e6 * _each(_one_score(key), rounds) for key in TABLES},
                "screening_ms": 1e3 * _each(_one_screening(), rounds),
                "tables": {key: _table(key, rows, rounds) for key in TABLES},
            }
        )
    )


def _content(rounds: int) -> dict[str, float]:
    """Until all is read, each time in a fresh process: loading the code, reading the content, and by the clock."""
    took = [_loaded() for _ in range(rounds)]
    names = ("code_seconds", "content_seconds", "clock_seconds")
    return {name: statistics.median(each[place] for each in took) for place, name in enumerate(names)}


def _loaded() -> list[float]:
    done = subprocess.run([sys.executable, "-c", LOAD], check=True, capture_output=True, text=True)
    return [float(part) for part in done.stdout.split()]


def _each(call: Callable[[], object], rounds: int, at_least: float = 0.2) -> float:
    """Seconds of one call: the median of rounds of many."""
    call()
    found = []
    for _ in range(rounds):
        begun, times = time.process_time(), 0
        while time.process_time() - begun < at_least:
            call()
            times += 1
        found.append((time.process_time() - begun) / times)
    return statistics.median(found)


def _one_score(key: str) -> Callable[[], object]:
    instrument = instruments()[key]
    answers = {item.number: item.values[len(item.values) // 2] for item in instrument.items}
    return lambda: score(instrument, answers)


def _one_screening() -> Callable[[], object]:
    """A typical person's facts under the general profile with Oregon's rules."""
    from cairn.cli.facts_file import facts_from

    said = json.loads((ROOT / "docs/reference/examples/facts.json").read_text(encoding="utf-8"))
    facts, rules = facts_from(said, DAY), rule_set()
    law = regime_rules(packs()["us-or"], DAY)
    return lambda: screen(facts, rules, DAY, law)


def _table(key: str, rows: int, rounds: int) -> dict[str, float]:
    """Scoring a table with one cell in a hundred blank, and adding up the columns of the same numbers."""
    instrument, chance = instruments()[key], np.random.default_rng(7)
    columns = {}
    for item in instrument.items:
        cells = chance.choice(np.array(item.values, dtype=np.int16), rows)
        cells[chance.random(rows) < BLANKS] = BLANK
        columns[item.number] = cells
    matrix = np.stack(list(columns.values()), axis=1)
    ours, floor = [], []
    for _ in range(rounds):
        ours.append(_seconds(lambda: score_table(instrument, read_answers(instrument, columns, rows)[0])))
        floor.append(_seconds(lambda: matrix.sum(axis=1)))
    ratios = [one / other for one, other in zip(ours, floor, strict=True)]
    return {
        "items": len(columns),
        "rows_a_second": rows / statistics.median(ours),
        "sum_rows_a_second": rows / statistics.median(floor),
        "times": statistics.median(ratios),
        "lowest": min(ratios),
        "highest": max(ratios),
    }


def _seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
