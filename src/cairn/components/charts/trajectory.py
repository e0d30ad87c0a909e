"""One measure over time as a drawing: bands behind, scores in front, sessions marked, gaps left open."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cairn.components.charts.drawing import draw
from cairn.components.charts.tokens import ACCENT, INK, INK_SOFT, REVIEW, SHEET
from cairn.components.charts.trajectory_words import (
    HEADINGS,
    RELIABLE,
    Row,
    caption,
    cutoff_range,
    description,
    number,
    shown_cutoff,
    table,
    title,
)
from cairn.domain.instruments.change import ReliableChange
from cairn.domain.instruments.rules import ScoreRule
from cairn.domain.instruments.wording import Language
from cairn.domain.outcomes.trajectory import Trajectory
from cairn.domain.vocabulary import EncounterKind

HEIGHT = 240
WIDE = 640
PHONE = 200
"""Two widths of the plot to choose from; its labels add about 160. A phone gets a drawing of its own."""


@dataclass(frozen=True, slots=True)
class TrajectoryChart:
    """The drawing and everything that must stand beside it."""

    svg: str
    title: str
    description: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def trajectory_chart(
    line: Trajectory, *, language: str = "en", chart_id: str = "trajectory", width: int = WIDE
) -> TrajectoryChart:
    """Draw a trajectory. The same trajectory always gives the same SVG."""
    spoken = Language(language)
    named, described = title(line, spoken), description(line, spoken)
    return TrajectoryChart(
        svg=draw(
            _layers(line, spoken, width),
            chart_id=chart_id,
            title=named,
            description=described,
            language=spoken,
        ),
        title=named,
        description=described,
        caption=caption(line, spoken),
        headings=tuple(heading.in_language(spoken) for heading in HEADINGS),
        rows=table(line, spoken),
    )


def _layers(line: Trajectory, language: Language, width: int) -> Any:
    import altair as alt

    start, end = _span(line)
    x = alt.X(
        "at:T",
        title=None,
        scale=alt.Scale(type="utc", domain=[_millis(start), _millis(end)]),
        axis=alt.Axis(format="%-d %b %Y", values=_ticks(line, start, end, width), grid=False),
    )
    rule = line.instrument.primary
    lowest, highest = _ends(rule)
    reach = "" if rule.highest is None else f", {number(rule.lowest or Decimal(0))}–{number(rule.highest)}"
    name = f"{rule.title.in_language(language)}{reach}"
    y = alt.Y(
        "value:Q",
        title=name,
        scale=alt.Scale(domain=[lowest, highest], nice=False),
        axis=alt.Axis(values=_edges(line), tickSize=0, labelPadding=6),
    )
    layers = [
        *_band_layers(alt, line, language, width),
        *_session_layers(alt, line, language, x),
        *_score_layers(alt, line, language, x, y),
    ]
    return alt.layer(*layers).properties(width=width, height=HEIGHT)


def _band_layers(alt: Any, line: Trajectory, language: Language, width: int) -> list[Any]:
    """Stripes that darken with severity, each with its name; a published cut-off where there are no bands."""
    rows = _stripes(line, language)
    if not rows:
        return []
    base = alt.Chart(alt.Data(values=rows))
    stripes = base.mark_rect(fill=INK).encode(
        y="low:Q",
        y2="high:Q",
        x=alt.value(0),
        x2=alt.value(width),
        fillOpacity=alt.FillOpacity("shade:Q", scale=None, legend=None),
    )
    names = base.mark_text(align="left", baseline="middle", dx=6, color=INK_SOFT).encode(
        y="middle:Q", x=alt.value(width), text="name:N"
    )
    return [stripes, names]


def _stripes(line: Trajectory, language: Language) -> list[dict[str, object]]:
    rule = line.instrument.primary
    bands = line.instrument.band_set(rule.id)
    if bands is not None:
        tops = [band.at_least for band in bands.bands[1:]] + [rule.highest]
        return [
            {
                "low": float(band.at_least),
                "high": float(top or 0),
                "middle": float(band.at_least + (top or 0)) / 2,
                "shade": round(0.02 + 0.025 * place, 3),
                "name": band.title.in_language(language),
            }
            for place, (band, top) in enumerate(zip(bands.bands, tops, strict=True))
        ]
    cutoff = shown_cutoff(line)
    if cutoff is None:
        return []
    low, top = float(cutoff.lowest), float(max(cutoff.highest, cutoff.lowest + 1))
    return [{"low": low, "high": top, "middle": (low + top) / 2, "shade": 0.12, "name": cutoff_range(cutoff)}]


def _session_layers(alt: Any, line: Trajectory, language: Language, x: Any) -> list[Any]:
    days = [
        {
            "at": _millis(session.on),
            "label": session.label.in_language(language),
            "main": session.kind is EncounterKind.ADMINISTRATION,
        }
        for session in line.sessions
    ]
    layers = []
    main = [day for day in days if day["main"]]
    other = [day for day in days if not day["main"]]
    if main:
        base = alt.Chart(alt.Data(values=main)).encode(x=x)
        layers += [
            base.mark_rule(color=REVIEW, strokeWidth=2),
            base.mark_text(baseline="bottom", dy=-4, color=REVIEW).encode(y=alt.value(0), text="label:N"),
        ]
    if other:
        base = alt.Chart(alt.Data(values=other)).encode(x=x, y=alt.value(HEIGHT - 6))
        layers.append(base.mark_point(shape="triangle-up", filled=True, color=REVIEW, size=60, opacity=1))
    return layers


def _beside_the_line(rows: list[dict[str, Any]]) -> int:
    """Where the last label goes, in pixels below its point: under a line that comes down, over any other."""
    values = [row["value"] for row in rows if row["value"] is not None]
    return 18 if len(values) > 1 and values[-1] < values[-2] else -14


def _score_layers(alt: Any, line: Trajectory, language: Language, x: Any, y: Any) -> list[Any]:
    rows = _score_rows(line, language)
    scored = alt.Chart(alt.Data(values=[row for row in rows if row["value"] is not None])).encode(x=x, y=y)
    layers = [
        scored.mark_line(color=ACCENT, strokeWidth=2).encode(detail="run:N"),
        scored.mark_point(filled=True, fill=ACCENT, stroke=SHEET, strokeWidth=1.5, size=90, opacity=1),
        scored.mark_text(dy=-14, fontWeight=600).encode(text="label:N"),
        scored.mark_text(dy=_beside_the_line(rows), dx=8, align="right", fontWeight=600).encode(
            text="last:N"
        ),
    ]
    gaps = [row for row in rows if row["value"] is None]
    if gaps:
        missing = alt.Chart(alt.Data(values=gaps)).encode(x=x, y=alt.value(HEIGHT - 22))
        layers.append(
            missing.mark_point(shape="diamond", stroke=INK_SOFT, size=80, strokeWidth=1.5, opacity=1)
        )
    return layers


def _score_rows(line: Trajectory, language: Language) -> list[dict[str, object]]:
    """Points with the run they belong to: a missing occasion ends a run, and no line crosses it."""
    rows: list[dict[str, object]] = []
    run = 0
    for point in line.points:
        if point.value is None:
            run += 1
            rows.append({"at": _millis(point.on), "value": None})
            continue
        label, last = number(point.value), ""
        telling = {ReliableChange.IMPROVEMENT, ReliableChange.DETERIORATION}
        if point is line.latest and point.change is not None and point.change.reliable in telling:
            label, last = "", f"{label} · {RELIABLE[point.change.reliable].in_language(language)}"
        rows.append(
            {"at": _millis(point.on), "value": float(point.value), "run": run, "label": label, "last": last}
        )
    return rows


def _edges(line: Trajectory) -> list[float]:
    rule = line.instrument.primary
    lowest, highest = _ends(rule)
    bands = line.instrument.band_set(rule.id)
    if bands is None:
        return [lowest + (highest - lowest) * quarter / 4 for quarter in range(5)]
    return [float(band.at_least) for band in bands.bands] + [highest]


def _ends(rule: ScoreRule) -> tuple[float, float]:
    """The ends of the scale; from nought to one where the score is a draft without a range."""
    return (0.0, 1.0) if rule.highest is None else (float(rule.lowest or 0), float(rule.highest))


def _span(line: Trajectory) -> tuple[date, date]:
    days = sorted([point.on for point in line.points] + [session.on for session in line.sessions])
    first, last = (days[0], days[-1]) if days else (date(2000, 1, 1), date(2000, 1, 1))
    margin = timedelta(days=max(7, (last - first).days // 16))
    return first - margin, last + margin


def _ticks(line: Trajectory, start: date, end: date, width: int) -> list[int]:
    """The occasions' own days, thinned so that their labels do not touch."""
    apart = (end - start) * 100 / width
    kept: list[date] = []
    for point in line.points:
        if not kept or point.on - kept[-1] >= apart:
            kept.append(point.on)
    return [_millis(on) for on in kept]


def _millis(on: date) -> int:
    return int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()) * 1000
