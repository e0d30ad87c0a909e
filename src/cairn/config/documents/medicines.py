"""The medicines known by name, and the classes rules ask about."""

from cairn.config.documents.page import listed, page, quoted, table
from cairn.content.readers.medicine import medicine_classes, medicine_dictionary
from cairn.domain.medicines.dictionary import Ingredient

CLASSES = ("class", "what it holds")
NAMES = ("ingredient", "other names", "brands", "classes", "traits (grade)", "half-life in hours (grade)")
PRODUCTS = ("product", "ingredients")


def medicines() -> str:
    """Classes, ingredients and combination products."""
    known = medicine_dictionary()
    meant = {item.name: item for group in known.by_words.values() for item in group}
    products = {
        known.shown[" ".join(words)]: group for words, group in known.by_words.items() if len(group) > 1
    }
    return page(
        "Medicines",
        "A name that is not here is *not assessed*, never clear. "
        "Being here says only which class a medicine is counted to. "
        "A trait or half-life that is not here is not known. "
        "Grade C is from general knowledge and never clears anybody.",
        table(CLASSES, ((quoted(code), words) for code, words in medicine_classes().items())),
        table(NAMES, (_ingredient(meant[name]) for name in sorted(meant))),
        table(
            PRODUCTS,
            (
                (name, listed((item.name for item in products[name]), as_code=False))
                for name in sorted(products, key=str.lower)
            ),
        ),
    )


def _ingredient(item: Ingredient) -> tuple[object, ...]:
    known, half = item.attributes, item.attributes.half_life
    return (
        item.name,
        listed(item.names, as_code=False),
        listed(item.brands, as_code=False),
        listed(sorted(item.classes)),
        listed((f"{each.trait.value} ({each.citation.grade.value})" for each in known.traits), as_code=False),
        "" if half is None else f"{half.lowest_hours} to {half.highest_hours} ({half.citation.grade.value})",
    )
