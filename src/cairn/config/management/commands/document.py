"""Print the reference pages from the code and the content."""

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cairn.config.documents.command_line import command_line
from cairn.config.documents.facts import facts
from cairn.config.documents.instruments import instruments
from cairn.config.documents.medicines import medicines
from cairn.config.documents.protocols import protocols
from cairn.config.documents.regimes import regimes
from cairn.config.documents.routes import routes
from cairn.config.documents.screening_rules import screening_rules
from cairn.config.documents.session_day import session_day
from cairn.config.documents.tables import tables

PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "facts.md": facts,
        "instruments.md": instruments,
        "screening-rules.md": screening_rules,
        "medicines.md": medicines,
        "regimes.md": regimes,
        "protocols.md": protocols,
        "session-day.md": session_day,
        "command-line.md": command_line,
        "routes.md": routes,
        "tables.md": tables,
    }
)
FOLDER = Path("docs", "reference", "generated")


class Command(BaseCommand):
    """Write docs/reference/generated, or with --check say what there is out of date."""

    help = "Print the reference pages from the code and the content."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where a page is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.PACKAGE.parents[1] / FOLDER
        stale = [
            name
            for name, print_page in PAGES.items()
            if _differs(folder / name, print_page(), write=not options["check"])
        ]
        if options["check"] and stale:
            names = ", ".join(stale)
            raise CommandError(
                f"Out of date in {FOLDER.as_posix()}: {names}. Run scripts/docs and commit what changed."
            )
        self.stdout.write(f"{len(PAGES)} pages, {len(stale)} changed.")


def _differs(path: Path, text: str, *, write: bool) -> bool:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return True
