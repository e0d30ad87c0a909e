"""The screening rules, what each asks, how they are explained, and what each profile changes."""

from cairn.config.documents.page import listed, page, quoted, table
from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.screening.profile import Profile
from cairn.domain.screening.rule import Rule

RULES = (
    "rule",
    "asks",
    "when",
    "facts",
    "severity",
    "may be overridden",
    "what settles it",
    "source",
    "grade",
)
QUESTIONS = ("rule", "trials excluded it", "evidence of harm", "prohibited by jurisdiction")
CHANGES = ("rule", "severity", "numbers and periods", "why")


def screening_rules() -> str:
    """Every rule as the general profile asks it, then the profiles."""
    rules = rule_set().rules
    return page(
        "Screening rules",
        f"{len(rules)} rules in the profile {quoted(rule_set().profile.key)}, "
        f"content {quoted(rule_set().content_version)}. "
        "A rule fires, is clear, or is *not assessed* because somebody has to be asked first; "
        "not assessed never clears. A rule of grade C or U is shown and stops nothing. "
        "The law of a place adds its own: see [regimes](regimes.md).",
        table(RULES, (_rule(rule) for rule in rules)),
        "## Three questions kept apart",
        table(
            QUESTIONS,
            (
                (
                    quoted(rule.id),
                    rule.trial_excluded.words,
                    rule.harm_evidence.words,
                    rule.jurisdiction_prohibited.words,
                )
                for rule in rules
            ),
        ),
        "## Profiles",
        *(_profile(profile) for profile in profiles().values()),
    )


def _rule(rule: Rule) -> tuple[object, ...]:
    second = ", with a second person" if rule.needs_second_person else ""
    return (
        quoted(rule.id),
        rule.question,
        rule.asked_at.value,
        listed(rule.asks),
        rule.severity.value,
        f"yes{second}" if rule.overridable else "no",
        rule.resolve,
        rule.citation.text,
        rule.citation.grade.value,
    )


def _profile(profile: Profile) -> str:
    base = f" Extends {quoted(profile.extends)}." if profile.extends else ""
    rows = (
        (
            quoted(rule),
            change.severity.value if change.severity else "",
            ", ".join(f"{name} {value}" for name, value in change.parameters.items()),
            change.why,
        )
        for rule, change in profile.changes.items()
    )
    changed = table(CHANGES, rows)
    own = (
        f"Rules of its own:\n\n{table(RULES, (_rule(rule) for rule in profile.adds))}" if profile.adds else ""
    )
    heading = f"### {profile.title} · {quoted(profile.key)}"
    return "\n\n".join(part for part in (heading, f"{profile.words}{base}", changed, own) if part).rstrip()
