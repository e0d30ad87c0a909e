"""The trajectory chart: one drawing, its words and its table, in the page's tokens and nothing else."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cairn.components.charts.drawing import draw
from cairn.components.charts.tokens import PRINTED, for_print
from cairn.components.charts.trajectory import PHONE, TrajectoryChart, trajectory_chart
from cairn.components.charts.trajectory_words import Row, cutoff_range, shown_cutoff
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.cutoff import Cutoff, Reaching
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Incomplete, Score, score
from cairn.domain.instruments.wording import Language, Wording
from cairn.domain.outcomes.trajectory import Occasion, Session, Trajectory, trajectory
from cairn.domain.vocabulary import AdministrativeGender, EncounterKind
from tests.domain.instruments.cases import GAD_7, PCL_5, PHQ_9, adding_up_to

SVG = "{http://www.w3.org/2000/svg}"
TOKENS_CSS = Path("src/cairn/components/static/cairn/css/tokens.css")

SESSIONS = (
    Session(date(2026, 1, 20), EncounterKind.PREPARATION, Wording("Preparation 1", "Preparación 1")),
    Session(date(2026, 2, 10), EncounterKind.ADMINISTRATION, Wording("Administration", "Administración")),
)


def occasion(instrument: Instrument, month: int, total: int | None, label: str) -> Occasion:
    result: Score | Incomplete | None = None
    if total is not None:
        result = score(instrument, adding_up_to(instrument, total))
    return Occasion(date(2026, month, 5), Wording(label), result)


def line(
    instrument: Instrument = PHQ_9, *totals: int | None, sessions: tuple[Session, ...] = SESSIONS
) -> Trajectory:
    given = totals or (19, 20, None, 7)
    occasions = [
        occasion(instrument, month, total, f"Month {month}") for month, total in enumerate(given, start=1)
    ]
    return trajectory(instrument, occasions, sessions)


def texts(chart: TrajectoryChart) -> list[str]:
    return [element.text or "" for element in ET.fromstring(chart.svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def test_the_drawing_is_named_described_and_one_image() -> None:
    chart = trajectory_chart(line(), chart_id="phq-9-chart")
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert root.get("role") == "img"
    assert root.get("lang") == "en"
    assert root.get("aria-labelledby") == "phq-9-chart-title phq-9-chart-description"
    title, description = root[0], root[1]
    assert (title.tag, title.get("id"), title.text) == (f"{SVG}title", "phq-9-chart-title", chart.title)
    assert (description.get("id"), description.text) == ("phq-9-chart-description", chart.description)
    assert chart.title == "How has it changed? Depressive symptoms (PHQ-9)"
    assert chart.description == (
        "5 January 2026: 19 (moderately severe). Then 5 April 2026: 7 (mild): −12, reliably better. "
        "Occasions without a score: 1."
    )
    assert [element.get("role") for element in root.iter()] == ["img"] + [None] * (len(list(root.iter())) - 1)


def test_the_drawing_has_no_style_no_script_and_no_colour_of_its_own() -> None:
    svg = trajectory_chart(line()).svg
    assert not re.search(r" style=|<style|<script|href|xlink", svg)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
    assert colours <= {"none", "transparent", *(f"var({token})" for token in PRINTED)}
    assert set(re.findall(r'font-family="([^"]*)"', svg)) == {"var(--font-ui)"}


def test_the_same_trajectory_always_gives_the_same_drawing() -> None:
    assert trajectory_chart(line()) == trajectory_chart(line())


def test_bands_scores_sessions_and_the_telling_change_are_written_in_words() -> None:
    shown = texts(trajectory_chart(line()))
    for words in (
        "Minimal",
        "Severe",
        "19",
        "20",
        "7 · reliably better",
        "Administration",
        "PHQ-9 total, 0–27",
    ):
        assert words in shown
    assert "5 Jan 2026" in shown


def test_a_measure_without_bands_shows_its_published_cut_off() -> None:
    chart = trajectory_chart(line(PCL_5, 52, 22, sessions=()))
    assert "31–33" in texts(chart)
    assert chart.caption == "Circle: a score. Strip: 31–33, VA guidance for probable PTSD."


def test_a_measure_with_neither_is_drawn_plainly() -> None:
    from dataclasses import replace

    plain = replace(PCL_5, cutoffs=(), id="pcl-5")
    chart = trajectory_chart(line(plain, 52, 22, sessions=()))
    assert chart.caption == "Circle: a score."
    single = replace(PCL_5, cutoffs=(PCL_5.cutoffs[1],))
    assert "34" in texts(trajectory_chart(line(single, 52, 22)))


def test_spanish_pages_get_spanish_words() -> None:
    chart = trajectory_chart(line(), language="es", width=PHONE)
    assert chart.title == "¿Cómo ha cambiado? Síntomas de depresión (PHQ-9)"
    assert "7 · mejora fiable" in texts(chart)
    assert "5 ene 2026" in texts(chart)
    assert chart.headings[0] == "Fecha"
    assert 'lang="es"' in chart.svg
    assert "Línea vertical: administración." in chart.caption


def test_the_table_has_every_occasion_and_session_in_order_of_day() -> None:
    assert trajectory_chart(line()).rows == (
        Row(date(2026, 1, 5), "Month 1", "19", "Moderately severe", "first score"),
        Row(date(2026, 1, 20), "Preparation 1 (session)", "", "", ""),
        Row(date(2026, 2, 5), "Month 2", "20", "Severe", "+1, no reliable change"),
        Row(date(2026, 2, 10), "Administration (session)", "", "", ""),
        Row(date(2026, 3, 5), "Month 3", "nothing returned", "", ""),
        Row(date(2026, 4, 5), "Month 4", "7", "Mild", "−12, reliably better"),
    )


def test_an_unchanged_score_has_no_sign() -> None:
    assert trajectory_chart(line(GAD_7, 6, 6, sessions=())).rows[-1].change == "0, no reliable change"


@pytest.mark.parametrize(
    ("totals", "description"),
    [
        ((None, None), "No score yet. Occasions without a score: 2."),
        ((19,), "5 January 2026: 19 (moderately severe)."),
    ],
)
def test_with_no_or_one_score_there_is_nothing_to_compare(
    totals: tuple[int | None, ...], description: str
) -> None:
    chart = trajectory_chart(line(PHQ_9, *totals))
    assert chart.description == description
    assert chart.svg.startswith("<svg ")


def test_an_empty_trajectory_is_drawn_empty() -> None:
    chart = trajectory_chart(trajectory(PHQ_9, []))
    assert (chart.rows, chart.description) == ((), "No score yet.")
    assert chart.svg.endswith("</svg>")


def test_on_paper_every_token_has_its_light_value() -> None:
    printed = for_print(trajectory_chart(line()).svg, font="Inter")
    assert "var(" not in printed
    assert 'font-family="Inter"' in printed
    assert 'stroke="#3f6b4a"' in printed


def test_the_printed_values_are_those_of_the_style_sheet() -> None:
    css = TOKENS_CSS.read_text(encoding="utf-8")
    for token, value in PRINTED.items():
        if token != "--font-ui":
            found = re.search(rf"{token}: light-dark\((#\w+),", css)
            assert found is not None
            assert found[1] == value


def test_words_in_a_chart_cannot_become_markup() -> None:
    import altair as alt

    empty = alt.Chart(alt.Data(values=[])).mark_point()
    hostile = '"><script>x</script>'
    svg = draw(empty, chart_id=hostile, title=hostile, description=hostile, language=Language.ENGLISH)
    assert "<script" not in svg
    ET.fromstring(svg)  # noqa: S314 - it must stay well formed


@pytest.mark.parametrize("instrument", instruments().values(), ids=lambda each: each.key)
def test_every_measure_can_be_drawn_and_one_whose_score_is_not_given_says_so(instrument: Instrument) -> None:
    answers = {item.number: item.values[len(item.values) // 2] for item in instrument.items}
    result = score(instrument, answers)
    occasions = [Occasion(date(2026, month, 5), Wording(f"Month {month}"), result) for month in (1, 2)]
    drawn = trajectory_chart(trajectory(instrument, occasions))
    given = isinstance(result, Score) and result.value is not None
    assert ("not given" in str(drawn.rows)) is not given
    assert [words for words in texts(drawn) if re.search(r"\.\d{3}", words)] == []


def test_a_cut_off_that_is_reached_downward_says_so_and_an_unsure_one_is_not_drawn() -> None:
    asserted, memory = PHQ_9.bands[0].citation, PHQ_9.recoveries[0].citation
    edge = Decimal(20)
    cut = Cutoff("c", "total", Wording("Cut"), edge, edge, "Nobody", asserted, Reaching.AT_MOST)
    for cutoff, words in (
        (cut, "≤ 20"),
        (replace(cut, reached=Reaching.BELOW), "< 20"),
        (replace(cut, citation=memory), None),
        (replace(cut, sex=AdministrativeGender.MALE), None),
    ):
        without = replace(PHQ_9, bands=(), cutoffs=(cutoff,))
        shown = shown_cutoff(trajectory(without, []))
        assert (None if shown is None else cutoff_range(shown)) == words
