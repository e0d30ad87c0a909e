"""How a roadmap, a conflict and the list of protocols are read by a person and by a program."""

from collections.abc import Iterator, Sequence
from typing import Final

from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import ONE_PERSON, Protocol
from cairn.domain.protocols.tailoring import Tailoring
from cairn.domain.roadmap.changes import Change
from cairn.domain.roadmap.roadmap import Conflict, PlannedStep, Proof, Reason, Roadmap

_PROOF: Final = {
    Proof.SMALLEST: {
        "en": "No smaller set of constraints conflicts.",
        "es": "No hay un conjunto menor de condiciones en conflicto.",
    },
    Proof.IRREDUCIBLE: {
        "en": "None of these can be left out; whether a smaller set conflicts was not found out.",
        "es": "No se puede quitar ninguna; no se averiguó si hay un conjunto menor en conflicto.",
    },
    Proof.GIVEN_UP: {
        "en": "Not every arrangement was tried; there may be a roadmap after all.",
        "es": "No se probaron todas las combinaciones; puede que sí haya un itinerario.",
    },
}
_WORDS: Final = {
    "en": ("Before", "Measures", "Notes", "Changed", "by", "new", "no longer there", "No roadmap fits"),
    "es": (
        "Antes de",
        "Medidas",
        "Notas",
        "Cambios",
        "hasta el",
        "nuevo",
        "ya no está",
        "Ningún itinerario cabe",
    ),
}


def list_lines(found: Sequence[Protocol], language: str) -> Iterator[str]:
    """Each protocol with what may be tailored."""
    for protocol in found:
        yield f"{protocol.key}  ({protocol.status})  {protocol.title[language]}"
        for each in protocol.tailoring:
            yield f"    {each.id}={each.usual}  {_limits(each)}  {each.title[language]}"


def _limits(it: Tailoring) -> str:
    return f"[{it.least}..{it.most}]" if it.is_number else f"[{' | '.join(it.options)}]"


def list_json(found: Sequence[Protocol]) -> dict[str, object]:
    """The same for a program."""
    return {
        "protocols": [
            {
                "key": protocol.key,
                "status": protocol.status.value,
                "title": dict(protocol.title),
                "purpose": dict(protocol.purpose),
                "indications": list(protocol.indications),
                "regimes": list(protocol.regimes),
                "base": protocol.base,
                "variant": protocol.variant,
                "sha256": protocol.content_hash,
                "steps": [step.id for step in protocol.steps],
                "tailoring": [
                    {
                        "name": each.id,
                        "changes": each.changes.value,
                        "usual": each.usual,
                        "limits": [each.least, each.most] if each.is_number else list(each.options),
                        "source": each.citation.text,
                        "grade": each.citation.grade.value,
                    }
                    for each in protocol.tailoring
                ],
            }
            for protocol in found
        ]
    }


def plan_lines(
    protocol: Protocol, roadmap: Roadmap, changed: Sequence[Change], *, language: str, why: bool
) -> Iterator[str]:
    """A roadmap, line by line."""
    before, measures, notes, changes, by, new, gone, _ = _WORDS[language]
    yield f"{protocol.title[language]} ({roadmap.protocol}), {roadmap.regime} {roadmap.regime_version}, {roadmap.zone}"
    yield ""
    for step in roadmap.steps:
        yield _step_line(step, language)
        for reason in step.reasons if why else ():
            yield f"    {_reason(reason, language)}"
    if roadmap.gates:
        yield ""
    for gate in roadmap.gates:
        yield f"{before} {gate.before}, {by} {gate.by}: {gate.title[language]}"
    if roadmap.measures:
        yield ""
        yield f"{measures}: " + ", ".join(
            f"{each.id} {each.opens}..{each.closes}" for each in roadmap.measures
        )
    if roadmap.notes:
        yield ""
    for note in roadmap.notes:
        yield f"{notes}: {_reason(note, language)}"
    if changed:
        yield ""
    for change in changed:
        was = new if change.was is None else f"{change.was:%Y-%m-%d %H:%M}"
        now = gone if change.now is None else f"{change.now:%Y-%m-%d %H:%M}"
        yield f"{changes}: {change.step}: {was} -> {now}"


def _step_line(step: PlannedStep, language: str) -> str:
    people = "" if step.people in {ONE_PERSON, ((Who.PERSON, Part.DOSED),)} else f"  [{_people(step)}]"
    return (
        f"{step.starts:%a %Y-%m-%d %H:%M}-{step.ends:%H:%M}  {step.title[language]} ({step.id}), "
        f"{step.modality}{people}"
    )


def _people(step: PlannedStep) -> str:
    return ", ".join(f"{who} {part}" for who, part in step.people)


def _reason(reason: Reason, language: str) -> str:
    grade = f"grade {reason.grade}" if reason.grade else ""
    source = "; ".join(part for part in (reason.code, reason.source, grade) if part)
    return f"{reason.words[language]}  [{source}]"


def conflict_lines(conflict: Conflict, language: str) -> Iterator[str]:
    """A conflict, line by line."""
    yield f"{_WORDS[language][-1]}: {conflict.title[language]} ({conflict.step})"
    for reason in conflict.reasons:
        yield f"  {_reason(reason, language)}"
    yield _PROOF[conflict.proof][language]
    yield conflict.how[language]


def conflict_json(conflict: Conflict) -> dict[str, object]:
    """The same for a program."""
    return {
        "status": "conflict",
        "step": conflict.step,
        "title": dict(conflict.title),
        "proof": conflict.proof.value,
        "reasons": [
            {
                "code": reason.code,
                "words": dict(reason.words),
                "source": reason.source,
                "grade": None if reason.grade is None else reason.grade.value,
            }
            for reason in conflict.reasons
        ],
        "how": dict(conflict.how),
    }
