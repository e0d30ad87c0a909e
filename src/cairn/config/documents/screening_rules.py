"""The screening rules, what each asks, how they are explained, and what each profile changes."""

from cairn.components.content_sections.profile import profile_sections
from cairn.components.content_sections.rule import fires
from cairn.config.documents.page import laid_out, listed, page, quoted, table
from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.screening.profile import Profile
from cairn.domain.screening.rule import Rule

RULES = (
    "rule",
    "asks",
    "when asked",
    "fires when",
    "facts",
    "severity",
    "may be overridden",
    "what settles it",
    "source",
    "grade",
)
QUESTIONS = ("rule", "trials excluded it", "evidence of harm", "prohibited by jurisdiction")


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
        *(_profile(profile) for profile in profiles().values()),
    )


def _rule(rule: Rule) -> tuple[object, ...]:
    second = ", with a second person" if rule.needs_second_person else ""
    return (
        quoted(rule.id),
        rule.question,
        rule.asked_at.value,
        fires(rule),
        listed(rule.asks),
        rule.severity.value,
        f"yes{second}" if rule.overridable else "no",
        rule.resolve,
        rule.citation.text,
        rule.citation.grade.value,
    )


def _profile(profile: Profile) -> str:
    return f"## {profile.title} · {quoted(profile.key)}\n\n{laid_out(profile_sections(profile))}"
