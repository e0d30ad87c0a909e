"""Days and moments in words, in the site's zone, always with the weekday."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR
DAY_FORMAT = "D j M Y"
MOMENT_FORMAT = "D j M Y, H:i"


def _local(at: datetime) -> datetime:
    if timezone.is_naive(at):
        raise ValueError("A moment must carry its zone; this one does not.")
    return timezone.localtime(at)


def day(on: date | None) -> SafeString | str:
    """`Thu 3 Dec 2026` in a <time>; a moment is taken to its day at the site; None is said as unknown."""
    if on is None:
        return _("date not known")
    local = _local(on).date() if isinstance(on, datetime) else on
    return _marked_day(local, get_language() or "")


@lru_cache(maxsize=2048)
def _marked_day(on: date, _language: str) -> SafeString:
    """A day as a page shows it: a record shows the same few days many times."""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), date_format(on, DAY_FORMAT))


@lru_cache(maxsize=2048)
def _written_day(on: date, _language: str) -> str:
    return date_format(on, DAY_FORMAT)


def written_day(on: date) -> str:
    """`Thu 3 Dec 2026` as plain words; a moment is taken to its day at the site."""
    return _written_day(_local(on).date() if isinstance(on, datetime) else on, get_language() or "")


def moment(at: datetime | None) -> SafeString | str:
    """`Thu 3 Dec 2026, 09:30` in a <time>, in the site's zone; None is said as unknown."""
    if at is None:
        return _("time not known")
    local = _local(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, MOMENT_FORMAT))


def hour(at: datetime | None) -> SafeString | str:
    """`09:30` in a <time>, for lists whose heading already says the day."""
    if at is None:
        return _("time not known")
    local = _local(at)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, "H:i"))


def plain(value: object) -> object:
    """A day or a moment in words; anything else as it is."""
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else value


def span(minutes: int) -> str:
    """A length of time in words: `4 min`, `2 h 05 min`, `3 days`."""
    if minutes < MINUTES_PER_HOUR:
        return _("%(minutes)d min") % {"minutes": minutes}
    if minutes < MINUTES_PER_DAY:
        hours, rest = divmod(minutes, MINUTES_PER_HOUR)
        return _("%(hours)d h %(minutes)02d min") % {"hours": hours, "minutes": rest}
    days = minutes // MINUTES_PER_DAY
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def between(start: datetime, end: datetime) -> str:
    """How long from `start` to `end`, in words, whole minutes; never less than nothing."""
    return span(max(0, int((end - start).total_seconds()) // 60))
