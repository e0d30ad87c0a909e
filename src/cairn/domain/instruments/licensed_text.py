"""A site's licensed text of a measure, joined to the skeleton that ships without it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Item, Scale
from cairn.domain.instruments.wording import Wording


@dataclass(frozen=True, slots=True)
class ScaleEnds:
    """The owner's words at the two ends of a scale."""

    low: Wording
    high: Wording


@dataclass(frozen=True, slots=True)
class LicensedText:
    """The words of one version of one measure, as a licensed site holds them.

    :param instrument: the definition they belong to, such as `qids-sr16@1`.
    :param holder_reference: what the owner calls the permission.
    :param permitted_until: the last day of the permission; None where it has no end.
    :param scale_ends: by item number; `EVERY_SCALE` stands for all that are not named.
    """

    instrument: str
    holder_reference: str
    permitted_until: date | None
    stem: Wording | None
    instructions: Wording | None
    items: Mapping[str, Wording]
    value_sets: Mapping[str, Mapping[int, Wording]]
    scale_ends: Mapping[str, ScaleEnds]

    def permitted_on(self, day: date) -> bool:
        """Whether the permission still holds on a day."""
        return self.permitted_until is None or day <= self.permitted_until


EVERY_SCALE = "every"


class TextDoesNotFitError(ValueError):
    """A licensed text that does not belong to a skeleton, or not wholly; `misfits` names each in words."""

    def __init__(self, instrument: str, misfits: tuple[str, ...]) -> None:
        """Keep what does not fit."""
        super().__init__(f"{instrument}: {' '.join(misfits)}")
        self.instrument, self.misfits = instrument, misfits


def misfits(skeleton: Instrument, text: LicensedText) -> tuple[str, ...]:
    """Everything that keeps a text from being joined; empty means it fits."""
    if text.instrument != skeleton.key:
        return (f"The text is for {text.instrument}, the measure here is {skeleton.key}.",)
    if any(item.has_words for item in skeleton.items):
        return (f"{skeleton.key} has its text already.",)
    return tuple(_misfits(skeleton, text))


def worded(skeleton: Instrument, text: LicensedText) -> Instrument:
    """The instrument with its words; numbers, keys and rules stay as they are.

    :raises TextDoesNotFitError: naming everything that is missing, unknown, or of another version.
    """
    found = misfits(skeleton, text)
    if found:
        raise TextDoesNotFitError(skeleton.key, found)
    return replace(
        skeleton,
        stem=text.stem or skeleton.stem,
        instructions=text.instructions or skeleton.instructions,
        items=tuple(_worded_item(item, text) for item in skeleton.items),
        licence=replace(skeleton.licence, site_reference=text.holder_reference),
    )


def _worded_item(item: Item, text: LicensedText) -> Item:
    words = text.items[item.number]
    if item.scale is not None:
        ends = _ends(item.number, text)
        return replace(item, text=words, scale=_worded_scale(item.scale, ends))
    answers = text.value_sets[item.value_set]
    choices = tuple(replace(choice, text=answers[choice.value]) for choice in item.choices)
    return replace(item, text=words, choices=choices)


def _worded_scale(scale: Scale, ends: ScaleEnds | None) -> Scale:
    return scale if ends is None else replace(scale, low=ends.low, high=ends.high)


def _ends(number: str, text: LicensedText) -> ScaleEnds | None:
    return text.scale_ends.get(number) or text.scale_ends.get(EVERY_SCALE)


def _misfits(skeleton: Instrument, text: LicensedText) -> Iterator[str]:
    known = {item.number for item in skeleton.items}
    for item in skeleton.items:
        if item.number not in text.items:
            yield f"Item {item.number} has no text."
        if item.scale is not None and _ends(item.number, text) is None:
            yield f"The scale of item {item.number} has no words at its ends."
    for number in text.items:
        if number not in known:
            yield f"There is no item {number!r} in the measure."
    scales = {item.number for item in skeleton.items if item.scale is not None} | {EVERY_SCALE}
    for number in text.scale_ends:
        if number not in scales:
            yield f"Item {number!r} has no scale."
    yield from _value_set_misfits(skeleton, text)


def _value_set_misfits(skeleton: Instrument, text: LicensedText) -> Iterator[str]:
    sets = {item.value_set: item.values for item in skeleton.items if item.scale is None}
    for name, values in sets.items():
        given = text.value_sets.get(name, {})
        for value in values:
            if value not in given:
                yield f"Answer {value} of '{name}' has no text."
        for value in given:
            if value not in values:
                yield f"There is no answer {value} in '{name}'."
    for name in text.value_sets:
        if name not in sets:
            yield f"There is no value set {name!r} in the measure."
