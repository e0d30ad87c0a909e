"""One question: the answers it offers, how an answer is keyed, and when it is asked at all."""

from dataclasses import dataclass, field

from cairn.domain.instruments.coding import Coding
from cairn.domain.instruments.wording import Wording


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the raw value that is stored, its official text (None in a skeleton), its code."""

    value: int
    text: Wording | None
    code: Coding | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `lowest` to `highest`; the words at its two ends are None in a skeleton."""

    lowest: int
    highest: int
    low: Wording | None = None
    high: Wording | None = None


@dataclass(frozen=True, slots=True)
class Endorsement:
    """An item counts from this answer upward."""

    item: str
    at_least: int


@dataclass(frozen=True, slots=True)
class SymptomCount:
    """How many of these items must be endorsed: at least `minimum`, at most `maximum` where there is one."""

    endorsements: tuple[Endorsement, ...]
    minimum: int
    maximum: int | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items it counts."""
        return tuple(each.item for each in self.endorsements)


@dataclass(frozen=True, slots=True)
class Item:
    """One question under its canonical number. An unscored item is asked and never enters a score.

    It has either choices or a scale.
    """

    number: str
    text: Wording | None
    choices: tuple[Choice, ...]
    code: Coding | None = None
    scored: bool = True
    scale: Scale | None = None
    reverse: bool = False
    """In scores its keyed value is lowest plus highest minus the raw one."""
    enabled_when: tuple[SymptomCount, ...] = ()
    """It is asked when all of these hold over the raw answers; without any it is always asked."""
    skipped_as: int | None = None
    """Its keyed value in scores where it is certainly not asked; None: those scores are not applicable then."""
    value_set: str = ""
    """The name its choices stand under; several items may share one."""
    values: tuple[int, ...] = field(init=False)
    """The raw values it offers, lowest first, kept because every answer is compared with them."""

    def __post_init__(self) -> None:
        scale = self.scale
        offered = (
            tuple(choice.value for choice in self.choices)
            if scale is None
            else tuple(range(scale.lowest, scale.highest + 1))
        )
        object.__setattr__(self, "values", offered)

    def choice(self, value: int) -> Choice:
        """The choice with that value, which must be offered; on a scale it has no words."""
        if self.scale is not None:
            return Choice(value, None)
        return next(choice for choice in self.choices if choice.value == value)

    def keyed(self, value: int) -> int:
        """What a raw answer counts in scores."""
        return self.values[0] + self.values[-1] - value if self.reverse else value

    @property
    def is_worded(self) -> bool:
        """Whether everything a person must read to answer it is there."""
        if self.text is None:
            return False
        if self.scale is not None:
            return self.scale.low is not None and self.scale.high is not None
        return all(choice.text is not None for choice in self.choices)

    @property
    def has_words(self) -> bool:
        """Whether any of the owner's words is there."""
        ends = (self.scale.low, self.scale.high) if self.scale is not None else ()
        return any((self.text, *ends, *(choice.text for choice in self.choices)))

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The items its enable rules look at."""
        return tuple(dict.fromkeys(number for count in self.enabled_when for number in count.items))
