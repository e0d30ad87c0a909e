"""What every row of the record has: an id known before it is saved, so that its narratives can be bound to it."""

import uuid

from django.db import models


class Row(models.Model):
    """A row with a random id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        """Not a table by itself."""

        abstract = True
