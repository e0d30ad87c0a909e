"""FHIRPath that any engine can run: answers to raw values, and a sum that waits for all of them.

Nothing here leans on `weight()` or `ordinal()`, which engines support unevenly, or on how items are nested.
"""

from cairn.domain.instruments.item import Item
from cairn.fhir.canonical import answer_code

VALUES = "values"
"""The variable that holds the raw values of the answered items."""


def answered_values(items: tuple[Item, ...]) -> str:
    """The raw values of those items that have exactly one answer, in a response nested or flat."""
    numbers = " | ".join(f"'{item.number}'" for item in items)
    found = f"%resource.repeat(item).where(linkId in ({numbers}) and answer.count() = 1)"
    return f"{found}.answer.value.code.select({_raw_value(items)})"


def guarded_sum(items: tuple[Item, ...]) -> str:
    """The sum of `%values`, and nothing while one is missing."""
    return f"iif(%{VALUES}.count() = {len(items)}, %{VALUES}.sum(), {{}})"


def _raw_value(items: tuple[Item, ...]) -> str:
    """A nested choice over the codes of the items' answers; an unknown code gives nothing."""
    codes = {answer_code(choice): choice.value for item in items for choice in item.choices}
    expression = "{}"
    for code, value in reversed(codes.items()):
        expression = f"iif($this = '{code}', {value}, {expression})"
    return expression
