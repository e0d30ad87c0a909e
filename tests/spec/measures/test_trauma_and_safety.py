"""Measures of trauma and suicide risk as drawn tables: every branch, and what fires before the end."""

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.flags import FlagStatus
from cairn.domain.instruments.scoring import flags
from tests.spec.measures.spelled import answers, rows, said

DRAWN = """
measure         | answers                                | score         | says
pc-ptsd-5       | gate=0                                 | total         | 0
pc-ptsd-5       | gate=0 1..5=1                          | total         | 0
pc-ptsd-5       | gate=1 1..5=0                          | total         | 0
pc-ptsd-5       | gate=1 1..5=1                          | total         | 5
pc-ptsd-5       | gate=1 1..4=1                          | total         | missing 5
pc-ptsd-5       | 1..5=1                                 | total         | missing gate
itq             | P1..9=0 C1..9=0                        | ptsd          | 0
itq             | P1..9=4 C1..9=4                        | ptsd          | 24
itq             | P1..9=0 C1..9=4                        | dso           | 24
itq             | P1..9=4 C1..9=0                        | dso           | 0
itq             | P1..9=0 P7..9=4 C1..9=0                | ptsd          | 0
itq             | P1..9=0 C1..9=0                        | pattern       | neither
itq             | P1..9=0 C1..9=0 P1=2 P3=2 P5=2 P7=2    | pattern       | ptsd
itq             | P1..9=0 C1..9=0 P2=2 P4=2 P6=2 P8=2    | pattern       | ptsd
itq             | P1..9=0 C1..9=0 P2=2 P4=2 P6=2 P9=4    | pattern       | ptsd
itq             | P1..9=4 C1..9=0 P1=1 P2=1              | pattern       | neither
itq             | P1..9=4 C1..9=0 P3=1 P4=1              | pattern       | neither
itq             | P1..9=4 C1..9=0 P5=1 P6=1              | pattern       | neither
itq             | P1..9=4 C1..9=0 P7=1 P8=1 P9=1         | pattern       | neither
itq             | P1..9=4 C1..9=4                        | pattern       | complex-ptsd
itq             | P1..9=4 C1..9=0 C1=2 C3=2 C5=2 C7=2    | pattern       | complex-ptsd
itq             | P1..9=4 C1..9=0 C2=2 C4=2 C6=2 C9=2    | pattern       | complex-ptsd
itq             | P1..9=4 C1..9=4 C1=1 C2=1              | pattern       | ptsd
itq             | P1..9=4 C1..9=4 C3=1 C4=1              | pattern       | ptsd
itq             | P1..9=4 C1..9=4 C5=1 C6=1              | pattern       | ptsd
itq             | P1..9=4 C1..9=4 C7=1 C8=1 C9=1         | pattern       | ptsd
itq             | P1..9=0 C1..9=4                        | pattern       | neither
itq             | P1..9=0 C1..9=4                        | dso-criteria  | met
itq             | P1..9=0 C1..9=4                        | ptsd-criteria | not-met
itq             | P1..9=4 C1..9=0                        | ptsd-criteria | met
itq             | P1..9=4 C1..9=0                        | dso-criteria  | not-met
itq             | P1..9=4 C1..8=4                        | pattern       | missing C9
itq             | P1..9=4 C1..8=4                        | ptsd          | 24
c-ssrs-screener | 1..2=0 6=0                             | triage        | none-identified
c-ssrs-screener | 1=1 2=0 6=0                            | triage        | low
c-ssrs-screener | 1=0 2=1 3..5=0 6=0                     | triage        | low
c-ssrs-screener | 1..3=1 4..5=0 6=0                      | triage        | moderate
c-ssrs-screener | 1..2=0 6=1 6-recent=0                  | triage        | moderate
c-ssrs-screener | 1..2=0 6=1 6-recent=1                  | triage        | high
c-ssrs-screener | 1..2=1 3=0 4=1 5=0 6=0                 | triage        | high
c-ssrs-screener | 1..2=1 3..4=0 5=1 6=0                  | triage        | high
c-ssrs-screener | 1..6=1 6-recent=1                      | triage        | high
c-ssrs-screener | 1..6=1 6-recent=1                      | answered-yes  | 6
c-ssrs-screener | 1..2=0 6=0                             | answered-yes  | 0
c-ssrs-screener | 1..2=0                                 | triage        | missing 6
c-ssrs-screener | 1..2=0 6=1                             | triage        | missing 6-recent
c-ssrs-screener | 1..2=1 6=0                             | triage        | missing 3, 4, 5
c-ssrs-screener | 1=0 6=0                                | triage        | missing 2
asq-suicide     | 1..4=0                                 | result        | negative
asq-suicide     | 1..4=0                                 | answered-yes  | 0
asq-suicide     | 1..4=1 5=0                             | answered-yes  | 4
asq-suicide     | 1=1 2..4=0 5=0                         | result        | non-acute-positive
asq-suicide     | 1..3=0 4=1 5=0                         | result        | non-acute-positive
asq-suicide     | 1=0 2=1 3..4=0 5=1                     | result        | acute-positive
asq-suicide     | 1..2=0 3=1 4=0 5=1                     | result        | acute-positive
asq-suicide     | 1=1 2..4=0                             | result        | missing 5
asq-suicide     | 1..3=0                                 | result        | missing 4
"""

