"""Every piece of clinical content as the content pages list it."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from cairn.clinic.content_entry import ContentEntry
from cairn.content.readers.instrument import instruments
from cairn.content.readers.medicine import medicine_classes, medicine_dictionary
from cairn.content.readers.paper import papers
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import profiles, rule_set
from cairn.content.source import kept_per_source
from cairn.domain.instruments.definition import Instrument, Status
from cairn.domain.medicines.dictionary import Ingredient
from cairn.domain.protocols.papers import PaperText
from cairn.domain.protocols.protocol import Protocol
from cairn.domain.protocols.protocol import Status as ProtocolStatus
from cairn.domain.regimes.pack import Pack, PackStatus
from cairn.domain.regimes.rules import Rule as Requirement
from cairn.domain.screening.profile import Profile
from cairn.domain.screening.rule import Rule
from cairn.domain.vocabulary import Grade, Severity

_STOPS: Final = (Severity.BLOCK, Severity.HOLD)
_NOT_FOR_USE: Final = (
    "This text is not for use: it shows what is not known and asks nothing else, signed or not."
)


@kept_per_source
def entries(profile: str) -> tuple[ContentEntry, ...]:
    """Everything the product works by, under a site's profile."""
    return tuple(entry for listed in _LISTS.values() for entry in listed(profile))


@kept_per_source
def entries_of(profile: str, kind: str) -> tuple[ContentEntry, ...]:
    """The entries of one kind."""
    return tuple(each for each in entries(profile) if each.kind == kind)


def _rules(profile: str) -> Iterator[ContentEntry]:
    rules = rule_set(profile)
    return (_rule(rule, rules.content_version) for rule in rules.rules)


def _waits(grade: Grade) -> bool:
    return grade.may_enforce_once_reviewed and not grade.enforces_alone


def _rule(rule: Rule, version: str) -> ContentEntry:
    grade = rule.citation.grade
    return ContentEntry(
        kind="interactions" if rule.interaction else "rules",
        key=rule.id,
        title=rule.title,
        words=rule.question,
        version=version,
        since="",
        grade=grade,
        sources=(rule.citation, *rule.more),
        tag=(rule.severity.value, ""),
        reviewed_as=rule.id,
        waits=rule.severity in _STOPS and _waits(grade),
        would_change=_rule_change(rule),
    )


def _rule_change(rule: Rule) -> str:
    severity, grade = rule.severity.value, rule.citation.grade
    if rule.severity not in _STOPS:
        return f"It asks for a {severity}, reviewed here or not. Your name would stand beside it."
    if grade.enforces_alone:
        return f"It is a {severity} already, because its source was read. Your name would stand beside it."
    if grade.may_enforce_once_reviewed:
        return (
            f"Until somebody here signs it, it only asks for a person’s review. Signed, it is a {severity}."
        )
    return "Its source is not verified, so it never stops anything. A review does not change that."


def _profiles(profile: str) -> Iterator[ContentEntry]:
    return (_profile(each, in_use=each.id == profile) for each in profiles().values())


def _profile(profile: Profile, *, in_use: bool) -> ContentEntry:
    return ContentEntry(
        kind="profiles",
        key=profile.id,
        title=profile.title,
        words=profile.words,
        version=str(profile.version),
        since="",
        grade=None,
        sources=(),
        tag=("clear", "used here") if in_use else ("", ""),
        reviewed_as=profile.key,
        waits=False,
        would_change=_beside("A profile"),
    )


def _law(_: str) -> Iterator[ContentEntry]:
    for pack in packs().values():
        yield _pack(pack)
        yield from (_requirement(rule, pack) for rule in pack.rules)


def _pack(pack: Pack) -> ContentEntry:
    disabled = pack.status is PackStatus.DISABLED
    return ContentEntry(
        kind="law",
        key=pack.key,
        title=pack.title,
        words=f"{len(pack.rules)} rules, {pack.status.value}. Amounts are {pack.dose_unit}.",
        version=pack.version,
        since=f"text in force from {pack.text_as_of}; to be read again by {pack.recheck_by}",
        grade=None,
        sources=tuple(dict.fromkeys(rule.citation for rule in pack.rules)),
        tag=("not-assessed", "not for use") if disabled else ("", pack.status.value),
        reviewed_as=pack.key,
        waits=not disabled and any(_waits(rule.citation.grade) for rule in pack.rules),
        would_change=_NOT_FOR_USE
        if disabled
        else "Signed, its rules that rest on an agency’s page, a replaced or a secondary text enforce too.",
    )


