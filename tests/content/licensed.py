"""Invented words for a skeleton, as a site with a licence would write them."""

from pathlib import Path
from typing import Any

import yaml

from cairn.domain.instruments.definition import Instrument


def words_for(skeleton: Instrument) -> dict[str, Any]:
    """A text that fits the skeleton; none of it is anybody's."""
    sets = {item.value_set: item.values for item in skeleton.items if item.scale is None}
    text: dict[str, Any] = {
        "instrument": skeleton.key,
        "licence": {"holder_reference": "Invented permission 7"},
        "items": {item.number: {"en": f"Question {item.number}"} for item in skeleton.items},
        "value_sets": {
            name: {str(value): {"en": f"Answer {value}"} for value in values} for name, values in sets.items()
        },
    }
    if any(item.scale for item in skeleton.items):
        text["scales"] = {"every": {"low": {"en": "Least"}, "high": {"en": "Most"}}}
    return text


def write_text(folder: Path, skeleton: Instrument, **more: Any) -> Path:
    """Put the text where a site's folder has it."""
    file = folder / "texts" / f"{skeleton.id}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = {**words_for(skeleton), **more}
    file.write_text(yaml.safe_dump(text, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return file
