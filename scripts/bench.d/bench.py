"""Measure Cairn beside the floor, in rounds that take turns, and say what came out. See scripts/bench --help."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import report
from asks import OPERATIONS, WANTED_STATUS, WORDS, Asker
from load import Load, measure, share
from servers import ADMIN, ROOT, Place, Server, ask_cairn, fill, place, serving
from writers import write_hard

PAGE = ROOT / "docs" / "reference" / "generated" / "benchmarks.md"
PRODUCTS = ("cairn", "floor")
OTHERS = ("counts", "writers", "start", "core")


def main() -> int:
    """Measure what was asked for; the exit code says whether anything was lost, doubled or failed."""
    options = _options()
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="cairn-bench-run-"))
    begun = time.perf_counter()
    found: dict[str, object] = {
        "machine": report.machine(),
        "people": options.people,
        "rounds": options.rounds,
    }
    found |= {"seconds": options.seconds, "bundle_bytes": len(_bundle(options.bundle))}
    with tempfile.TemporaryDirectory(prefix="cairn-bench-") as folder:
        for engine in options.databases if {*options.only} - {"core", "start"} else ():
            with place(Path(folder), engine) as where:
                found[engine] = _engine(where, options)
        if "start" in options.only:
            found["start"] = _starts(Path(folder))
    if "core" in options.only:
        found["core"] = _core(options.rounds)
    found["took_seconds"] = round(time.perf_counter() - begun)
    page = report.page(found)
    print(json.dumps(found) if options.json else page)
    if options.write:
        PAGE.write_text(page, encoding="utf-8")
    faults = report.faults(found)
    for fault in faults:
        print(f"must not be: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measure Cairn beside a one-file application."
    )
    parser.add_argument("--people", type=int, default=10_000, help="invented people in each database")
    parser.add_argument("--seconds", type=float, default=1.2, help="of each measurement in each round")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts")
    parser.add_argument("--writing", type=float, default=60, help="seconds that eight writers write")
    parser.add_argument(
        "--quick", action="store_true", help="2,000 people, three short rounds, writers for 8 seconds"
    )
    parser.add_argument(
        "--only", default="", help=f"some of {', '.join((*OPERATIONS, *OTHERS))}, with commas"
    )
    parser.add_argument("--databases", default="sqlite,postgresql", help="sqlite, postgresql or both")
    parser.add_argument("--bundle", type=Path, help="a FHIR R4 referral to import; else the one Cairn ships")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    parser.add_argument("--json", action="store_true", help="print figures instead of the page")
    options = parser.parse_args()
    if options.quick:
        options.people, options.seconds, options.rounds, options.writing = 2_000, 0.7, 3, 8
    options.only = tuple(options.only.split(",")) if options.only else (*OPERATIONS, *OTHERS)
    options.databases = tuple(options.databases.split(","))
    unknown = {*options.only} - {*OPERATIONS, *OTHERS} | ({*options.databases} - {"sqlite", "postgresql"})
    if unknown:
        parser.error(f"not known: {', '.join(sorted(unknown))}")
    return options


def _bundle(named: Path | None) -> bytes:
    return (named or ROOT / "src/cairn/config/demo/referral.json").read_bytes()


def _engine(where: Place, options: argparse.Namespace) -> dict[str, object]:
    operations = [each for each in OPERATIONS if each in options.only]
    products = PRODUCTS if operations else PRODUCTS[:1]
    _say(f"{where.engine}: {options.people} invented people")
    for product in products:
        fill(where, product, options.people)
    found: dict[str, object] = {}
    if "counts" in options.only:
        found["queries"] = ask_cairn(where, "counts.py", str(where.ways("cairn")))
    bundle = _bundle(options.bundle)
    askers = {product: Asker.read(product, where.ways(product), bundle) for product in products}
    if operations:
        with serving(where, "cairn") as cairn, serving(where, "floor") as floor:
            servers = {"cairn": cairn, "floor": floor}
            found["operations"] = {each: _operation(each, servers, askers, options) for each in operations}
            found["megabytes"] = {name: round(server.megabytes()[0]) for name, server in servers.items()}
            measure(cairn.port, askers["cairn"].charts(), wanted=200, clients=8, seconds=10)
            found["megabytes after charts"] = round(cairn.megabytes()[0])
    if "writers" in options.only:
        _say(f"{where.engine}: eight writers for {options.writing:g} seconds, then 200 aborted requests")
        with serving(where, "cairn") as server:
            found["writers"] = write_hard(where, server, askers["cairn"], options.writing)  # fmt: skip
            found["megabytes after writing"] = round(server.megabytes()[0])
    return found


def _operation(
    operation: str, servers: dict[str, Server], askers: dict[str, Asker], options: argparse.Namespace
) -> dict[str, object]:
    """One request at one and at eight clients; the two products take turns in every round."""
    _say(f"  {WORDS[operation]}")
    asks = {product: askers[product].asks(operation) for product in PRODUCTS}
    for product in PRODUCTS:  # the first answers load what later ones find loaded
        _measured(servers[product], asks[product], operation, 1, 0.3)
    found: dict[str, object] = {}
    for clients in (1, 8):
        loads: dict[str, list[Load]] = {product: [] for product in PRODUCTS}
        used: dict[str, list[float]] = {product: [] for product in PRODUCTS}
        for turn in range(options.rounds):
            for product in PRODUCTS if turn % 2 == 0 else PRODUCTS[::-1]:
                before = servers[product].processor_seconds()
                load = _measured(servers[product], asks[product], operation, clients, options.seconds)
                spent = servers[product].processor_seconds() - before
                loads[product].append(load)
                used[product].append(1000 * spent / max(1, len(load.took)))
        found[str(clients)] = said = _summary(loads, used)
        _say(
            f"    {clients} at once: {said['ratio']:.0%} of the floor, {said['processor_ratio']:.0%} by processor time"
        )
    return found


def _measured(server: Server, asks: "object", operation: str, clients: int, seconds: float) -> Load:
    return measure(server.port, asks, wanted=WANTED_STATUS[operation], clients=clients, seconds=seconds)  # type: ignore[arg-type]


def _summary(loads: dict[str, list[Load]], used: dict[str, list[float]]) -> dict[str, object]:
    ratios = [
        ours.rate / theirs.rate
        for ours, theirs in zip(loads["cairn"], loads["floor"], strict=True)
        if theirs.rate
    ]
    said: dict[str, object] = {
        "ratio": statistics.median(ratios) if ratios else 0.0,
        "lowest": min(ratios, default=0.0),
        "highest": max(ratios, default=0.0),
        "processor_ratio": statistics.median(used["floor"]) / max(1e-9, statistics.median(used["cairn"])),
    }
    for product, some in loads.items():
        took = [each for load in some for each in load.took]
        said[product] = {
            "rate": statistics.median(load.rate for load in some),
            "p50_ms": 1000 * share(took, 0.5),
            "p95_ms": 1000 * share(took, 0.95),
            "processor_ms": statistics.median(used[product]),
            "requests": len(took),
            "failures": [fault for load in some for fault in load.failures][:3],
            "failed": sum(len(load.failures) for load in some),
        }
    return said


def _starts(folder: Path) -> dict[str, object]:
    """How long until the sign-in page answers: with an empty folder, and again; and how large the environment is."""
    _say("start and size")
    where = Place(folder / "start", "sqlite")
    (where.folder / "static").mkdir(parents=True)
    seconds = []
    for _ in range(2):
        with serving(where, "cairn", path="/sign-in/") as server:
            seconds.append(server.seconds_to_start)
    size = subprocess.run(["du", "-sm", ADMIN.parents[1]], check=True, capture_output=True, text=True)
    return {"first": seconds[0], "second": seconds[1], "environment_megabytes": int(size.stdout.split()[0])}


def _core(rounds: int) -> dict[str, object]:
    """The clinical core by itself: content load, one score, one screening, a million rows of a table."""
    _say("the clinical core")
    command = [sys.executable, str(Path(__file__).with_name("core.py")), "1000000", str(rounds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    said: dict[str, object] = json.loads(done.stdout)
    return said


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
