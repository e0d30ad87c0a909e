"""A screening rule or an interaction, laid out: when it fires, what is known, and how each profile reads it."""

from typing import Final

from cairn.components.content_sections.condition import in_words
from cairn.components.content_sections.section import Section, shown
from cairn.components.presenters import Column
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.medicine import medicine_classes
from cairn.content.readers.screening import profiles
from cairn.domain.comparisons import Answer
from cairn.domain.medicines.interactions import Interaction, Stance
from cairn.domain.screening.profile import Profile
from cairn.domain.screening.rule import Occasion, Rule

PROFILES: Final = (Column("Profile"), Column("Severity"), Column("Numbers and periods"), Column("Why"))
_OCCASIONS: Final = {
    Occasion.SCREENING: "",
    Occasion.DOSE_DAY: "It is asked on the day of a session, not before.",
}
STANCES: Final = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "not known"}


def rule_sections(rule: Rule) -> tuple[Section, ...]:
    """What a clinician reads of one rule, besides its title and its sources."""
    row = rule.interaction
    return shown(
        Section("When it fires", tuple(filter(None, (fires(rule), _OCCASIONS[rule.asked_at])))),
        *(
            (Section("Why it is there", (rule.rationale,)),)
            if row is None
            else (Section("What is known", _known(row)),)
        ),
        Section(
            "Three questions kept apart",
            columns=(Column("Question"), Column("Answer")),
            rows=(
                ("Did trials exclude it?", stance(rule.trial_excluded)),
                ("Is there evidence of harm?", stance(rule.harm_evidence)),
                ("Does the law of a place prohibit it?", stance(rule.jurisdiction_prohibited)),
            ),
        ),
        Section("What settles it", tuple(filter(None, (rule.resolve, _passing(rule), _open(rule))))),
        Section("How the profiles read it", columns=PROFILES, rows=_profiles(rule.id)),
    )


def fires(rule: Rule) -> str:
    """When the rule fires, in words."""
    return in_words(rule.condition, declared_facts(), medicine_classes())


def stance(known: Stance) -> str:
    """One of the three questions, answered."""
    answer = STANCES[known.answer]
    return f"{answer}: {known.words}" if known.words else answer


def _known(row: Interaction) -> tuple[str, ...]:
    said = (
        ("Direction", row.direction),
        ("Mechanism", row.mechanism),
        ("Evidence", row.evidence),
        ("How long it matters", row.window_words),
    )
    return tuple(f"{label}: {words}" for label, words in said if words)


def _open(rule: Rule) -> str:
    if rule.unasked is None:
        return ""
    return f"While nobody has answered it, it asks for a {rule.unasked.value} and no more; it never clears."


def _passing(rule: Rule) -> str:
    if not rule.overridable:
        return "Nobody can decide past it while it stands."
    second = " and a second authorised person" if rule.needs_second_person else ""
    return f"An authorised person can decide past it, with a reason{second}."


def _profiles(rule_id: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (profile.title, *_changed(profile, rule_id))
        for profile in profiles().values()
        if rule_id in profile.changes
    )


def _changed(profile: Profile, rule_id: str) -> tuple[str, str, str]:
    change = profile.changes[rule_id]
    values = ", ".join(f"{name} {value}" for name, value in change.parameters.items())
    return change.severity.value if change.severity else "", values, change.why
