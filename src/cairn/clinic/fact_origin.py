"""Where a stated fact came from, and who confirmed it when."""

from django.utils.formats import date_format
from django.utils.timezone import localtime

from cairn.components.times import DAY_FORMAT
from cairn.domain.vocabulary import FactSource
from cairn.record.selectors.fact_statement import FactStatement


def origin_of(row: FactStatement) -> str:
    """In words: from the referral of Dr Aoki, “their words”, confirmed by the person on Mon 26 Oct 2026."""
    day = date_format(localtime(row.at), DAY_FORMAT)
    origin = row.origin or {}
    sent = _sent(origin) if origin or row.source == FactSource.REFERRAL.value else ""
    if row.status == "prefilled":
        return f"{sent or 'offered'}, not confirmed yet"
    who = "the person" if row.source == FactSource.CLIENT.value else (row.by.name if row.by else "the centre")
    return f"{sent}, confirmed by {who}, {day}" if sent else f"said by {who}, {day}"


def _sent(origin: dict[str, object]) -> str:
    sender = origin.get("sender")
    words = f" “{origin['words']}”" if origin.get("words") else ""
    return f"from the referral of {sender}{words}" if sender else f"from a referral{words}"
