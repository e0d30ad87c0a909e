"""The moment at which everything in these tests happens."""

from datetime import UTC, datetime

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
