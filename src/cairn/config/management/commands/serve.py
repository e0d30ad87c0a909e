"""``cairn-admin serve``: migrate when needed, fill an empty product, say how to come in, and serve."""

import os
import threading
from argparse import ArgumentParser
from typing import Any

import uvicorn
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cairn.config import demo, first_run, recurring
from cairn.record.selectors.site import any_site


class Command(BaseCommand):
    """Serve the product on this machine."""

    help = (
        "Serves Cairn. The first start makes the database and fills it with invented people, unless --empty."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, and whether to begin without invented people."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--empty", action="store_true", help="begin without invented people")

    def handle(self, *_: object, **options: Any) -> None:
        """Prepare, print the way in, serve until stopped."""
        self._migrate()
        address = f"http://{options['host']}:{options['port']}"
        if any_site() is None and not options["empty"]:
            self.stdout.write("Filling the empty database with invented people …")
            demo.fill()
        self.stdout.write("\n".join(["", f"Cairn: {address}", "", *self._ways_in(address)]))
        self.stdout.flush()
        connection.close()
        stop = threading.Event()
        recurring.start(stop)
        try:
            uvicorn.run(
                "cairn.config.asgi:application",
                host=options["host"],
                port=options["port"],
                log_level="warning",
                timeout_graceful_shutdown=2,
                server_header=False,
            )
        finally:
            stop.set()

    def _ways_in(self, address: str) -> list[str]:
        if any_site() is None:
            return first_run.way_in(address)
        return demo.ways_in(address)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
