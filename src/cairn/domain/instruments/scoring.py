"""A score, or what is missing."""

from collections.abc import Mapping

from cairn.domain.instruments.answers import usable
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagState, flag_state
from cairn.domain.instruments.item import SymptomCount
from cairn.domain.instruments.plan import Keyed, Standing, Step
from cairn.domain.instruments.ratio import Ratio, as_decimal
from cairn.domain.instruments.result import Amount, Category, Incomplete, Reason, Result, Score, Unscored
from cairn.domain.instruments.rules import Algorithm, Outcome, Profile, ValueLookup
from cairn.domain.instruments.value_set import ValueSet

__all__ = ["Amount", "Category", "Incomplete", "Reason", "Result", "Score", "Unscored", "flags", "score"]

NO_VALUE_SETS: Mapping[str, ValueSet] = {}


def score(
    instrument: Instrument,
    answers: Mapping[str, object],
    *,
    value_sets: Mapping[str, ValueSet] = NO_VALUE_SETS,
) -> Score | Incomplete:
    """Every score of the instrument, or the items without an answer. A blank is never nought.

    :param value_sets: the site's value sets by the key of the instrument they belong to.
    :raises AnswersRefused: for answers that cannot be answers to this instrument.
    """
    plan = instrument.plan
    scoring = _Scoring(plan.standing(usable(instrument, answers)), value_sets.get(instrument.key))
    results = tuple(scoring.result(step) for step in plan.steps)
    all_drafts = all(step.rule.draft is not None for step in plan.steps)
    missing = {
        label
        for step, result in zip(plan.steps, results, strict=True)
        if all_drafts or (isinstance(result, Unscored) and result.reason is Reason.MISSING)
        for label in scoring.missing(step)
    }
    if missing:
        return Incomplete(instrument.key, tuple(sorted(missing, key=plan.places.__getitem__)), results)
    return Score(instrument.key, results)


def flags(instrument: Instrument, partial: Mapping[str, object]) -> tuple[FlagState, ...]:
    """The state of every safety flag on the answers so far; never waits, and never raises."""
    return tuple(flag_state(flag, instrument.item(flag.item).values, partial) for flag in instrument.flags)


class _Scoring:
    """One form's scores, worked out in the instrument's order."""

    def __init__(self, standing: Standing, values: ValueSet | None) -> None:
        self._standing, self._values = standing, values
        self._numbers: dict[str, Ratio] = {}
        self._results: dict[str, Result] = {}

    def result(self, step: Step) -> Result:
        """The result of the next step."""
        found = self._refused(step) or self._given(step)
        self._results[step.rule.id] = found
        return found

    def missing(self, step: Step) -> tuple[str, ...]:
        """What the step's own items lack; what earlier scores lack is theirs to say."""
        blank = self._standing.blank
        labels = (label for number in blank if number in step.needs for label in blank[number])
        return tuple(dict.fromkeys(labels))

    def _refused(self, step: Step) -> Unscored | None:
        rule = step.rule
        if rule.draft is not None:
            return Unscored(rule.id, rule.variant, Reason.DRAFT, rule.draft)
        for earlier in step.builds_on:
            found = self._results[earlier]
            if isinstance(found, Unscored):
                return Unscored(rule.id, rule.variant, found.reason, found.words)
        standing = self._standing
        if standing.not_asked and not standing.not_asked.isdisjoint(step.needs):
            odd = ", ".join(sorted(standing.not_asked & step.needs))
            words = f"Does not apply: it needs item {odd}, which these answers skip."
            return Unscored(rule.id, rule.variant, Reason.NOT_APPLICABLE, words)
        if standing.blank and not standing.blank.keys().isdisjoint(step.needs) and not self._prorates(step):
            words = f"Blank: {', '.join(self.missing(step))}."
            return Unscored(rule.id, rule.variant, Reason.MISSING, words)
        return None

    def _prorates(self, step: Step) -> bool:
        enough = step.prorated_from
        return enough is not None and len(step.needs - self._standing.blank.keys()) >= enough

    def _given(self, step: Step) -> Result:
        rule, how = step.rule, step.rule.how
        if step.compute is not None:
            number = step.compute(self._standing.keyed, self._numbers)
            self._numbers[rule.id] = number
            value = as_decimal(number)
            return Amount(rule.id, rule.variant, value, step.bands.band_of(value).id if step.bands else None)
        if isinstance(how, Profile):
            digits = "".join(str(self._standing.keyed[number]) for number in how.items)
            return Category(rule.id, rule.variant, digits)
        if isinstance(how, ValueLookup):
            return self._looked_up(step, how)
        assert isinstance(how, Algorithm)  # noqa: S101 - the reader lets a score without a key be a draft only
        return Category(rule.id, rule.variant, self._outcome(how).id)

    def _looked_up(self, step: Step, how: ValueLookup) -> Result:
        rule = step.rule
        if self._values is None:
            return Unscored(rule.id, rule.variant, Reason.NO_VALUE_SET, "There is no value set at this site.")
        profile = self._results[how.profile]
        assert isinstance(profile, Category)  # noqa: S101 - the reader lets only a profile be looked up
        value = self._values.values[profile.outcome]
        band = step.bands.band_of(value).id if step.bands else None
        return Amount(rule.id, f"{rule.variant}/{self._values.id}", value, band)

    def _outcome(self, how: Algorithm) -> Outcome:
        keyed = self._standing.keyed
        for candidate in how.outcomes:
            if all(_holds(count, keyed) for count in candidate.counts) and all(
                as_decimal(self._numbers[each.score]) >= each.at_least for each in candidate.scores
            ):
                return candidate
        return how.otherwise


def _holds(count: SymptomCount, keyed: Keyed) -> bool:
    endorsed = 0
    for each in count.endorsements:
        value = keyed.get(each.item)  # blank only where another answer of its group is enough
        endorsed += value is not None and value >= each.at_least
    return endorsed >= count.minimum and (count.maximum is None or endorsed <= count.maximum)
