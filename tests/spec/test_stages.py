"""The way as a table: where a person may go from each stage, and what a refusal says."""

import pytest

from cairn.domain.pathway.stages import ENDINGS, NEXT, Ending, Stage, StepRefusedError, advance, usual_next

WAY = """
inquiry         -> fit, closed
fit             -> screening, closed
screening       -> roadmap, closed
roadmap         -> preparation, closed
preparation     -> administration, closed
administration  -> integration, preparation, closed
integration     -> following-up, closed
following-up    -> closed
closed          ->
"""


def test_the_way_is_the_drawn_one() -> None:
    drawn = [line.split("->") for line in WAY.strip().splitlines()]
    expected = {
        Stage(here.strip()): tuple(Stage(to.strip()) for to in there.split(",") if to.strip())
        for here, there in drawn
    }
    assert dict(NEXT) == expected


def test_every_stage_is_in_both_tables() -> None:
    assert set(NEXT) == set(ENDINGS) == set(Stage)


def test_a_stage_has_reasons_for_closing_exactly_when_it_can_close() -> None:
    for stage in Stage:
        assert bool(ENDINGS[stage]) == (Stage.CLOSED in NEXT[stage])


def test_every_stage_is_reached_from_the_inquiry_and_every_stage_leads_to_the_end() -> None:
    for backwards in (False, True):
        reached = {Stage.CLOSED if backwards else Stage.INQUIRY}
        for _ in Stage:
            reached |= {
                (here if backwards else there)
                for here, nexts in NEXT.items()
                for there in nexts
                if (there if backwards else here) in reached
            }
        assert reached == set(Stage)


@pytest.mark.parametrize(
    ("here", "to"), [(here, to) for here in Stage for to in Stage if to is not Stage.CLOSED]
)
def test_a_step_is_taken_or_refused_as_the_table_says(here: Stage, to: Stage) -> None:
    if to in NEXT[here]:
        assert advance(here, to) is to
    else:
        with pytest.raises(StepRefusedError) as refused:
            advance(here, to)
        assert refused.value.code == "not-a-step"


@pytest.mark.parametrize("here", [stage for stage in Stage if stage is not Stage.CLOSED])
@pytest.mark.parametrize("ending", Ending)
def test_an_episode_closes_for_the_reasons_of_its_stage(here: Stage, ending: Ending) -> None:
    if ending in ENDINGS[here]:
        assert advance(here, Stage.CLOSED, ending) is Stage.CLOSED
    else:
        with pytest.raises(StepRefusedError) as refused:
            advance(here, Stage.CLOSED, ending)
        assert refused.value.code == "reason-does-not-fit"


def test_only_a_person_followed_up_is_closed_as_completed() -> None:
    assert [stage for stage in Stage if Ending.COMPLETED in ENDINGS[stage]] == [Stage.FOLLOWING_UP]


def test_a_refusal_says_what_is_possible_instead() -> None:
    with pytest.raises(
        StepRefusedError, match=r"^From fit there is no step to preparation\. Possible: screening, closed\.$"
    ):
        advance(Stage.FIT, Stage.PREPARATION)
    with pytest.raises(StepRefusedError, match=r"Open a new episode to begin again\.$"):
        advance(Stage.CLOSED, Stage.FIT)


def test_closing_asks_for_a_reason_and_nothing_else_does() -> None:
    with pytest.raises(StepRefusedError, match="say why") as needed:
        advance(Stage.FIT, Stage.CLOSED)
    assert needed.value.code == "reason-needed"
    with pytest.raises(StepRefusedError, match="does not go with screening"):
        advance(Stage.FIT, Stage.SCREENING, Ending.WITHDRAWN)


def test_a_day_called_off_leads_back_to_preparation_and_never_further() -> None:
    assert advance(Stage.ADMINISTRATION, Stage.PREPARATION) is Stage.PREPARATION
    with pytest.raises(StepRefusedError):
        advance(Stage.INTEGRATION, Stage.PREPARATION)


def test_the_usual_step_is_the_first_of_the_row() -> None:
    assert usual_next(Stage.ADMINISTRATION) is Stage.INTEGRATION
    assert usual_next(Stage.CLOSED) is None
