"""Bring the translations in step with the words in the pages."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cairn.config.messages import as_text, catalogue_path, renewed, untranslated

FEW = 20


class Command(BaseCommand):
    """Add new texts to src/cairn/locale, take out those that are gone, and say what has no words yet."""

    help = "Bring the translations in step with the words in the pages."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail where words are missing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for language, _title in settings.LANGUAGES:
            if language == settings.LANGUAGE_CODE:
                continue
            catalogue = renewed(language)
            path, text = catalogue_path(language), as_text(catalogue)
            in_step = path.exists() and path.read_bytes() == text
            missing = untranslated(catalogue)
            if not options["check"]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text)
                self.stdout.write(f"{language}: {len(catalogue)} texts, {len(missing)} without words.")
            elif missing or not in_step:
                do = "Run cairn-admin messages and fill in what is empty."
                raise CommandError(
                    "\n  ".join([f"{language}: out of step with the pages. {do}", *missing[:FEW]])
                )
