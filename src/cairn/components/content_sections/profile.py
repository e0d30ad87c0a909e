"""A threshold profile, laid out: what it changes in which rule, and why."""

from typing import Final

from cairn.components.content_sections.rule import fires
from cairn.components.content_sections.section import SOURCED, Section, shown, sourced
from cairn.components.presenters import Column
from cairn.domain.screening.profile import Change, Profile
from cairn.domain.screening.rule import Rule

_CHANGES: Final = (
    Column("Rule", is_code=True), Column("Severity"), Column("Numbers and periods"), Column("Why"),
)  # fmt: skip
_OWN: Final = (
    Column("Rule", is_code=True), Column("What it asks"), Column("Fires when"), Column("Severity"), *SOURCED,
)  # fmt: skip


def profile_sections(profile: Profile) -> tuple[Section, ...]:
    """What a clinician reads of one profile."""
    base = (
        f"It begins with the profile {profile.extends}, and changes the rules below."
        if profile.extends
        else ""
    )
    none = "" if profile.changes or profile.adds else "It changes nothing: the rules as written."
    return shown(
        Section("What it is", tuple(filter(None, (profile.words, base, none)))),
        Section(
            "What it changes", columns=_CHANGES, rows=tuple(_row(*item) for item in profile.changes.items())
        ),
        Section("Rules of its own", columns=_OWN, rows=tuple(map(_own, profile.adds)), stacked=True),
    )


def _own(rule: Rule) -> tuple[str, ...]:
    return rule.id, rule.question, fires(rule), rule.severity.value, *sourced(rule.citation)


def _row(rule: str, change: Change) -> tuple[str, ...]:
    values = ", ".join(f"{name} {value}" for name, value in change.parameters.items())
    return rule, change.severity.value if change.severity else "as before", values, change.why
