"""A screening as plain JSON with stable keys, and in one line."""

from typing import Final

from cairn.domain.citations import Citation
from cairn.domain.fact_values import to_json
from cairn.domain.medicines.interactions import Interaction, Stance
from cairn.domain.screening.comparing import Comparison
from cairn.domain.screening.finding import Finding, Said
from cairn.domain.screening.questions import Question
from cairn.domain.screening.result import ScreeningResult
from cairn.domain.vocabulary import Disposition, Severity

_NAMES: Final = {
    Disposition.BLOCKED: "Blocked",
    Disposition.ON_HOLD: "On hold",
    Disposition.NEEDS_REVIEW: "Needs review",
    Disposition.CLEAR: "Clear",
}
_COUNTED: Final = (Severity.BLOCK, Severity.HOLD, Severity.REVIEW, Severity.NOTE)


def summary(result: ScreeningResult) -> str:
    """Where a person stands in one line: "On hold: 1 hold, 2 questions, 2 reviews"."""
    fired = [finding.weighs for finding in result.said(Said.FIRED)]
    counts = {severity.value: fired.count(severity) for severity in _COUNTED}
    order = ("block", "hold", "question", "review", "note")
    counts["question"] = len(result.questions)
    parts = [f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in order if counts[name]]
    return ": ".join(
        [_NAMES[result.disposition], ", ".join(parts)] if parts else [_NAMES[result.disposition]]
    )


def as_plain(result: ScreeningResult) -> dict[str, object]:
    """The whole result as plain JSON. Keys are stable; a key may be added."""
    return {
        "disposition": result.disposition.value,
        "summary": summary(result),
        "on": result.on.isoformat(),
        "occasion": result.occasion.value,
        "profile": result.profile,
        "regime": list(result.regime),
        "content": {"version": result.content_version, "hash": result.content_hash},
        "facts_hash": result.facts_hash,
        "inputs": dict(result.inputs),
        "findings": [_finding(finding) for finding in result.findings],
        "questions": [_question(question) for question in result.questions],
    }


def changes_as_plain(changed: Comparison) -> dict[str, object]:
    """What a re-screening changed, as plain JSON; null where a rule was not asked or a fact not known that time."""
    return {
        "before": changed.before.value,
        "after": changed.after.value,
        "rules": [
            {"id": each.rule, "before": _gist(each.before), "after": _gist(each.after)}
            for each in changed.rules
        ],
        "facts": [{"fact": each.fact, "before": each.before, "after": each.after} for each in changed.facts],
    }


def _gist(finding: Finding | None) -> dict[str, str] | None:
    if finding is None:
        return None
    return {"said": finding.said.value, "weighs": finding.weighs.value, "headline": finding.headline}


def _finding(finding: Finding) -> dict[str, object]:
    rule = finding.rule
    return {
        "id": rule.id,
        "rule": rule.id,
        "said": finding.said.value,
        "severity": finding.severity.value,
        "weighs": finding.weighs.value,
        "enforced": finding.enforced,
        "standing": finding.standing,
        "title": rule.title,
        "headline": finding.headline,
        "question": rule.question,
        "rationale": rule.rationale,
        "resolve": rule.resolve,
        "basis": rule.basis.value,
        "overridable": rule.overridable,
        "needs_second_person": rule.needs_second_person,
        "crisis": rule.crisis,
        "source": rule.citation.text,
        "grade": rule.citation.grade.value,
        "asked_at": rule.asked_at.value,
        "sources": [_citation(citation) for citation in (rule.citation, *rule.more)],
        "trial_excluded": _stance(rule.trial_excluded),
        "harm_evidence": _stance(rule.harm_evidence),
        "jurisdiction_prohibited": _stance(rule.jurisdiction_prohibited),
        "interaction": None if rule.interaction is None else _interaction(rule.interaction),
        "facts": [
            {"fact": used.fact, "label": used.label, "value": to_json(used.value), "shown": used.shown}
            for used in finding.facts
        ],
        "missing": list(finding.missing),
    }


def _citation(citation: Citation) -> dict[str, object]:
    read_on = None if citation.read_on is None else citation.read_on.isoformat()
    return {"text": citation.text, "read_on": read_on, "url": citation.url}


def _stance(stance: Stance) -> dict[str, str]:
    return {"answer": stance.answer.value, "words": stance.words}


def _interaction(row: Interaction) -> dict[str, object]:
    return {
        "direction": row.direction,
        "mechanism": row.mechanism,
        "evidence": row.evidence,
        "window": None if row.window is None else row.window.text,
        "window_words": row.window_words,
        "classes": sorted(row.classes),
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "fact": question.fact,
        "kind": question.kind.value,
        "about": question.about,
        "words": dict(question.words),
        "asked_of": question.asked_of,
        "so_far": question.so_far,
        "rules": list(question.rules),
        "could_bring": question.could_bring.value,
    }
