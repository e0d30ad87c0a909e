"""A roadmap as PDF: made here, by Typst, with its own fonts; nothing is fetched and no text is read as code."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from cairn.components.documents.sheet import Paper, RoadmapSheet
from cairn.components.documents.words import (
    LANGUAGES,
    MODALITIES,
    PHASES,
    TEXT,
    hours,
    long_day,
    span,
    weekday,
)
from cairn.content.readers.instrument import instruments
from cairn.domain.roadmap.roadmap import PlannedMeasure, PlannedStep
from cairn.domain.vocabulary import EncounterKind

_PACKAGE: Final = "cairn.components.documents"
_TEMPLATE: Final = "roadmap.typ"


def roadmap_pdf(sheet: RoadmapSheet, *, language: str, paper: Paper = Paper.LETTER) -> bytes:
    """The roadmap as a tagged PDF (PDF/UA-1) that a screen reader can read.

    :param language: ``en`` or ``es``.
    :raises ValueError: for another language.
    """
    import typst

    if language not in LANGUAGES:
        raise ValueError(f"There are no words in '{language}'. Use one of {', '.join(LANGUAGES)}.")
    shown = json.dumps(as_shown(sheet, language, paper), ensure_ascii=False)
    return typst.compile(
        files(_PACKAGE).joinpath(_TEMPLATE).read_bytes(),
        format="pdf",
        sys_inputs={"sheet": shown},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=sheet.made_at.replace(microsecond=0),
    )


def as_shown(sheet: RoadmapSheet, language: str, paper: Paper) -> dict[str, object]:
    """What the page says, as plain text in one language."""
    made = long_day(sheet.made_at.astimezone(_zone(sheet)).date(), language)
    agreed = TEXT["proposed"][language]
    if sheet.agreed_on is not None:
        agreed = f"{TEXT['agreed'][language]} {long_day(sheet.agreed_on, language)}"
    state = f"{agreed} · {TEXT['version'][language]} {sheet.version} · {TEXT['made'][language]} {made}"
    return {
        "language": language,
        "paper": paper.value,
        "title": TEXT["title"][language],
        "centre": sheet.centre,
        "contact": sheet.contact,
        "called": sheet.called,
        "state": state,
        "intention": sheet.intention,
        "text": {key: words[language] for key, words in TEXT.items()},
        "phases": list(_phases(sheet.roadmap.steps, language)),
        "measures": list(_measures(sheet.roadmap.measures, language)),
    }


def _zone(sheet: RoadmapSheet) -> ZoneInfo:
    return ZoneInfo(sheet.roadmap.zone)


def _phases(steps: tuple[PlannedStep, ...], language: str) -> Iterator[dict[str, object]]:
    for kind, words in PHASES.items():
        inside = [step for step in steps if step.kind is kind]
        if inside:
            shown = [_step(step, language) | {"last": step is inside[-1]} for step in inside]
            yield {"title": words[language], "steps": shown}


def _step(step: PlannedStep, language: str) -> dict[str, object]:
    day, contact = step.starts.date(), step.kind is EncounterKind.FOLLOW_UP
    facts = [MODALITIES[step.modality][language], step.duration.words[language]]
    if step.opens.date() != step.closes.date():
        possible = span(step.opens.date(), step.closes.date(), language)
        facts.append(f"{TEXT['possible'][language]}: {possible}")
    return {
        "weekday": weekday(day, language),
        "day": long_day(day, language),
        "hours": hours(step.starts, step.ends),
        "title": step.title[language],
        "asks": step.asks[language],
        "facts": " · ".join(facts),
        "why": None if contact else _why(step, language),
        "large": not contact,
    }


def _why(step: PlannedStep, language: str) -> str | None:
    return next((reason.words[language] for reason in step.reasons if reason.code == "protocol.step"), None)


def _measures(measures: tuple[PlannedMeasure, ...], language: str) -> Iterator[dict[str, str]]:
    windows = sorted({(measure.opens, measure.closes) for measure in measures})
    for opens, closes in windows:
        names = [
            instruments()[measure.instrument.partition("@")[0]].short
            for measure in measures
            if (measure.opens, measure.closes) == (opens, closes)
        ]
        yield {"when": span(opens, closes, language), "what": ", ".join(names)}
