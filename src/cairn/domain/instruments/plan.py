"""An instrument made ready for scoring: worked out once, so that one form is scored in microseconds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from cairn.domain.instruments.enabling import asked_items, blank_reasons, dependency_order
from cairn.domain.instruments.item import Item
from cairn.domain.instruments.meaning import BandSet
from cairn.domain.instruments.ratio import Compute, compute
from cairn.domain.instruments.rules import Mean, ScoreRule, Sum

Keyed: TypeAlias = Mapping[str, int]
OneOf: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One score in its turn."""

    rule: ScoreRule
    needs: frozenset[str]
    """The items it uses itself."""
    builds_on: tuple[str, ...]
    compute: Compute | None
    """None for a category, a value looked up, and a draft."""
    prorated_from: int | None
    """So many answered items are enough; None: all are needed."""
    bands: BandSet | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What one set of answers says about the items."""

    keyed: Keyed
    """Keyed values of what is answered, or certainly not asked and sourced to count as something."""
    blank: Mapping[str, tuple[str, ...]]
    """Each item without a value, and what is missing for it: itself, or the blank items that decide it."""
    not_asked: frozenset[str]
    """Certainly not asked, with no value to count as."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in order, and what is needed to see where the items stand."""

    items: Mapping[str, Item]
    values: Mapping[str, frozenset[int]]
    ordered: tuple[Item, ...]
    """In dependency order."""
    steps: tuple[Step, ...]
    places: Mapping[str, int]
    """Where each missing label stands in the instrument's order."""
    alternates: Mapping[str, tuple[str, ...]]
    """For an item of a one-of group, the whole group."""
    reversed: tuple[Item, ...]
    is_plain: bool
    """No enable rules and no one-of groups: every item stands for itself."""

    def standing(self, given: Mapping[str, int]) -> Standing:
        """Where each item stands, given usable raw answers."""
        if not self.is_plain:
            return self._standing(given)
        blank = {number: (number,) for number in self.values if number not in given}
        return Standing(self._keyed(given), blank, frozenset())

    def label(self, number: str) -> str:
        """What a missing item is called: its number, or its group's as `6 or 7`."""
        return " or ".join(self.alternates.get(number, (number,)))

    def _keyed(self, given: Mapping[str, int]) -> Keyed:
        if not self.reversed:
            return given
        turned = {
            item.number: item.keyed(given[item.number]) for item in self.reversed if item.number in given
        }
        return {**given, **turned}

    def _standing(self, given: Mapping[str, int]) -> Standing:
        asked = asked_items(self.ordered, given)
        counted = {number: value for number, value in given.items() if asked[number]}
        keyed = dict(self._keyed(counted))
        blank: dict[str, tuple[str, ...]] = {}
        not_asked = set()
        for number, item in self.items.items():
            if asked[number] is None:
                blank[number] = tuple(blank_reasons(item, given, asked, self.items))
            elif not asked[number]:
                if item.skipped_as is None:
                    not_asked.add(number)
                else:
                    keyed[number] = item.skipped_as
            elif not any(each in given for each in self.alternates.get(number, (number,))):
                blank[number] = (self.label(number),)
        return Standing(keyed, blank, frozenset(not_asked))


def make_plan(
    items: tuple[Item, ...], one_of: OneOf, scores: tuple[ScoreRule, ...], bands: tuple[BandSet, ...]
) -> Plan:
    """Work out everything about an instrument that does not depend on the answers."""
    by_number = {item.number: item for item in items}
    alternates = {number: group for group in one_of for number in group}
    places = {item.number: place for place, item in enumerate(items)}
    places |= {" or ".join(group): places[group[0]] for group in one_of}
    everything = frozenset(item.number for item in items if item.scored)
    return Plan(
        items=by_number,
        values={item.number: frozenset(item.values) for item in items},
        ordered=dependency_order(items),
        steps=tuple(_step(rule, by_number, one_of, bands, everything) for rule in scores),
        places=places,
        alternates=alternates,
        reversed=tuple(item for item in items if item.reverse),
        is_plain=not one_of and not any(item.enabled_when for item in items),
    )


def _step(
    rule: ScoreRule,
    items: Mapping[str, Item],
    one_of: OneOf,
    bands: tuple[BandSet, ...],
    everything: frozenset[str],
) -> Step:
    how = rule.how
    prorating = how.prorating if isinstance(how, Sum | Mean) else None
    return Step(
        rule=rule,
        needs=rule.items if how is not None else everything,
        builds_on=rule.builds_on,
        compute=None if rule.draft is not None or how is None else compute(how, items, one_of),
        prorated_from=prorating.answered_at_least if prorating is not None else None,
        bands=next((each for each in bands if each.score == rule.id), None),
    )