RAISED = """
measure         | answers      | raised
phq-2           | 1..2=3       |
qids-sr16       | 12=0         |
qids-sr16       | 12=1         | thoughts-of-death-or-suicide urgent
qids-sr16       | 12=2         | thoughts-of-death-or-suicide urgent, thoughts-of-death-or-suicide-marked stat
madrs           | 10=1         | suicidal-thoughts urgent
madrs           | 10=3         | suicidal-thoughts urgent
madrs           | 10=4         | suicidal-thoughts urgent, suicidal-thoughts-marked stat
madrs-s         | 9=0          |
madrs-s         | 9=1          | item-9 stat
ham-d17         | 3=1          | suicide stat
ham-d17-52      | 3=1          | suicide stat
pcl-5           | 16=4         |
c-ssrs-screener | 1=1          | wish-to-be-dead urgent
c-ssrs-screener | 2=1          | suicidal-thoughts urgent
c-ssrs-screener | 2=0 3=1      | method asap
c-ssrs-screener | 2=0 4=1      | intent stat
c-ssrs-screener | 5=1          | plan stat
c-ssrs-screener | 6=1          | behaviour-ever asap
c-ssrs-screener | 6-recent=1   | behaviour-recent stat
asq-suicide     | 1=1          | wished-dead asap
asq-suicide     | 2=1          | better-off-dead asap
asq-suicide     | 3=1          | thoughts-past-week asap
asq-suicide     | 4=1          | ever-tried asap
asq-suicide     | 1..4=0 5=1   | thoughts-now stat
"""


@pytest.mark.parametrize(("measure", "written", "score", "says"), rows(DRAWN))
def test_what_a_measure_of_trauma_or_safety_says(measure: str, written: str, score: str, says: str) -> None:
    assert said(measure, written, score) == says


@pytest.mark.parametrize(("measure", "written", "raised"), rows(RAISED))
def test_a_flag_does_not_wait_for_the_form_to_be_complete(measure: str, written: str, raised: str) -> None:
    found = [
        f"{state.flag.id} {state.flag.urgency}"
        for state in flags(instruments()[measure], answers(written))
        if state.status is FlagStatus.RAISED
    ]
    assert ", ".join(found) == raised


def test_an_unanswered_question_of_the_screener_is_not_a_no() -> None:
    states = flags(instruments()["c-ssrs-screener"], answers("1=0"))
    assert [state.status for state in states] == [FlagStatus.CLEAR] + [FlagStatus.NOT_ASSESSED] * 6
