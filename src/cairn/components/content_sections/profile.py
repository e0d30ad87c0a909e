"""A threshold profile, laid out: what it changes in which rule, and why."""

from typing import Final

from cairn.components.content_sections.section import Section, shown
from cairn.components.presenters import Column
from cairn.domain.screening.profile import Change, Profile

_CHANGES: Final = (
    Column("Rule", is_code=True), Column("Severity"), Column("Numbers and periods"), Column("Why"),
)  # fmt: skip


def profile_sections(profile: Profile) -> tuple[Section, ...]:
    """What a clinician reads of one profile."""
    base = (
        f"It begins with the profile {profile.extends}, and changes the rules below."
        if profile.extends
        else ""
    )
    none = "" if profile.changes else "It changes nothing: the rules as written."
    return shown(
        Section("What it is", tuple(filter(None, (profile.words, base, none)))),
        Section(
            "What it changes", columns=_CHANGES, rows=tuple(_row(*item) for item in profile.changes.items())
        ),
    )


def _row(rule: str, change: Change) -> tuple[str, ...]:
    values = ", ".join(f"{name} {value}" for name, value in change.parameters.items())
    return rule, change.severity.value if change.severity else "as before", values, change.why
