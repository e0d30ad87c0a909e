"""The real server under eight writers at once, and after two hundred senders who went away; not timed here."""

import json
import subprocess
import sys
from functools import cache

import pytest
from django.db import connection

from tests.house.repository import ROOT

NOTHING_WRONG = {
    "lost": 0,
    "doubled": 0,
    "without their audit row": 0,
    "half written": 0,
    "open transactions": 0,
}


@cache
def written(database: str) -> dict[str, object]:
    """What a few seconds of writing left behind, on a database of its own of the kind this suite runs on."""
    command = [
        sys.executable,
        ROOT / "scripts" / "bench.d" / "bench.py",
        "--only",
        "writers",
        "--people",
        "400",
    ]
    done = subprocess.run(
        [*command, "--writing", "4", "--databases", database, "--json"],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.stdout, done.stderr[-3000:]
    return json.loads(done.stdout)[database]["writers"]


@pytest.fixture
def seen(db: None) -> dict[str, object]:
    return written(connection.vendor)


def kept(counted: object) -> dict[str, int]:
    assert isinstance(counted, dict)
    return {what: counted[what] for what in NOTHING_WRONG}


def test_eight_writers_at_once_are_all_answered(seen: dict[str, object]) -> None:
    assert (seen["failures"], seen["first failures"]) == (0, [])
    assert int(str(seen["written"])) > 8


def test_what_was_acknowledged_is_kept_once_with_its_scores_and_its_audit_row(
    seen: dict[str, object],
) -> None:
    assert kept(seen["after eight writers"]) == NOTHING_WRONG


def test_two_hundred_senders_who_go_away_leave_no_transaction_open_and_nothing_half_written(
    seen: dict[str, object],
) -> None:
    assert seen["aborted"] == 200
    assert kept(seen["after aborted requests"]) == NOTHING_WRONG


def test_the_server_answers_afterwards_as_before(seen: dict[str, object]) -> None:
    assert seen["failures afterwards"] == 0
    assert int(str(seen["answers afterwards"])) > 0
