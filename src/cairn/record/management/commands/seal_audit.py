"""``cairn-admin seal_audit``: seal what has settled in the audit log."""

from django.core.management.base import BaseCommand

from cairn.clock import now
from cairn.record.services.audit_seal import seal_audit


class Command(BaseCommand):
    """Seal the audit log; ``cairn-admin serve`` does this by itself."""

    help = "Seals the audit log's settled events into the chain."

    def handle(self, *_: object, **__: object) -> None:
        """Seal batches until none is left."""
        batches = 0
        while (seal := seal_audit(at=now())) is not None:
            batches += 1
            self.stdout.write(f"Seal {seal.number}: {seal.count} events.")
        if batches == 0:
            self.stdout.write("Nothing to seal: every settled event is under a seal.")
