"""Every piece of clinical content as a clinician reads it: words, source, grade, version, and what a review changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cairn.clinic.finding_lines import GRADE_WORDS, evidence
from cairn.components.presenters import Fact
from cairn.content.readers.instrument import instruments
from cairn.content.readers.paper import papers
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import rule_set
from cairn.content.source import kept_per_source
from cairn.domain.citations import Citation
from cairn.domain.instruments.definition import Instrument
from cairn.domain.protocols.papers import PaperText
from cairn.domain.protocols.protocol import Protocol
from cairn.domain.regimes.pack import Pack
from cairn.domain.screening.rule import Rule
from cairn.domain.vocabulary import Grade, Severity

KINDS: Final = {
    "rules": "Screening rules",
    "interactions": "Interactions",
    "law": "Law of the place",
    "measures": "Measures",
    "protocols": "Protocols",
    "papers": "Papers",
}
"""Each kind's place in the address, and its name."""
_STOPS: Final = (Severity.BLOCK, Severity.HOLD)


@dataclass(frozen=True, slots=True)
class ContentEntry:
    """One piece of content.

    :param key: what stands in the address.
    :param reviewed_as: what a review is recorded for; the rules of a place are answered for as a whole.
    :param grade: None where each part has its own.
    :param waits: whether it would enforce something once a named person here has read it.
    :param would_change: what a review changes, in words.
    :param parts: further paragraphs, each under its heading.
    """

    kind: str
    key: str
    title: str
    words: str
    version: str
    since: str
    grade: Grade | None
    sources: tuple[Citation, ...]
    severity: str
    reviewed_as: str
    waits: bool
    would_change: str
    facts: tuple[Fact, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def grade_words(self) -> str:
        """The grade of its source."""
        return GRADE_WORDS[self.grade] if self.grade else "graded rule by rule"

    def holds(self, words: str) -> bool:
        """Whether every word stands somewhere in it."""
        whole = (
            f"{self.key} {self.title} {self.words} {' '.join(each.text for each in self.sources)}".casefold()
        )
        return all(word in whole for word in words.casefold().split())


@kept_per_source
def entries(profile: str) -> tuple[ContentEntry, ...]:
    """Everything the product works by, under a site’s profile."""
    return tuple(_all(profile))


def entries_of(profile: str, kind: str) -> tuple[ContentEntry, ...]:
    """The entries of one kind."""
    return tuple(each for each in entries(profile) if each.kind == kind)


def _all(profile: str) -> Iterator[ContentEntry]:
    rules = rule_set(profile)
    for rule in rules.rules:
        yield _rule(rule, rules.content_version)
    for pack in packs().values():
        yield from _law(pack)
    for instrument in instruments().values():
        yield _measure(instrument)
    for protocol in protocols().values():
        yield from _protocol(protocol)
    for paper in papers().values():
        yield _paper(paper)


def _waits(grade: Grade) -> bool:
    return grade.may_enforce_once_reviewed and not grade.enforces_alone


def _rule(rule: Rule, version: str) -> ContentEntry:
    stops = rule.severity.value if rule.severity in _STOPS else None
    grade = rule.citation.grade
    if stops is None:
        change = (
            f"It asks for a {rule.severity.value}, reviewed here or not. Your name would stand beside it."
        )
    elif grade.enforces_alone:
        change = f"It is a {stops} already, because its source was read. Your name would stand beside it."
    elif grade.may_enforce_once_reviewed:
        change = f"Until somebody here signs it, it only asks for a person’s review. Signed, it is a {stops}."
    else:
        change = "Its source is not verified, so it never stops anything. A review does not change that."
    return ContentEntry(
        kind="interactions" if rule.interaction else "rules",
        key=rule.id,
        title=rule.title,
        words=rule.question,
        version=version,
        since="",
        grade=grade,
        sources=(rule.citation, *rule.more),
        severity=rule.severity.value,
        reviewed_as=rule.id,
        waits=stops is not None and _waits(grade),
        would_change=change,
        facts=evidence(rule),
        parts=(
            *(() if rule.interaction else (("Why it is there", (rule.rationale,)),)),
            ("What settles it", (rule.resolve,)),
        ),
    )


def _law(pack: Pack) -> Iterator[ContentEntry]:
    whole = "The rules of a place are signed as one text."
    yield ContentEntry(
        kind="law",
        key=pack.key,
        title=pack.title,
        words=f"{len(pack.rules)} rules, {pack.status.value}. Amounts are {pack.dose_unit}.",
        version=pack.version,
        since=f"text in force from {pack.text_as_of}; to be read again by {pack.recheck_by}",
        grade=None,
        sources=tuple(dict.fromkeys(rule.citation for rule in pack.rules)),
        severity="",
        reviewed_as=pack.key,
        waits=any(_waits(rule.citation.grade) for rule in pack.rules),
        would_change="Signed, its rules that rest on an agency’s page, a replaced or a secondary text enforce too.",
        parts=tuple((f"{rule.id}: {rule.words}", (rule.how,)) for rule in pack.rules),
    )
    for rule in pack.rules:
        yield ContentEntry(
            kind="law",
            key=rule.id,
            title=rule.words,
            words=rule.how,
            version=pack.version,
            since=rule.in_force.words,
            grade=rule.citation.grade,
            sources=(rule.citation,),
            severity="",
            reviewed_as=pack.key,
            waits=_waits(rule.citation.grade),
            would_change=f"{whole} Sign {pack.title}."
            if _waits(rule.citation.grade)
            else f"{whole} This one does not wait for it."
            if rule.citation.grade.enforces_alone
            else f"{whole} This one is not verified, and never stops anything.",
            parts=(("Note", (rule.note,)),) if rule.note else (),
        )


def _beside(what: str) -> str:
    return f"{what} enforces nothing by itself. Your name would stand beside it."


def _measure(instrument: Instrument) -> ContentEntry:
    items = tuple(f"{item.number}. {item.text.en}" for item in instrument.items if item.text is not None)
    owner = instrument.licence
    return ContentEntry(
        kind="measures",
        key=instrument.key,
        title=f"{instrument.short}: {instrument.title.en}",
        words=instrument.construct.en,
        version=str(instrument.version),
        since="",
        grade=instrument.references[0].grade if instrument.references else Grade.U,
        sources=instrument.references,
        severity="",
        reviewed_as=instrument.key,
        waits=False,
        would_change=_beside("A measure"),
        facts=(
            Fact("Owner", owner.holder),
            Fact("Permission", owner.statement),
            Fact("Compared", instrument.status.value),
        ),
        parts=(("Items", items),) if items else (),
    )


def _protocol(protocol: Protocol) -> Iterator[ContentEntry]:
    parts = [
        *((each.id, each.title, each.why, each.citation) for each in protocol.steps),
        *((each.id, each.label, each.why, each.citation) for each in protocol.measures),
        *((each.code, each.title, each.why, each.citation) for each in protocol.needed),
    ]
    for part, title, why, citation in parts:
        yield ContentEntry(
            kind="protocols",
            key=f"{protocol.key}.{part}",
            title=f"{title['en']} ({protocol.title['en']})",
            words=why["en"],
            version=str(protocol.version),
            since="",
            grade=citation.grade,
            sources=(citation,),
            severity="",
            reviewed_as=protocol.key,
            waits=False,
            would_change=_beside("A protocol, signed as a whole,"),
        )


def _paper(paper: PaperText) -> ContentEntry:
    return ContentEntry(
        kind="papers",
        key=paper.key,
        title=paper.title["en"],
        words=paper.body["en"][0] if paper.body["en"] else "",
        version=str(paper.version),
        since="",
        grade=paper.citation.grade,
        sources=(paper.citation,),
        severity="",
        reviewed_as=paper.key,
        waits=False,
        would_change=_beside("A paper"),
        parts=(
            ("Its words", tuple(paper.body["en"])),
            ("What is filled in", tuple(field.label["en"] for field in paper.fields)),
        ),
    )
