"""The hours after a dose: what published data lead one to expect, as a band, and what was rated, as points."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cairn.components.charts.drawing import draw
from cairn.components.charts.tokens import ACCENT, INK_SOFT, SHEET
from cairn.domain.instruments.wording import Language
from cairn.domain.pharmacology.time_course import Band

WIDTH, HEIGHT = 520, 120
EVERY_HOUR = 60
TITLE = "What to expect over the hours, and what was rated"


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating, 0 to 10, by its minute after the first dose."""

    minute: int
    rating: int
    by_client: bool


@lru_cache(maxsize=64)
def time_course_chart(
    band: Band | None, ratings: tuple[Rated, ...], now_minute: int | None, chart_id: str = "time-course"
) -> str:
    """The SVG. The same values always give the same drawing; ``now_minute`` None leaves the present out."""
    return draw(
        _layers(band, ratings, now_minute),
        chart_id=chart_id,
        title=TITLE,
        description=description(band, ratings),
        language=Language.ENGLISH,
    )


def description(band: Band | None, ratings: tuple[Rated, ...]) -> str:
    """The chart in words."""
    parts = []
    if band is not None:
        strongest = max(band.points, key=lambda point: point.middle)
        parts.append(f"Expected to be strongest about {strongest.minute} minutes after the dose.")
    if ratings:
        said = ", ".join(f"{each.rating} at {each.minute} minutes" for each in ratings)
        parts.append(f"Rated, of 10: {said}.")
    return " ".join(parts) or "Nothing to draw yet."


def _layers(band: Band | None, ratings: tuple[Rated, ...], now_minute: int | None) -> Any:
    import altair as alt

    last = band.points[-1].minute if band is not None else 480
    x = alt.X(
        "minute:Q",
        title=None,
        scale=alt.Scale(domain=[0, last], nice=False),
        axis=alt.Axis(
            values=list(range(0, last + 1, EVERY_HOUR)),
            labelExpr="datum.value == 0 ? '0' : datum.value / 60 + ' h'",
            grid=False,
        ),
    )
    rated = alt.Y(
        "rating:Q",
        title="rated, 0 to 10",
        scale=alt.Scale(domain=[0, 10]),
        axis=alt.Axis(values=[0, 5, 10], grid=False),
    )
    rows = [
        {"minute": r.minute, "rating": r.rating, "by": "client" if r.by_client else "staff"} for r in ratings
    ]
    points = alt.Chart(_data(rows)).encode(x=x, y=rated)
    shape = alt.Shape(
        "by:N", scale=alt.Scale(domain=["client", "staff"], range=["circle", "diamond"]), legend=None
    )
    layers = [
        points.mark_point(filled=True, fill=ACCENT, stroke=SHEET, size=110, opacity=1).encode(shape=shape)
    ]
    if now_minute is not None:
        rule = alt.Chart(_data([{"minute": now_minute}])).encode(x=x)
        layers.append(rule.mark_rule(color=ACCENT, strokeDash=[2, 5]))
    if band is None:
        return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return (
        alt.layer(_band(alt, band, x), alt.layer(*layers))
        .resolve_scale(y="independent")
        .properties(width=WIDTH, height=HEIGHT)
    )


def _data(rows: list[dict[str, Any]]) -> Any:
    import altair as alt

    data: Any = alt.Data
    return data(values=rows)


def _band(alt: Any, band: Band, x: Any) -> Any:
    rows = [{"minute": p.minute, "low": p.lower, "high": p.upper} for p in band.points]
    y = alt.Y(
        "low:Q",
        title=None,
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(
            values=[0, 50, 100],
            orient="right",
            labelColor=INK_SOFT,
            labelExpr="datum.value + ' %'",
            grid=False,
        ),
    )
    return alt.Chart(_data(rows)).mark_area(color=ACCENT, opacity=0.18).encode(x=x, y=y, y2="high:Q")


@dataclass(frozen=True, slots=True)
class Reading:
    """One blood pressure and pulse by its minute after the session began; None where not taken."""

    minute: int
    systolic: int | None
    diastolic: int | None
    pulse: int | None


@lru_cache(maxsize=64)
def vitals_chart(readings: tuple[Reading, ...], chart_id: str = "vitals-trend") -> str:
    """A small trend: each pressure as a bar from lower to upper, the pulse as a line."""
    import altair as alt

    pressures = [
        {"minute": r.minute, "upper": r.systolic, "lower": r.diastolic}
        for r in readings
        if r.systolic is not None and r.diastolic is not None
    ]
    pulses = [{"minute": r.minute, "pulse": r.pulse} for r in readings if r.pulse is not None]
    x = alt.X("minute:Q", axis=None)
    scale = alt.Scale(zero=False, nice=True)
    y = alt.Y("lower:Q", title=None, scale=scale, axis=alt.Axis(tickCount=3, grid=False))
    bars = (
        alt.Chart(_data(pressures))
        .mark_bar(color=ACCENT, opacity=0.5, width=6)
        .encode(x=x, y=y, y2="upper:Q")
    )
    line = (
        alt.Chart(_data(pulses))
        .mark_line(color=INK_SOFT, point={"color": INK_SOFT, "size": 25})
        .encode(x=x, y=alt.Y("pulse:Q", title=None, scale=scale))
    )
    said = "; ".join(f"{r.systolic}/{r.diastolic} mmHg, pulse {r.pulse}" for r in readings)
    return draw(
        alt.layer(bars, line).properties(width=220, height=70),
        chart_id=chart_id,
        title="Blood pressure as bars, pulse as a line",
        description=said.replace("None", "not taken"),
        language=Language.ENGLISH,
    )
