"""The answers of `cairn regime` as JSON with stable keys."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from cairn.domain.citations import Citation
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.session_values import (
    Found,
    NotEncoded,
    NotKnown,
    OutsideForce,
    Refused,
    SessionRequirements,
    SessionValue,
)
from cairn.domain.regimes.stored import as_stored


def as_json(pack: Pack, on: date, said: dict[str, object], answer: SessionRequirements) -> dict[str, object]:
    """One answer."""
    return {
        "regime": pack_as_json(pack),
        "on": on.isoformat(),
        "recheck": on >= pack.recheck_by,
        "session": said,
        "refused": answer.refused,
        "min_duration": _value(answer.min_duration),
        "facilitators_needed": _value(answer.facilitators_needed),
        "dose_ceiling": _value(answer.ceiling),
        "group_cap": _value(answer.group_cap),
        "broken": [_outcome(outcome) for outcome in answer.broken],
        "gaps": [_outcome(outcome) for outcome in answer.gaps],
    }


def pack_as_json(pack: Pack) -> dict[str, object]:
    """Which text was asked."""
    return {
        "key": pack.key,
        "id": pack.id,
        "title": pack.title,
        "version": pack.version,
        "status": pack.status,
        "sha256": pack.content_hash,
        "text_as_of": pack.text_as_of.isoformat(),
        "recheck_by": pack.recheck_by.isoformat(),
        "dose_unit": pack.dose_unit,
    }


def outcome_as_json(outcome: Outcome) -> dict[str, object]:
    """What one rule said, with all that is needed to say it again."""
    return {
        **_outcome(outcome),
        "slot": outcome.slot,
        "effect": outcome.effect,
        "basis": outcome.basis,
        "stops": outcome.stops,
        "who": list(outcome.who),
        "lacking": list(outcome.lacking),
        "provenance": as_stored(outcome.provenance),
    }


def _value(value: SessionValue) -> dict[str, object]:
    match value:
        case Found():
            return {
                "state": "found",
                "value": _number(value.value),
                "unit": value.unit,
                "rule": value.rule,
                "words": value.words,
                "basis": value.basis,
                **_source(value.citation),
                "enforced": value.enforced,
                "note": value.note,
                "inputs": dict(value.provenance.inputs),
            }
        case OutsideForce():
            return _no_number("not-in-force", value)
        case NotKnown():
            return _no_number("not-known", value) | {"missing": list(value.lacking)}
        case Refused():
            return _no_number("refused", value) | {"enforced": value.enforced}
        case NotEncoded():
            return {"state": "not-encoded", "value": None, "rule": None, "words": value.words}
    assert_never(value)


def _no_number(state: str, value: OutsideForce | NotKnown | Refused) -> dict[str, object]:
    return {
        "state": state,
        "value": None,
        "rule": value.rule,
        "words": value.words,
        **_source(value.citation),
    }


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "rule": outcome.rule,
        "standing": outcome.standing,
        "words": outcome.words,
        "said": outcome.said,
        "how": outcome.how,
        **_source(outcome.citation),
        "enforced": outcome.enforced,
    }


def _source(citation: Citation) -> dict[str, object]:
    return {"source": citation.text, "grade": citation.grade}


def _number(value: Decimal) -> int | str:
    return int(value) if value == value.to_integral_value() else str(value)
