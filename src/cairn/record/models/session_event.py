"""What happened in a session, event by event."""

from django.db import models

from cairn.record.fields import EncryptedJSON
from cairn.record.models.account import Account
from cairn.record.models.administration import Administration


class SessionEvent(models.Model):
    """One thing that happened. Never changed; a correction is another event. The device gives the id."""

    id = models.UUIDField(primary_key=True)
    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=32)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    payload = EncryptedJSON()

    class Meta:
        """Read in the order things happened."""

        indexes = [models.Index(fields=["administration", "at"], name="event_by_time")]
