"""``cairn-admin verify_audit``: does the audit log still match its seals?"""

from django.core.management.base import BaseCommand, CommandError

from cairn.record.services.audit_seal import verify_audit


class Command(BaseCommand):
    """Verify the chain; exits with an error where it does not hold."""

    help = "Works every seal of the audit log out again and says where the log was changed."

    def handle(self, *_: object, **__: object) -> None:
        """Verify and report."""
        found = verify_audit()
        self.stdout.write(
            f"{found.events} events under {found.seals} seals; {found.unsealed} not sealed yet."
        )
        if found.faults:
            raise CommandError("The log was changed:\n" + "\n".join(found.faults))
        self.stdout.write(self.style.SUCCESS("The chain holds."))
        self.stdout.write(f"Newest seal: {found.newest}")
