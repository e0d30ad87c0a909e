"""Generated fact values: any value that fits its declaration, and whole sets of facts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import UNKNOWN, Codes, Exposure, Exposures, FactDeclaration, FactType, FactValue

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
APPROXIMATE_DAYS = st.tuples(DAYS, DAYS).map(lambda pair: ApproximateDate(min(pair), max(pair)))
YEARS = st.integers(1900, 2100).map(lambda year: ApproximateDate(date(year, 1, 1), date(year, 12, 31)))
ANY_DAY = st.one_of(DAYS, APPROXIMATE_DAYS, YEARS)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "P"]), min_size=1).filter(str.strip)
CLASSES = st.sampled_from(["ssri", "snri", "lithium", "tca", "maoi-irreversible", "antipsychotic-atypical"])
EXPOSURE = st.builds(
    Exposure,
    name=WORDS,
    classes=st.one_of(st.just(UNKNOWN), st.frozensets(CLASSES)),
    last_taken=st.one_of(st.just("ongoing"), st.just(UNKNOWN), ANY_DAY),
)
EXPOSURES = st.builds(Exposures, items=st.lists(EXPOSURE, max_size=4).map(tuple), complete=st.booleans())


def known_values(declaration: FactDeclaration) -> st.SearchStrategy[FactValue]:
    """Values, not unknown, that fit a declaration."""
    codes = st.sampled_from(declaration.values) if declaration.values else WORDS
    low = 0 if declaration.minimum is None else int(declaration.minimum)
    high = 10_000 if declaration.maximum is None else int(declaration.maximum)
    return {
        FactType.BOOL: st.booleans(),
        FactType.INTEGER: st.integers(low, high),
        FactType.DECIMAL: st.decimals(low, high, places=2).map(Decimal),
        FactType.DATE: ANY_DAY,
        FactType.INSTANT: INSTANTS,
        FactType.CODE: codes,
        FactType.CODES: st.builds(Codes, st.frozensets(codes), st.booleans()),
        FactType.TEXT: WORDS,
        FactType.EXPOSURES: EXPOSURES,
    }[declaration.type]


def values(declaration: FactDeclaration) -> st.SearchStrategy[FactValue]:
    """Values that fit a declaration, unknown among them."""
    return st.one_of(st.just(UNKNOWN), known_values(declaration))


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))
