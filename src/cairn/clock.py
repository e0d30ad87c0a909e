"""The one place that reads the time. Pages, API and commands ask it; services are told."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(tz=UTC)


def today(zone: str) -> date:
    """Today's date where the site is.

    :param zone: an IANA zone name, such as ``America/Los_Angeles``.
    """
    return now().astimezone(ZoneInfo(zone)).date()
