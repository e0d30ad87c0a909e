"""A safety flag in words: what was answered, the pathway, and the plan the person made."""

from collections.abc import Iterable

from cairn.components.presenters import Fact
from cairn.content.readers.instrument import instruments
from cairn.content.readers.paper import papers
from cairn.domain.safety.suicidality import SITE_PATHWAY
from cairn.domain.vocabulary import ConsentStatus
from cairn.record.selectors.consent import Consent
from cairn.record.selectors.safety_flag import SafetyFlag

PLAN = "safety-and-support-plan"


def answer_words(flag: SafetyFlag) -> str:
    """What was answered; where it came from a measure, with the question and the answer in its own words."""
    if flag.response is None:
        return flag.answer or "No words were kept."
    key, _, item = flag.source.partition(" item ")
    instrument = instruments().get(key.partition("@")[0])
    value = flag.response.answers.get(item)
    if instrument is None or value is None or item not in {each.number for each in instrument.items}:
        return flag.answer or "The answer has been taken back since."
    asked = instrument.item(item)
    question, given = asked.text, asked.choice(int(value)).text if int(value) in asked.values else None
    if question is None or given is None:
        return flag.answer or f"Answer {value}"
    return f"{question.en.rstrip('.')}: {given.en}."


def source_words(flag: SafetyFlag) -> str:
    """Where it came from: ``PHQ-9, item 9``."""
    key, _, item = flag.source.partition(" item ")
    instrument = instruments().get(key.partition("@")[0])
    return f"{instrument.short}, item {item}" if instrument and item else flag.source


def pathway_words(flag: SafetyFlag) -> str:
    """What the site does; the product adds no advice of its own."""
    return SITE_PATHWAY.en if flag.kind == "suicidality" else "Follow this site's pathway for this concern."


def plan_lines(consents: Iterable[Consent]) -> list[Fact]:
    """The safety and support plan in force, line by line; empty where there is none."""
    plans = (each for each in consents if each.kind == PLAN and each.status == ConsentStatus.ACTIVE.value)
    plan = next(plans, None)
    paper = papers().get(PLAN)
    if plan is None or paper is None:
        return []
    details = plan.details or {}
    return [Fact(field.label["en"], details.get(field.id) or None) for field in paper.fields]
