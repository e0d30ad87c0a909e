"""What was measured, as a page; and what of it is a fault."""

# ruff: noqa: E501 -- lines of the page stand as they are printed

import os
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from asks import OPERATIONS, WORDS
from core_report import core_lines

WANTED = {"search": 0.40, "person": 0.40, "measure": 0.30, "create": 0.30}
"""The least part of the floor's requests a second that is wanted; importing has none."""
MOST_QUERIES = {
    "search that finds one": 8,
    "search that finds twenty": 8,
    "everyday record": 12,
    "long record": 12,
}
MOST_MEGABYTES = 250
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
HEAD = """# Benchmarks

<!-- Printed by scripts/bench --write. Measure again instead of changing this file. -->

Cairn is measured beside *the floor*: a one-file Django application (`scripts/bench.d/floor.py`) that does the least honest
work for the same request. It has the same server, database engine, number of people, session check, rows read and one
audit row; it has no roles, no care teams, no encryption, no second factor. Its docstring says all it does and does not do.
Both are asked by the same client, in rounds that take turns in one run, so that the ratios mean something on a busy machine
where the requests a second mean little. The ratio is Cairn's requests a second over the floor's: the median of the rounds,
with the lowest and the highest. *Processor* is the ratio of processor time for each request, which other programs disturb
least.
"""


def machine() -> dict[str, Any]:
    """Where it ran."""
    memory = next(
        line
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        if line.startswith("MemTotal")
    )
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(int(memory.split()[1]) / 2**20),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "busy": round(os.getloadavg()[0], 1),
    }


def page(found: dict[str, Any]) -> str:
    """The whole page."""
    return "\n".join((HEAD, *_where(found), *(line for engine in NAMES if engine in found for line in _engine(engine, found[engine])), *_start(found), *core_lines(found)))  # fmt: skip


def _where(found: dict[str, Any]) -> Iterator[str]:
    here = found["machine"]
    yield (
        f"Measured with {found['people']:,} people on {here['cores']} cores, {here['memory_gb']} GB of memory, "
        f"{here['system']}, Python {here['python']}; {found['rounds']} rounds of {found['seconds']} s each; a bundle of "
        f"{found['bundle_bytes'] / 1024:,.0f} kB. The machine was shared: its load was {here['busy']} when this began. "
        f"The run took {found['took_seconds'] / 60:.0f} minutes."
    )
    yield ""


def _engine(engine: str, said: dict[str, Any]) -> Iterator[str]:
    yield f"## {NAMES[engine]}"
    yield ""
    if "operations" in said:
        yield "| request | clients | Cairn a second | floor a second | Cairn p50 / p95 ms | floor p50 / p95 ms | ratio (spread) | processor | wanted |"  # fmt: skip
        yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        for operation in OPERATIONS:
            for clients, row in said["operations"].get(operation, {}).items():
                yield _row(operation, clients, row)
        yield ""
    yield from _counted(said)


def _row(operation: str, clients: str, row: dict[str, Any]) -> str:
    ours, floor = row["cairn"], row["floor"]
    wanted = WANTED.get(operation)
    verdict = (
        "" if wanted is None else f"{wanted:.0%}: {'reached' if row['ratio'] >= wanted else 'not reached'}"
    )
    failed = f" ({ours['failed']} failed)" if ours["failed"] else ""
    return (
        f"| {WORDS[operation]} | {clients} | {ours['rate']:.0f}{failed} | {floor['rate']:.0f} "
        f"| {ours['p50_ms']:.0f} / {ours['p95_ms']:.0f} | {floor['p50_ms']:.0f} / {floor['p95_ms']:.0f} "
        f"| {row['ratio']:.0%} ({row['lowest']:.0%} to {row['highest']:.0%}) | {row['processor_ratio']:.0%} | {verdict} |"
    )


def _counted(said: dict[str, Any]) -> Iterator[str]:
    yield "| what | measured | wanted |"
    yield "| --- | --- | --- |"
    for name, count in said.get("queries", {}).items():
        yield f"| queries, {name} | {count} | at most {MOST_QUERIES[name]} |"
    if "megabytes" in said:
        after = said.get("megabytes after writing")
        yield (
            f"| memory of one worker after the rounds{' / after the writers' if after else ''} "
            f"| {said['megabytes']['cairn']} MB{f' / {after} MB' if after else ''} (floor: {said['megabytes']['floor']} MB) "
            f"| under {MOST_MEGABYTES} MB |"
        )
    if "megabytes after charts" in said:
        drawn = said["megabytes after charts"]
        yield f"| memory of that worker after 40 pages of charts on top, eight at once | {drawn} MB | under {MOST_MEGABYTES} MB |"
    if "writers" in said:
        yield from _written(said["writers"])
    yield ""


def _written(said: dict[str, Any]) -> Iterator[str]:
    first, after = said["after eight writers"], said["after aborted requests"]
    yield f"| eight writers for {said['seconds']:g} s: writes, failures | {said['written']}, {said['failures']} | no failure |"
    for what in ("lost", "doubled", "half written", "without their audit row"):
        yield f"| of these {what} | {first[what]} | 0 |"
    yield f"| {said['aborted']} aborted requests: transactions left open | {after['open transactions']} | 0 |"
    bad = after["lost"] + after["doubled"] + after["half written"] + after["without their audit row"]
    yield f"| after them lost, doubled, half written, without audit | {bad} | 0 |"
    yield f"| writes in the next two seconds, failures | {said['answers afterwards']}, {said['failures afterwards']} | no failure |"


def _start(found: dict[str, Any]) -> Iterator[str]:
    if "start" not in found:
        return
    said = found["start"]
    yield "## Start and size"
    yield ""
    yield "| what | measured | wanted |"
    yield "| --- | --- | --- |"
    yield f"| first start until the sign-in page answers (database made and filled with invented people) | {said['first']:.1f} s | |"
    yield f"| second start | {said['second']:.1f} s | under 5 s |"
    yield f"| the environment, with everything the tests need | {said['environment_megabytes']} MB | |"
    yield "| the whole of `scripts/test` | say `time scripts/test`: it takes its own time and is not repeated here | |"
    yield ""


def faults(found: dict[str, Any]) -> list[str]:
    """What must never be, whatever the machine: failures, loss, doubles, transactions left open, too many queries."""
    return [fault for engine in NAMES if engine in found for fault in _faults(engine, found[engine])]


def _faults(engine: str, said: dict[str, Any]) -> Iterator[str]:
    for name, count in said.get("queries", {}).items():
        if count > MOST_QUERIES[name]:
            yield f"{engine}: {count} queries, {name}"
    for operation, rows in said.get("operations", {}).items():
        for row in rows.values():
            if row["cairn"]["failed"] or row["floor"]["failed"]:
                failed = {side: row[side]["failed"] for side in ("cairn", "floor") if row[side]["failed"]}
                yield f"{engine}: {operation}, requests that failed: {failed}"
    writers = said.get("writers", {})
    for when in ("after eight writers", "after aborted requests"):
        for what, count in writers.get(when, {}).items():
            if count and what != "kept though the answer was not read":
                yield f"{engine}: {count} {what} {when}"
    if writers.get("failures") or writers.get("failures afterwards"):
        yield f"{engine}: writers failed"
