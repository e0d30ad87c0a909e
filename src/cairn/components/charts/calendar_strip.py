"""A roadmap on a calendar strip: each session a stone, the days it may take place a light bar behind it."""

from dataclasses import dataclass
from typing import Any, Final

from cairn.components.charts.drawing import draw
from cairn.components.charts.tokens import ACCENT, INK, INK_SOFT, REVIEW
from cairn.domain.instruments.wording import Language
from cairn.domain.roadmap.roadmap import PlannedStep, Roadmap
from cairn.domain.vocabulary import EncounterKind

ROW: Final = 30
WIDE: Final = 560
PHONE: Final = 190
_DAYS_A_TICK: Final = 7
_MILLIS: Final = 1000
_TITLES: Final = {
    Language.ENGLISH: "The sessions and their windows",
    Language.SPANISH: "Las sesiones y sus plazos",
}


@dataclass(frozen=True, slots=True)
class CalendarStrip:
    """The drawing, its name, and in words what it shows."""

    svg: str
    title: str
    description: str


def calendar_strip(
    roadmap: Roadmap, *, language: str = "en", chart_id: str = "strip", width: int = WIDE
) -> CalendarStrip:
    """Draw the sessions of a roadmap; the contacts that follow are far off and stand in the list only."""
    spoken = Language(language)
    sessions = [step for step in roadmap.steps if step.kind is not EncounterKind.FOLLOW_UP]
    described = "; ".join(_described(step, language) for step in sessions)
    return CalendarStrip(
        svg=draw(
            _layers(sessions, language, width),
            chart_id=chart_id,
            title=_TITLES[spoken],
            description=described,
            language=spoken,
        ),
        title=_TITLES[spoken],
        description=described,
    )


def _described(step: PlannedStep, language: str) -> str:
    return f"{step.title[language]}: {step.starts.date()} ({step.opens.date()} – {step.closes.date()})"


def _layers(sessions: list[PlannedStep], language: str, width: int) -> Any:
    import altair as alt

    return _drawn(alt, _rows(sessions, language), width)


def _rows(sessions: list[PlannedStep], language: str) -> list[dict[str, object]]:
    return [
        {
            "title": step.title[language],
            "at": step.starts.timestamp() * _MILLIS,
            "opens": step.opens.timestamp() * _MILLIS,
            "closes": step.closes.timestamp() * _MILLIS,
            "main": step.kind is EncounterKind.ADMINISTRATION,
        }
        for step in sessions
    ]


def _drawn(alt: Any, rows: list[dict[str, object]], width: int) -> Any:
    base = alt.Chart(alt.Data(values=rows))
    # On a narrow drawing the names would take all the room: they stand above their bars instead.
    labels = alt.Axis(labelLimit=220, labelColor=INK, ticks=False, domain=False, labelPadding=8)
    y = alt.Y("title:N", sort=None, title=None, axis=labels if width > PHONE else None)
    x_axis = alt.Axis(format="%-d %b", tickCount={"interval": "week", "step": 1 if width > PHONE else 2})
    bars = base.mark_bar(color=ACCENT, opacity=0.22, height=12, cornerRadius=6).encode(
        x=alt.X("opens:T", title=None, scale=alt.Scale(padding=_DAYS_A_TICK), axis=x_axis), x2="closes:T", y=y
    )
    stones = base.mark_point(filled=True, opacity=1, shape="circle").encode(
        x="at:T",
        y=y,
        color=alt.condition("datum.main", alt.value(REVIEW), alt.value(ACCENT)),
        size=alt.condition("datum.main", alt.value(190), alt.value(110)),
    )
    layers = [bars, stones]
    if width <= PHONE:
        layers.append(
            base.mark_text(align="left", dy=-13, color=INK_SOFT, fontSize=11).encode(
                x=alt.value(0), y=y, text="title:N"
            )
        )
    return alt.layer(*layers).properties(width=width, height=alt.Step(ROW if width > PHONE else ROW + 8))
