"""What choosing another threshold profile would change, rule by rule."""

from dataclasses import dataclass

from cairn.content.readers.screening import rule_set
from cairn.domain.screening.rule import Rule


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """One rule that would be asked or weighed otherwise."""

    rule: str
    title: str
    now: str
    then: str


def profile_changes(now: str, then: str) -> tuple[ProfileChange, ...]:
    """The rules two profiles read differently, in their order; a rule that only one has is not asked by the other.

    :param now: the id of the profile in use.
    :param then: the id of the other.
    """
    here = {rule.id: rule for rule in rule_set(now).rules}
    there = {rule.id: rule for rule in rule_set(then).rules}
    return tuple(
        ProfileChange(rule.id, rule.title, _reading(here.get(key)), _reading(there.get(key)))
        for key, rule in {**there, **here}.items()
        if _reading(here.get(key)) != _reading(there.get(key))
    )


def _reading(rule: Rule | None) -> str:
    if rule is None:
        return "not asked"
    values = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in rule.written.parameters.items())
    return f"{rule.severity.value}{f' ({values})' if values else ''}"
