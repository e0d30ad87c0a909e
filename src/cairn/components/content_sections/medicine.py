"""A medicine, laid out: its names, its classes, and what is known of those together with psilocybin."""

from cairn.components.content_sections.section import SOURCED, Section, shown, sourced
from cairn.components.presenters import Column
from cairn.content.readers.medicine import medicine_classes
from cairn.content.readers.screening import interactions
from cairn.domain.medicines.attributes import NOTHING_KNOWN, Attributes
from cairn.domain.medicines.dictionary import Ingredient
from cairn.domain.medicines.interactions import Interaction, interactions_with

_KNOWN = (Column("What"), Column("In words"), *SOURCED)
INTERACTIONS = (
    Column("Row", is_code=True),
    Column("About"),
    Column("Direction"),
    Column("How long it matters"),
    *SOURCED,
)


def medicine_sections(ingredient: Ingredient) -> tuple[Section, ...]:
    """What a clinician reads of one ingredient."""
    words = medicine_classes()
    rows = interactions_with(ingredient.classes, interactions())
    none = (
        ()
        if rows
        else ("No row of the interaction table speaks of its classes. That is not a proof of safety.",)
    )
    return shown(
        Section("Other names", (", ".join(ingredient.names),) if ingredient.names else ()),
        Section("Products that hold it alone", (", ".join(ingredient.brands),) if ingredient.brands else ()),
        Section("Counted to", tuple(sorted(words[code] for code in ingredient.classes))),
        Section("What else is known", _unknown(ingredient.attributes), _KNOWN, _known(ingredient.attributes)),
        Section("Together with psilocybin", none, INTERACTIONS, tuple(map(_interaction, rows))),
    )


def _unknown(known: Attributes) -> tuple[str, ...]:
    return () if known == NOTHING_KNOWN else ("What does not stand here is not known; it is not absent.",)


def _known(known: Attributes) -> tuple[tuple[str, ...], ...]:
    traits = [
        (each.trait.value.replace("-", " "), each.words, *sourced(each.citation)) for each in known.traits
    ]
    half = known.half_life
    hours = (
        []
        if half is None
        else [
            (
                "half-life",
                f"{half.lowest_hours} to {half.highest_hours} hours {half.words}".rstrip(),
                *sourced(half.citation),
            )
        ]
    )
    without = [("time without", each.words, *sourced(each.citation)) for each in known.washouts]
    return (*traits, *hours, *without)


def _interaction(row: Interaction) -> tuple[str, ...]:
    return row.id, row.title, row.direction, row.window_words, *sourced(row.citation)
