"""A site's profile may only tighten the one it extends. Proved rule by rule, for every possible set of facts."""

from collections.abc import Iterator, Mapping
from typing import Final

from cairn.domain.dates import Period, parse_period
from cairn.domain.screening.profile import RuleSet
from cairn.domain.screening.rule import Rule, is_stricter

_RISES_WHEN_LOWER: Final = frozenset({"gt", "ge", "age_at_least"})
_RISES_WHEN_HIGHER: Final = frozenset({"lt", "le", "within_last", "class_taken_within"})
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


def loosened(base: RuleSet, site: RuleSet) -> Iterator[tuple[str, str]]:
    """Every rule that asks less under the site's profile, or is not proved to ask at least as much, and why."""
    theirs = {rule.id: rule for rule in site.rules}
    for rule in base.rules:
        ours = theirs.get(rule.id)
        if ours is None:
            yield rule.id, "The rule is gone."
        elif is_stricter(rule.severity, ours.severity):
            yield (
                rule.id,
                f"It asks for {ours.severity.value}; {base.profile.id} asks for {rule.severity.value}.",
            )
        else:
            yield from ((rule.id, words) for words in _loosened_parameters(rule, ours))


def _loosened_parameters(base: Rule, site: Rule) -> Iterator[str]:
    for name, before in base.written.parameters.items():
        after = site.written.parameters[name]
        directions = set(_directions(base.written.when, name, positive=True))
        if after != before and not _proved(before, after, directions):
            yield f"'{name}' is {after}; {before} is not proved to be tightened by it."


def _directions(node: object, name: str, *, positive: bool) -> Iterator[str | None]:
    """For each place the parameter stands: whether the rule fires more often when it is higher, or lower."""
    if isinstance(node, list):
        for part in node:
            yield from _directions(part, name, positive=positive)
        return
    assert isinstance(node, Mapping)  # noqa: S101 -- it was read as a condition
    if "not" in node:
        yield from _directions(node["not"], name, positive=not positive)
    elif "op" not in node:
        yield from _directions(list(node.values()), name, positive=positive)
    elif _holds(node, name):
        yield _direction(str(node["op"]), positive=positive)


def _holds(node: object, name: str) -> bool:
    if isinstance(node, Mapping):
        return node == {"parameter": name} or any(_holds(inner, name) for inner in node.values())
    return False


def _direction(op: str, *, positive: bool) -> str | None:
    if op in _RISES_WHEN_LOWER:
        return "lower" if positive else "higher"
    if op in _RISES_WHEN_HIGHER:
        return "higher" if positive else "lower"
    return None


def _proved(before: object, after: object, directions: set[str | None]) -> bool:
    if directions == {"higher"}:
        return _at_least(after, before)
    return directions == {"lower"} and _at_least(before, after)


def _at_least(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return _days(parse_period(one), _SHORTEST_MONTH) >= _days(parse_period(other), _LONGEST_MONTH)
    return isinstance(one, int | float) and isinstance(other, int | float) and one >= other


def _days(period: Period, month: int) -> float:
    return period.months * month + period.exact.total_seconds() / 86400