def _requirement(rule: Requirement, pack: Pack) -> ContentEntry:
    whole = "The rules of a place are signed as one text."
    disabled = pack.status is PackStatus.DISABLED
    waits = not disabled and _waits(rule.citation.grade)
    if disabled:
        change = _NOT_FOR_USE
    elif waits:
        change = f"{whole} Sign {pack.title}."
    elif rule.citation.grade.enforces_alone:
        change = f"{whole} This one does not wait for it."
    else:
        change = f"{whole} This one is not verified, and never stops anything."
    return ContentEntry(
        kind="law",
        key=rule.id,
        title=rule.words,
        words=rule.how,
        version=pack.version,
        since=rule.in_force.words,
        grade=rule.citation.grade,
        sources=(rule.citation,),
        tag=("", rule.effect.value.replace("_", " ")),
        reviewed_as=pack.key,
        waits=waits,
        would_change=change,
    )


def _beside(what: str) -> str:
    return f"{what} enforces nothing by itself. Your name would stand beside it."


def _measures(_: str) -> Iterator[ContentEntry]:
    return map(_measure, instruments().values())


def _measure(instrument: Instrument) -> ContentEntry:
    draft = instrument.status is Status.DRAFT
    return ContentEntry(
        kind="measures",
        key=instrument.key,
        title=f"{instrument.short}: {instrument.title.en}",
        words=instrument.construct.en,
        version=str(instrument.version),
        since="",
        grade=instrument.references[0].grade if instrument.references else Grade.U,
        sources=instrument.references,
        tag=("hold", "draft")
        if draft
        else ("", "")
        if instrument.is_worded
        else ("not-assessed", "no text here"),
        reviewed_as=instrument.key,
        waits=False,
        would_change=_beside("A measure"),
    )


def _protocols(_: str) -> Iterator[ContentEntry]:
    return map(_protocol, protocols().values())


def _protocol(protocol: Protocol) -> ContentEntry:
    sources = (
        *(step.citation for step in protocol.steps),
        *(point.citation for point in protocol.measures),
        *(paper.citation for paper in protocol.needed),
    )
    return ContentEntry(
        kind="protocols",
        key=protocol.key,
        title=protocol.title["en"],
        words=protocol.purpose["en"],
        version=str(protocol.version),
        since="",
        grade=None,
        sources=tuple(dict.fromkeys(sources)),
        tag=("hold", "draft") if protocol.status is ProtocolStatus.DRAFT else ("", protocol.status.value),
        reviewed_as=protocol.key,
        waits=False,
        would_change=_protocol_change(protocol),
    )


def _protocol_change(protocol: Protocol) -> str:
    if protocol.status is not ProtocolStatus.DRAFT:
        return _beside("A protocol, signed as a whole,")
    return (
        "Until somebody here signs it as a whole, it is offered as a draft, and every roadmap by it says so."
    )


def _papers(_: str) -> Iterator[ContentEntry]:
    return map(_paper, papers().values())


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
        tag=("", "on paper" if paper.signed_where == "paper" else ""),
        reviewed_as=paper.key,
        waits=False,
        would_change=_beside("A paper"),
    )


def _medicines(_: str) -> Iterator[ContentEntry]:
    known = medicine_dictionary().by_words.values()
    by_name = {item.name: item for meant in known for item in meant}
    return (_medicine(by_name[name]) for name in sorted(by_name, key=str.casefold))


def _medicine(item: Ingredient) -> ContentEntry:
    classes = medicine_classes()
    return ContentEntry(
        kind="medicines",
        key=item.name,
        title=item.name[:1].upper() + item.name[1:],
        words=", ".join((*item.names, *item.brands)),
        version="1",
        since=", ".join(sorted(classes[code] for code in item.classes)),
        grade=None,
        sources=(),
        tag=("", ""),
        reviewed_as=f"medicine {item.name}",
        waits=False,
        would_change=_beside("A medicine’s entry"),
    )


_LISTS: Final[Mapping[str, Callable[[str], Iterator[ContentEntry]]]] = MappingProxyType(
    {
        "rules": _rules,
        "profiles": _profiles,
        "law": _law,
        "measures": _measures,
        "protocols": _protocols,
        "papers": _papers,
        "medicines": _medicines,
    }
)
"""Every list of entries; rules and interactions come from one."""
