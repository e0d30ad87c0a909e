"""The product as it is served: a process of its own, on a free port, with its own folder and a fresh database."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Served:
    """A running product."""

    origin: str
    """Its address; ``localhost``, because a passkey belongs to a host name."""
    var: Path
    since: dict[str, dict[str, str]] = field(default_factory=dict)
    """Who came after it started, by name: their one-time address, what they sign by, where their record is."""

    @property
    def said(self) -> str:
        """What it printed since it started."""
        return (self.var / "log").read_text(encoding="utf-8")

    def link_for(self, name: str) -> str:
        """The one-time address of one of the invented people: printed at the start, or told since."""
        if name in self.since:
            return self.since[name]["link"]
        found = re.search(rf": {re.escape(name)}\n\s+http://[^/]+(/sign-in/link/\S+)", self.said)
        assert found is not None, f"no way in was printed for {name}"
        return found[1]

    def secrets_of(self, name: str) -> dict[str, str]:
        """What one of the invented staff signs by."""
        if name in self.since:
            return self.since[name]
        people = json.loads((self.var / "keys" / "invented-people.json").read_text(encoding="utf-8"))
        return next(person for person in people if person["name"] == name)

    def stage(self, step: str, **said: str) -> str:
        """Set the stage through the product's services, in a process of its own; see ``stage.py``."""
        command = [sys.executable, "-m", "tests.journeys.stage", step, json.dumps(said)]
        done = subprocess.run(
            command, env=_environment(self.var), cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def _environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CACHE_URL"}}
    own = {
        "CAIRN_VAR": str(var),
        "CAIRN_HASHED_STATIC": "1",
        "DJANGO_SETTINGS_MODULE": "cairn.config.settings",
        "PYTHONUNBUFFERED": "1",
    }
    return {**kept, **own}


@contextmanager
def serving(var: Path, *options: str) -> Iterator[Served]:
    """Serve from a folder until the block ends, as ``scripts/run`` would."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    admin = [sys.executable, "-m", "cairn.config.manage"]
    gather = [*admin, "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(gather, env=_environment(var), check=True)
    served = Served(f"http://localhost:{port}", var)
    with (var / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*admin, "serve", "--port", str(port), *options], env=_environment(var), stdout=log, stderr=log
        )
        try:
            _wait_for(served, process)
            yield served
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(served: Served, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(START_SECONDS * 4):
        assert process.poll() is None, served.said
        try:
            with urlopen(f"{served.origin}/sign-in/", timeout=5):  # noqa: S310 - our own server
                return
        except HTTPError:
            raise
        except (URLError, TimeoutError):
            time.sleep(0.25)
    raise TimeoutError(served.said)
