"""The items of an instrument file: their answers, when they are asked, and which stand for one another."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from cairn.content.readers.fields import Fields, refuse_twice
from cairn.content.readers.instrument_coding import read_coding
from cairn.domain.instruments.enabling import dependency_order
from cairn.domain.instruments.item import Choice, Endorsement, Item, Scale, SymptomCount

_LONGEST_SCALE = 1000


def read_items(top: Fields) -> tuple[Item, ...]:
    """Every item, each under its own number, with enable rules that lead somewhere."""
    sets = top.inner("value_sets") if top.has("value_sets") else Fields(top.file, top.entry, {})
    rows = [Fields(top.file, f"{top.entry}, item", row) for row in top.rows("items")]
    bare = tuple(_item(row, sets) for row in rows)
    sets.close()
    refuse_twice(top, "items", [item.number for item in bare])
    by_number = {item.number: item for item in bare}
    items = tuple(_enabled(row, item, by_number) for row, item in zip(rows, bare, strict=True))
    try:
        dependency_order(items)
    except ValueError as cycle:
        top.fault(f"item {cycle} is asked only if it is answered.", "Take the circle out of 'enabled_when'.")
    return items


def read_one_of(top: Fields, items: tuple[Item, ...]) -> tuple[tuple[str, ...], ...]:
    """Groups of items of which one answer is enough; no item in two, none with an enable rule."""
    groups: list[tuple[str, ...]] = []
    by_number = {item.number: item for item in items}
    for row in top.rows_if_any("one_of"):
        fields = Fields(top.file, f"{top.entry}, one_of", {"group": row})
        group = fields.texts("group")
        taken = [number for known in groups for number in known]
        for number in group:
            if number not in by_number:
                fields.fault(f"there is no item '{number}'.", "Use an item's number.")
            if number in taken or group.count(number) > 1:
                fields.fault(f"item {number} stands in it twice.", "Put each item in one group.")
            if by_number[number].enabled_when:
                fields.fault(f"item {number} has an enable rule.", "Use one or the other.")
        if len(group) == 1:
            fields.fault("a group of one is no choice.", "Name the items of which one is enough.")
        groups.append(group)
    return tuple(groups)


def read_count(fields: Fields, items: Mapping[str, Item], *, keyed: bool) -> SymptomCount:
    """One count: how many items must have so high an answer.

    :param keyed: whether the answers are compared as scores count them, or raw.
    """
    of = fields.inner("of")
    unknown = [number for number in of.written() if number not in items]
    if unknown:
        of.fault(f"there is no item '{unknown[0]}'.", "Use an item's number.")
    numbers = [number for number in items if of.has(number)]
    endorsements = tuple(Endorsement(number, of.integer(number)) for number in numbers)
    for each in endorsements:
        if each.at_least not in _comparable(items[each.item], keyed=keyed):
            of.fault(f"item {each.item} cannot be answered {each.at_least}.", "Use one of its values.")
    count = SymptomCount(
        endorsements,
        minimum=fields.integer("at_least"),
        maximum=fields.integer("at_most") if fields.has("at_most") else None,
    )
    fields.close()
    most = len(endorsements) if count.maximum is None else count.maximum
    if not 0 <= count.minimum <= most <= len(endorsements):
        fields.fault("so many items cannot be endorsed.", "Mend 'at_least' and 'at_most'.")
    return count


def _comparable(item: Item, *, keyed: bool) -> Collection[int]:
    return {item.keyed(value) for value in item.values} if keyed else item.values


def _item(row: Fields, sets: Fields) -> Item:
    number = row.text("number")
    row.entry = f"{row.entry} {number}"
    if row.has("choices") == row.has("scale"):
        row.fault("it needs either 'choices' or a 'scale'.", "Write exactly one of them.")
    return Item(
        number=number,
        text=row.wording_or_none("text"),
        choices=_choices(row, sets) if row.has("choices") else (),
        value_set=row.text("choices") if row.has("choices") else "",
        code=read_coding(row.inner("code")) if row.has("code") else None,
        scored=row.flag("scored", default=True),
        scale=_scale(row.inner("scale")) if row.has("scale") else None,
        reverse=row.flag("reverse", default=False),
        skipped_as=row.integer("skipped_as") if row.has("skipped_as") else None,
    )


def _enabled(row: Fields, item: Item, items: Mapping[str, Item]) -> Item:
    counts = tuple(
        read_count(Fields(row.file, f"{row.entry}, enabled_when", each), items, keyed=False)
        for each in row.rows_if_any("enabled_when")
    )
    row.close()
    if item.skipped_as is not None and not counts:
        row.fault("it is never skipped.", "Take 'skipped_as' out, or say when it is asked by 'enabled_when'.")
    if item.skipped_as not in {None, 0, *item.values}:
        row.fault(f"it cannot be keyed {item.skipped_as}.", "Let 'skipped_as' be 0 or one of its values.")
    return replace(item, enabled_when=counts)


def _scale(fields: Fields) -> Scale:
    scale = Scale(
        lowest=fields.integer("from"),
        highest=fields.integer("to"),
        low=fields.wording_or_none("low"),
        high=fields.wording_or_none("high"),
    )
    fields.close()
    if not 0 < scale.highest - scale.lowest <= _LONGEST_SCALE:
        fields.fault("the scale does not rise, or is too long.", "Let 'to' be more than 'from'.")
    return scale


def _choices(row: Fields, sets: Fields) -> tuple[Choice, ...]:
    name = row.text("choices")
    if not sets.has(name):
        row.fault(f"there is no value set '{name}'.", "Name one of those under 'value_sets'.")
    choices = tuple(_choice(Fields(row.file, f"{sets.entry} {name}", each)) for each in sets.rows(name))
    values = [choice.value for choice in choices]
    if not choices or values != sorted(set(values)):
        sets.fault(f"the values of '{name}' do not rise.", "List each value once, lowest first.")
    return choices


def _choice(row: Fields) -> Choice:
    choice = Choice(
        value=row.integer("value"),
        text=row.wording_or_none("text"),
        code=read_coding(row, also=("value", "text")) if row.has("loinc") else None,
    )
    row.close()
    return choice
