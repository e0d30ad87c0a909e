"""How a score comes from the answers, in words."""

from typing import assert_never

from cairn.domain.instruments.rules import (
    Algorithm,
    Count,
    Mean,
    MeanOf,
    Percent,
    Profile,
    Prorating,
    ScoreRule,
    Sum,
    SumOf,
    SumOfMaxima,
    ValueLookup,
)


def how_scored(rule: ScoreRule) -> str:
    """One line for one score."""
    match rule.how:
        case None:
            return "not known"
        case SumOf() | MeanOf() | ValueLookup() | Algorithm():
            return _from_scores(rule.how)
        case _:
            return _from_items(rule.how)


def _from_items(how: Sum | Mean | Percent | SumOfMaxima | Count | Profile) -> str:
    match how:
        case Sum():
            times = f", times {how.times}" if how.times != 1 else ""
            return f"sum of {numbers(how.items)}{times}{_prorated(how.prorating)}"
        case Mean():
            return f"mean of {numbers(how.items)}{_prorated(how.prorating)}"
        case Percent():
            return f"sum of {numbers(how.items)} as a percentage of its range"
        case SumOfMaxima():
            groups = "; ".join(numbers(group) for group in how.groups)
            return f"the highest of each group, added: {groups}"
        case Count():
            return f"how many of {numbers(how.items)} are {how.at_least} or more"
        case Profile():
            return f"the answers to {numbers(how.items)} in a row"
    assert_never(how)


def _from_scores(how: SumOf | MeanOf | ValueLookup | Algorithm) -> str:
    match how:
        case SumOf():
            return f"sum of the scores {', '.join(how.scores)}"
        case MeanOf():
            return f"mean of the scores {', '.join(how.scores)}"
        case ValueLookup():
            return f"what the site’s value set gives the score {how.profile}"
        case Algorithm():
            named = [outcome.title.en for outcome in (*how.outcomes, how.otherwise)]
            return f"algorithm: {'; '.join(named)}"
    assert_never(how)


def _prorated(rule: Prorating | None) -> str:
    if rule is None:
        return ""
    return (
        f"; with at least {rule.answered_at_least} answers these stand for the blanks ({rule.citation.text})"
    )


def numbers(items: tuple[str, ...]) -> str:
    """Item numbers with runs drawn together: ``1–9, 12``."""
    runs: list[list[str]] = []
    for item in items:
        last = runs[-1][-1] if runs else ""
        follows = item.isdigit() and last.isdigit() and int(item) == int(last) + 1
        if follows:
            runs[-1].append(item)
        else:
            runs.append([item])
    return ", ".join(_run(run) for run in runs)


def _run(run: list[str]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run)  # noqa: PLR2004 - two are as short as a run
