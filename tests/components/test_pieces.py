"""What each tag writes: the word, the icon and the colour, and never an unescaped letter."""

from datetime import date
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.test import RequestFactory
from django.utils import translation

from cairn.components.charts.trajectory import TrajectoryChart
from cairn.components.charts.trajectory_words import Row
from cairn.components.kinds import KINDS, kind_of
from cairn.components.presenters import Column, Fact, Link, StoneState, UnmetLine, stones
from cairn.domain.vocabulary import Disposition, Severity
from tests.components.render import rendered

SPRITE = Path(__file__).parents[2] / "src/cairn/components/static/cairn/icons.svg"
ANGLE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def test_every_severity_and_disposition_has_a_kind() -> None:
    assert set(KINDS) == set(Severity) | set(Disposition)


def test_every_kind_has_an_icon_of_its_name() -> None:
    sprite = SPRITE.read_text(encoding="utf-8")
    assert {kind.code for kind in KINDS.values() if f'id="{kind.code}"' not in sprite} == set()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        kind_of("fine")


def test_a_tag_says_its_kind_in_a_word_an_icon_and_a_colour() -> None:
    written = rendered("{% tag 'on-hold' %}")
    assert written == (
        '<span class="tag" data-is="hold"><svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="/static/cairn/icons.svg#hold"></use></svg> on hold</span>'
    )


def test_a_tag_without_a_kind_is_only_words() -> None:
    assert rendered("{% tag words='2 sessions' %}") == '<span class="tag">2 sessions</span>'


def test_an_icon_that_stands_alone_is_read_out() -> None:
    assert 'role="img" aria-label="Private"' in rendered("{% icon 'lock' 'Private' %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% tag 'hold' said %}",
        "{% finding kind='hold' title=said why=said reference=said %}{{ said }}{% endfinding %}",
        "{% words caption=said %} {{ said }} {% endwords %}",
        "{% message kind='hold' title=said %}{{ said }}{% endmessage %}",
        "{% sheet title=said id=said %}{{ said }}{% endsheet %}",
        "{% facts pairs %}",
        "{% table columns rows said %}",
        "{% unmet lines %}",
        "{% empty said said said said %}",
        "{% progress 1 2 said %}",
        "{% sees said %}",
        "{% tabs links said %}",
        "{% icon said said %}",
        "{% confirm name=said title=said yes=said %}{{ said }}{% endconfirm %}",
    ],
)
def test_what_people_write_is_never_taken_for_markup(source: str) -> None:
    written = rendered(
        source,
        said=ANGLE,
        pairs=[(ANGLE, ANGLE), Fact(ANGLE, None, ANGLE)],
        columns=[ANGLE],
        rows=[[ANGLE]],
        lines=[UnmetLine("hold", ANGLE, ANGLE, ANGLE, ANGLE)],
        links=[Link(ANGLE, ANGLE)],
    )
    assert "<script" not in written
    assert "&lt;script" in written
    assert "&amp;lt;" not in written


def test_a_finding_says_what_why_and_by_which_rule() -> None:
    written = rendered(
        "{% finding kind='hold' title='Blood pressure 148/88' why='Above 140/90.' reference='SCR-CV-02' %}"
        "{% endfinding %}"
    )
    assert [
        part in written for part in ("Blood pressure 148/88", "Above 140/90.", "SCR-CV-02", ">hold<")
    ] == [True] * 4
    assert 'class="more' not in written


def test_a_fact_nobody_knows_is_said_to_be_not_known() -> None:
    assert '<span class="unknown">not known</span>' in rendered("{% facts pairs %}", pairs=[("Weight", None)])


def test_a_fact_of_nought_is_nought() -> None:
    assert "<dd>0 kg</dd>" in rendered("{% facts pairs %}", pairs=[Fact("Weight", 0, unit="kg")])


def test_the_path_marks_the_one_stone_where_the_person_is() -> None:
    written = rendered("{% path way 'Where Mar is' %}", way=stones(["Inquiry", "Fit", "Screening"], 1))
    assert written.count('aria-current="step"') == 1
    assert [f'data-state="{state}"' in written for state in ("done", "here", "ahead")] == [True] * 3
    assert "(behind you)" in written


def test_stones_before_here_are_done_and_after_it_ahead() -> None:
    states = [stone.state for stone in stones(["a", "b", "c"], 1)]
    assert states == [StoneState.DONE, StoneState.HERE, StoneState.AHEAD]


def test_what_is_unmet_names_who_can_resolve_it() -> None:
    written = rendered(
        "{% unmet lines %}",
        lines=[UnmetLine("hold", "Transport plan is not signed", "Mar", "/plan/", "Open")],
    )
    assert "Transport plan is not signed" in written
    assert '<span class="who">Mar</span>' in written
    assert 'href="/plan/"' in written


def test_nothing_unmet_is_said_in_words() -> None:
    assert "Nothing is unmet." in rendered("{% unmet lines %}", lines=[])


def test_a_table_names_each_cell_so_that_it_can_fold_on_a_phone() -> None:
    written = rendered(
        "{% table columns rows 'Depression' %}",
        columns=["On", Column("Score", is_number=True)],
        rows=[["3 Sep", 21], ["27 Oct", 20]],
    )
    assert written.count('<th scope="row">') == 2
    assert '<td data-label="Score" class="number">21</td>' in written


def test_a_row_that_does_not_fit_its_columns_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        rendered("{% table columns rows 'x' %}", columns=["a", "b"], rows=[["only one"]])


def test_an_empty_table_says_so() -> None:
    assert "None yet" in rendered("{% table columns rows 'x' 'None yet' %}", columns=["a"], rows=[])


def test_progress_is_said_in_words_and_survives_a_total_of_nought() -> None:
    assert "3 of 9 answered" in rendered("{% progress 3 9 %}")
    assert 'max="1"' in rendered("{% progress 0 0 %}")


def test_message_levels_become_kinds() -> None:
    assert rendered("{{ 'error'|message_kind }} {{ 'unheard-of'|message_kind }}") == "block note"


def test_a_chart_stands_with_its_question_its_words_and_its_table() -> None:
    drawn = TrajectoryChart(
        svg="<svg class='chart'></svg>",
        title="How has it changed?",
        description="From 21 to 20.",
        caption="Bands as published.",
        headings=("On", "What", "Score", "Band", "Change"),
        rows=(Row(date(2026, 9, 3), "Intake", "21", "severe", "baseline"),),
    )
    written = rendered("{% chart drawn %}", drawn=drawn)
    assert "<h2>How has it changed?</h2>" in written
    assert "<svg class='chart'></svg>" in written
    assert "Thu 3 Sep 2026" in written
    assert "<summary>The same as a table</summary>" in written


def test_the_pager_keeps_what_was_searched_for() -> None:
    request = RequestFactory().get("/people/?q=so&page=2")
    written = rendered("{% pager page %}", request, page=Paginator(range(60), 20).page(2))
    assert 'href="?q=so&amp;page=1"' in written
    assert 'href="?q=so&amp;page=3"' in written
    assert "Page 2 of 3" in written


def test_one_page_needs_no_pager() -> None:
    assert rendered("{% pager page %}", RequestFactory().get("/"), page=Paginator([1], 20).page(1)) == ""
