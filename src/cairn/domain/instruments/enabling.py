"""Which items are asked, given the answers so far: yes, no, or not yet known."""

from collections.abc import Mapping

from cairn.domain.instruments.item import Item, SymptomCount

Asked = dict[str, bool | None]
"""By item number: asked, certainly not asked, or None where a blank answer still decides it."""


def dependency_order(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items so that each comes after those its enable rules look at.

    :raises ValueError: naming an item whose rules lead back to itself.
    """
    by_number = {item.number: item for item in items}
    ordered: dict[str, Item] = {}
    waiting = list(items)
    while waiting:
        ready = [item for item in waiting if all(each in ordered for each in item.depends_on)]
        if not ready:
            raise ValueError(waiting[0].number)
        ordered |= {item.number: by_number[item.number] for item in ready}
        waiting = [item for item in waiting if item.number not in ordered]
    return tuple(ordered.values())


def asked_items(ordered: tuple[Item, ...], given: Mapping[str, int]) -> Asked:
    """What the raw answers so far say about each item, in dependency order.

    The answer to an item that is not asked is ignored, so it endorses nothing.
    """
    asked: Asked = {item.number: True for item in ordered if not item.enabled_when}
    for item in ordered:
        if item.number in asked:
            continue
        held = [_holds(count, given, asked) for count in item.enabled_when]
        asked[item.number] = False if False in held else None if None in held else True
    return asked


def blank_reasons(item: Item, given: Mapping[str, int], asked: Asked, items: Mapping[str, Item]) -> list[str]:
    """The blank items that keep one from being known to be asked: itself never among them."""
    found: list[str] = []
    for number in item.depends_on:
        if asked[number] is None:
            found += blank_reasons(items[number], given, asked, items)
        elif asked[number] and number not in given:
            found.append(number)
    return found


def _holds(count: SymptomCount, given: Mapping[str, int], asked: Asked) -> bool | None:
    certain = possible = 0
    for each in count.endorsements:
        answer, state = given.get(each.item), asked[each.item]
        if state is False or (answer is not None and answer < each.at_least):
            continue
        possible += 1
        if state and answer is not None:
            certain += 1
    most = possible if count.maximum is None else count.maximum
    if certain >= count.minimum and possible <= most:
        return True
    return False if possible < count.minimum or certain > most else None
