"""Findings as the page shows them: the list, the questions that are open, and one finding with all behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cairn.clinic.fact_lines import asked_again_words, stored_words
from cairn.clinic.fact_origin import origin_of
from cairn.components.presenters import Fact
from cairn.content.readers.fact import declared_facts
from cairn.domain.citations import Citation, Reviewer
from cairn.domain.comparisons import Answer
from cairn.domain.facts import UNKNOWN
from cairn.domain.medicines.interactions import Stance
from cairn.domain.screening.finding import Finding, Said
from cairn.domain.screening.questions import Asking, Question
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.screening.rule import Rule
from cairn.domain.vocabulary import Basis, Grade, Severity
from cairn.record.selectors.fact_statement import FactStatement

GRADE_WORDS: Final[Mapping[Grade, str]] = {
    Grade.A: "grade A",
    Grade.A_AGENCY: "grade A, agency page",
    Grade.A_SUPERSEDED: "grade A, superseded",
    Grade.B: "grade B",
    Grade.C: "grade C",
    Grade.D: "grade D",
    Grade.P: "grade P",
    Grade.U: "grade U",
}
_ANSWERS: Final = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "not known"}
_ACTIONS: Final = {
    Asking.FACT: "Ask",
    Asking.MEDICINE: "Look up",
    Asking.LAST_TAKEN: "Ask",
    Asking.COMPLETE: "Ask",
}
_FROM_ELSEWHERE: Final = {
    "measure": "A measure answers this. Ask for it to be filled in.",
    "record": "The record answers this by itself.",
}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding of the list.

    :param weighs: what it counts for here; a rule that may not enforce counts for less than its severity.
    """

    rule: str
    weighs: str
    title: str
    why: str
    reference: str
    not_enforced: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One open question.

    :param kind: which form asks it.
    :param so_far: what was offered or half answered, which does not count.
    :param elsewhere: who answers it, where it cannot be stated by hand.
    """

    fact: str
    kind: str
    about: str
    words: str
    so_far: str
    rules: tuple[str, ...]
    could_bring: str
    action: str
    elsewhere: str
    from_measure: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """One finding with all behind it.

    :param nothing_about: what it fired for having nothing on file about, where no fact stands behind it.
    """

    rule: str
    weighs: str
    title: str
    grade: str
    rationale: str
    evidence: tuple[Fact, ...]
    fired_by: tuple[Fact, ...]
    fired: bool
    nothing_about: tuple[str, ...]
    missing: tuple[str, ...]
    resolve: str
    sources: tuple[Citation, ...]
    reviewers: tuple[Reviewer, ...]
    standing: str


def finding_line(finding: Finding, current: str) -> FindingLine:
    """A finding as one entry of the list."""
    rule = finding.rule
    lowered = finding.said is Said.FIRED and finding.weighs is not rule.severity
    return FindingLine(
        rule=rule.id,
        weighs=finding.weighs.value,
        title=finding.headline,
        why=_why(rule),
        reference=reference(rule),
        not_enforced=finding.standing if lowered else "",
        is_current=rule.id == current,
    )


def _why(rule: Rule) -> str:
    return rule.resolve if rule.rationale == rule.headline else rule.rationale


def reference(rule: Rule) -> str:
    """The rule's id and the grade of its source."""
    return f"{rule.id} · {GRADE_WORDS[rule.citation.grade]}"


def question_line(question: Question, statements: Mapping[str, FactStatement]) -> QuestionLine:
    """An open question, with what was said so far."""
    return QuestionLine(
        fact=question.fact,
        kind=question.kind.value,
        about=question.about or "",
        words=question.words["en"],
        so_far=_so_far(question, statements),
        rules=question.rules,
        could_bring=question.could_bring.value,
        action=_ACTIONS[question.kind],
        elsewhere=_FROM_ELSEWHERE.get(question.asked_of, ""),
        from_measure=question.asked_of == "measure",
    )


def _so_far(question: Question, statements: Mapping[str, FactStatement]) -> str:
    row = statements.get(question.fact)
    if row is not None and row.status == "prefilled" and question.kind is Asking.FACT:
        said = stored_words(declared_facts()[question.fact], row.value)
        return f"{said or 'not known'}, {origin_of(row)}"
    if row is not None and row.value is None and row.status == "confirmed":
        return f"nobody knows, {origin_of(row)}"
    if row is not None and row.status == "confirmed" and question.so_far is None:
        # It was answered, and is unknown again: what lasts a day was said of an earlier one.
        again = asked_again_words(declared_facts()[question.fact])
        return (
            f"{stored_words(declared_facts()[question.fact], row.value)}, {origin_of(row)}; {again}"
            if again
            else ""
        )
    return question.so_far or ""


def chosen(finding: Finding, statements: Mapping[str, FactStatement]) -> Chosen:
    """One finding, opened."""
    rule = finding.rule
    fired = finding.said is Said.FIRED
    return Chosen(
        rule=rule.id,
        weighs=finding.weighs.value if finding.said is not Said.NOT_ASKED else Severity.NOT_ASSESSED.value,
        title=rule.title,
        grade=GRADE_WORDS[rule.citation.grade],
        rationale=rule.rationale if rule.interaction is None else "",
        evidence=evidence(rule),
        fired_by=tuple(
            Fact(used.label, used.shown, origin=_origin(used.fact, statements)) for used in finding.facts
        ),
        fired=fired,
        nothing_about=_nothing_about(finding) if fired else (),
        missing=tuple(declared_facts()[fact].question["en"] for fact in finding.missing),
        resolve=rule.resolve,
        sources=(rule.citation, *rule.more),
        reviewers=finding.reviewers,
        standing=finding.standing,
    )


def _nothing_about(finding: Finding) -> tuple[str, ...]:
    """The short names of the facts a finding fired without: nobody has stated them."""
    lacking = (fact for fact in finding.evaluation.decided_by if finding.known.get(fact) is UNKNOWN)
    return tuple(declared_facts()[fact].label["en"] for fact in lacking)


def _origin(fact: str, statements: Mapping[str, FactStatement]) -> str:
    row = statements.get(fact)
    if row is not None:
        return origin_of(row)
    return (
        "from the measure they answered"
        if declared_facts()[fact].asked_of == "measure"
        else "from their record"
    )


def evidence(rule: Rule) -> tuple[Fact, ...]:
    """What is known, three questions kept apart; for an interaction also its direction and mechanism."""
    row = rule.interaction
    known = (
        ()
        if row is None
        else (
            Fact("Direction", row.direction),
            Fact("Mechanism", row.mechanism),
            Fact("Evidence", row.evidence),
            Fact("How long it matters", row.window_words),
        )
    )
    if rule.basis is Basis.REGULATORY:
        return (*known, Fact("Prohibited here", _stance(rule.jurisdiction_prohibited)))
    return (
        *known,
        Fact("Trial excluded", _stance(rule.trial_excluded)),
        Fact("Evidence of harm", _stance(rule.harm_evidence)),
        Fact("Prohibited here", _stance(rule.jurisdiction_prohibited)),
    )


def _stance(stance: Stance) -> str:
    answer = _ANSWERS[stance.answer]
    return f"{answer}: {stance.words}" if stance.words else answer


def current_finding(result: ScreeningResult, asked: str) -> Finding | None:
    """The finding a reader chose, else the first in the list."""
    by_rule = {finding.rule.id: finding for finding in result.findings}
    return by_rule.get(asked) or next(iter(result.findings), None)
