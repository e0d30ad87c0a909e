"""What a session's day asks, as the readiness page shows it: one quiet line before, a line for each question on it."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from cairn.clinic.fact_lines import asked_again_words
from cairn.components.presenters import UnmetLine
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.screening import rule_set
from cairn.domain.facts import FactType
from cairn.domain.pathway.dose_day import BEGINNING
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.screening.finding import Finding
from cairn.domain.screening.questions import Question, questions
from cairn.domain.screening.rule import Occasion
from cairn.domain.vocabulary import Severity
from cairn.record.selectors.administration import Encounter

ANCHOR: Final = "asked-on-the-day"
_ASKS: Final = MappingProxyType({"client": "Ask the client.", "staff": "Facilitator, at the centre."})
"""Who answers a question that can be answered by hand."""


def asked_on_the_day(profile: str) -> tuple[str, ...]:
    """What the rules of the day ask anew each day under a site's profile, by short names."""
    rules = (bound.rule for bound in rule_set(profile).asked[Occasion.DOSE_DAY])
    asked = {fact for rule in rules if rule.asked_at is Occasion.DOSE_DAY for fact in rule.asks}
    return tuple(
        fact.label["en"] for fact in declared_facts().values() if fact.id in asked and fact.lasts is not None
    )


def question_lines(
    findings: tuple[Finding, ...], unmet: Iterable[Unmet], encounter: Encounter, *, may_state: bool
) -> tuple[UnmetLine, ...]:
    """Each open question of the day, once, with the way to its form; those that stop come first.

    :param unmet: what the rules of the day hold.
    """
    stopping = {each.id.removeprefix(BEGINNING) for each in unmet if each.stops}
    open_now = questions(findings, findings[0].known) if findings else ()
    lines = [_line(each, stopping, encounter, may_state=may_state) for each in open_now]
    return tuple(sorted(lines, key=lambda line: line.kind != Severity.NOT_ASSESSED.value))


def _line(question: Question, stopping: set[str], encounter: Encounter, *, may_state: bool) -> UnmetLine:
    stops = not stopping.isdisjoint(question.rules)
    kind = Severity.NOT_ASSESSED if stops else Severity.NOTE
    declaration = declared_facts()[question.fact]
    who = _ASKS.get(declaration.asked_of, "")
    again = f" It is {asked_again_words(declaration)}." if declaration.lasts else ""
    light = "" if stops else " It stops nothing by itself."
    asks = may_state and question.asked_of in _ASKS
    url = fact_form(question.fact, encounter, ANCHOR) if asks else ""
    return UnmetLine(
        kind.value, question.words["en"], f"{who}{again}{light} ({', '.join(question.rules)})", url, "Ask"
    )


def by_hand(facts: Iterable[str]) -> str:
    """The first of some facts that a person can state; empty where none can be."""
    known = declared_facts()
    return next((fact for fact in facts if fact in known and known[fact].asked_of in _ASKS), "")


def fact_form(fact: str, encounter: Encounter, anchor: str) -> str:
    """The form of a fact, which leads back to the readiness page, at an anchor where one is named."""
    if declared_facts()[fact].type is FactType.EXPOSURES:
        return reverse("clinic:person-medicines", args=[encounter.patient_id])
    here = reverse("clinic:readiness", args=[encounter.patient_id, encounter.pk])
    form = reverse("clinic:person-fact", args=[encounter.patient_id, fact])
    back = f"{here}#{anchor}" if anchor else here
    return f"{form}?{urlencode({'next': back})}"
