"""A medicine name as it was understood, for programs and for people."""

from collections.abc import Iterator

from cairn.cli.terminal import BadInput
from cairn.content.readers.medicine import medicine_classes
from cairn.domain.citations import Citation
from cairn.domain.medicines.attributes import Attributes
from cairn.domain.medicines.dictionary import Ingredient
from cairn.domain.medicines.resolving import Resolved, Unresolved

Meaning = Resolved | Unresolved


def usable(name: str) -> str:
    """A name as typed.

    :raises BadInput: where nothing is written.
    """
    if not name.strip():
        raise BadInput('A name is empty. Write it as it was said, such as "Zoloft 50 mg daily".')
    return name


def ingredients_of(meaning: Meaning) -> tuple[Ingredient, ...]:
    """The ingredients of the parts that were recognised."""
    return meaning.ingredients if isinstance(meaning, Resolved) else meaning.recognised


def as_json(name: str, meaning: Meaning) -> dict[str, object]:
    """How one name was understood."""
    ingredients = ingredients_of(meaning)
    resolved = isinstance(meaning, Resolved)
    return {
        "name": name,
        "status": "resolved" if resolved else "unresolved",
        "how": meaning.how.value if isinstance(meaning, Resolved) else None,
        "ingredients": [item.name for item in ingredients],
        "classes": sorted({code for item in ingredients for code in item.classes}),
        "unknown": [] if isinstance(meaning, Resolved) else list(meaning.unknown),
        "suggestions": [] if isinstance(meaning, Resolved) else list(meaning.suggestions),
        "details": [_details(item) for item in ingredients],
    }


def source_json(citation: Citation) -> dict[str, object]:
    """A source with its grade."""
    return {"grade": citation.grade.value, "source": citation.text, "url": citation.url}


def _details(item: Ingredient) -> dict[str, object]:
    words = medicine_classes()
    return {
        "name": item.name,
        "other_names": list(item.names),
        "brands": list(item.brands),
        "classes": {code: words[code] for code in sorted(item.classes)},
        "attributes": _attributes(item.attributes),
    }


def _attributes(known: Attributes) -> dict[str, object]:
    half = known.half_life
    return {
        "traits": {
            each.trait.value: {"words": each.words, **source_json(each.citation)} for each in known.traits
        },
        "half_life_hours": None
        if half is None
        else {
            "lowest": half.lowest_hours,
            "highest": half.highest_hours,
            "of": half.words or None,
            **source_json(half.citation),
        },
        "washouts": [
            {"period": each.period.text, "words": each.words, **source_json(each.citation)}
            for each in known.washouts
        ],
    }


def lines(name: str, meaning: Meaning) -> Iterator[str]:
    """How one name was understood, line by line."""
    yield f"“{name}”"
    words = medicine_classes()
    for item in ingredients_of(meaning):
        yield f"  {item.name}: {'; '.join(words[code] for code in sorted(item.classes))}"
        for trait in item.attributes.traits:
            yield f"    {trait.trait.value}: {trait.words} [grade {trait.citation.grade.value}]"
        half = item.attributes.half_life
        if half is not None:
            of = f" ({half.words})" if half.words else ""
            hours = f"{half.lowest_hours} to {half.highest_hours} hours{of}"
            yield f"    half-life: {hours} [grade {half.citation.grade.value}, not verified]"
        for washout in item.attributes.washouts:
            yield f"    time without: {washout.words} [grade {washout.citation.grade.value}]"
    if isinstance(meaning, Unresolved):
        yield f"  Not recognised: {', '.join(f'“{part}”' for part in meaning.unknown)}. It is not assessed."
        if meaning.suggestions:
            yield f"  Did they mean {' or '.join(meaning.suggestions)}? Nothing is assumed."
