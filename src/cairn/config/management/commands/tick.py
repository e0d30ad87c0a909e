"""``cairn-admin tick``: the recurring duties once, for a site that starts them by its own scheduler."""

from django.core.management.base import BaseCommand

from cairn.config.recurring import tick


class Command(BaseCommand):
    """Do the recurring duties once."""

    help = "Seals the audit log and escalates flags nobody acknowledged in time. 'serve' does this by itself."

    def handle(self, *_: object, **__: object) -> None:
        """Tick once."""
        tick()
        self.stdout.write("Done.")
