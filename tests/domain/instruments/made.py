"""Made-up measures, as small as the rule they show: nobody's, and licensed by nobody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cairn.content.readers.instrument import read_instrument
from cairn.domain.instruments.definition import Instrument

SOURCE: Mapping[str, Any] = {"text": "Made up for a test", "grade": "A"}
WORDS: Mapping[str, Any] = {"en": "Words", "es": "Palabras"}
FILE = "instruments/here.yaml"


def item(number: str, **more: Any) -> dict[str, Any]:
    """An item answered 0 to 3, unless it says otherwise."""
    return {"number": number, **({} if "scale" in more else {"choices": "four"}), **more}


def scored(score_id: str, **how: Any) -> dict[str, Any]:
    """A score, in its one way."""
    return {"id": score_id, "variant": "made", "title": dict(WORDS), "source": dict(SOURCE), **how}


def data(items: list[dict[str, Any]], scores: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A whole file for a skeleton of those items and scores."""
    used = {each.get("choices") for each in items}
    sets = {
        "four": [{"value": value} for value in range(4)],
        "yes-no": [{"value": 0}, {"value": 1}],
        "seven": [{"value": value} for value in range(1, 8)],
        "audit": [{"value": value} for value in (0, 2, 4)],
    }
    return {
        "id": "made",
        "version": 1,
        "short": "Made",
        "title": dict(WORDS),
        "rater": "self",
        "construct": dict(WORDS),
        "direction": "higher-is-worse",
        "recall": dict(WORDS),
        "status": "checked-against-copies",
        "licence": {
            "tier": 2,
            "holder": "Nobody",
            "statement": "None.",
            "attribution": "None.",
            "evidence": "None.",
            "checked_on": date(2026, 11, 28),
            "uses": [],
        },
        "value_sets": {name: rows for name, rows in sets.items() if name in used},
        "items": items,
        "missing": "strict",
        "scores": scores,
        "references": [dict(SOURCE)],
        **more,
    }


def made(items: list[dict[str, Any]], scores: list[dict[str, Any]], **more: Any) -> Instrument:
    """The measure of that file."""
    return read_instrument(data(items, scores, **more), FILE)
