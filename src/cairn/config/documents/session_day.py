"""The rules of the administration day: phases, checks, alarms, release."""

from cairn.config.documents.page import listed, page, quoted, table
from cairn.content.readers.monitoring import day_rules

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
        table(
            CHECKS,
            (
                (quoted(each.id), each.minute, listed((w.value for w in each.watches), as_code=False))
                for each in rules.schedule.checks
            ),
        ),
        "## What raises an alarm",
        table(
            ALARMS,
            (
                (
                    quoted(rung.id),
                    rung.words,
                    rung.action,
                    "yes" if rung.emergency else "",
                    rung.source.text,
                    rung.source.grade.value,
                )
                for rung in rules.ladder.rungs
            ),
        ),
        "## What a release waits for",
        table(
            RELEASE,
            (
                (
                    quoted(each.id),
                    each.words,
                    each.judged.value,
                    listed((role.value for role in each.who), as_code=False),
                    each.source.text,
                    each.source.grade.value,
                )
                for each in rules.criteria
            ),
        ),
    )
