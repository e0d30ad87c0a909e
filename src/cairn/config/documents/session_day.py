"""The rules of the administration day: phases, checks, alarms, release."""

from cairn.config.documents.page import listed, page, quoted, table
from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.ladder import Rung
from cairn.domain.administration.monitoring import Check
from cairn.domain.administration.release_rules import Criterion

PHASES = ("phase", "expected from minute")
CHECKS = ("check", "minute", "watches")
ALARMS = ("alarm", "raised by", "what is done", "emergency", "source", "grade")
RELEASE = ("criterion", "what it asks", "judged", "who", "source", "grade")


def session_day() -> str:
    """The rules that come with the package."""
    rules = day_rules()
    standing = f"set by {rules.set_by}" if rules.set_by else "proposed: a medical director has to set them"
    return page(
        "The administration day",
        f"{quoted(rules.id)}, {standing}. Nothing here proposes a dose or a medicine.",
        f"## What is expected\n\n{rules.phases_source.text} ({rules.phases_source.grade.value}).",
        table(PHASES, ((start.phase.value, start.minute) for start in rules.phases)),
        f"## What is measured when\n\n{rules.schedule.source.text} ({rules.schedule.source.grade.value}).",
        table(CHECKS, (_check(each) for each in rules.schedule.checks)),
        "## What raises an alarm",
        table(ALARMS, (_alarm(rung) for rung in rules.ladder.rungs)),
        "## What a release waits for",
        table(RELEASE, (_criterion(each) for each in rules.criteria)),
    )


def _check(check: Check) -> tuple[object, ...]:
    return quoted(check.id), check.minute, listed((each.value for each in check.watches), as_code=False)


def _alarm(rung: Rung) -> tuple[object, ...]:
    emergency = "yes" if rung.emergency else ""
    return (
        quoted(rung.id), rung.words, rung.action, emergency, rung.source.text, rung.source.grade.value
    )  # fmt: skip


def _criterion(criterion: Criterion) -> tuple[object, ...]:
    who = listed((role.value for role in criterion.who), as_code=False)
    source = criterion.source
    return (
        quoted(criterion.id), criterion.words, criterion.judged.value, who, source.text, source.grade.value
    )  # fmt: skip
