"""The consents, plans and forms a person signs: their words by language, and what is filled in."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cairn.domain.citations import Citation
from cairn.domain.protocols.protocol import Words


class Blank(StrEnum):
    """How something is filled in."""

    LINE = "line"
    TEXT = "text"
    CHOICES = "choices"
    """Any number of the options, none included: an option not chosen is not agreed to."""
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in.

    :param options: code to words, for choices.
    :param required: whether the paper cannot be signed while it is empty.
    """

    id: str
    label: Words
    blank: Blank
    options: Mapping[str, Words]
    required: bool


class Signer(StrEnum):
    """Who signs."""

    PERSON = "person"
    FACILITATOR = "facilitator"
    CENTRE = "centre"
    PROVIDER = "provider"


class Moment(StrEnum):
    """When it is signed."""

    BEFORE_PREPARATION = "before-preparation"
    BEFORE_EACH_SESSION = "before-each-session"
    BEFORE_ADMINISTRATION = "before-administration"
    ADMINISTRATION_DAY = "administration-day"
    RELEASE = "release"
    AFTER_ADMINISTRATION = "after-administration"
    BEFORE_DISCLOSURE = "before-disclosure"


class Dated(StrEnum):
    """Which dates it bears."""

    SIGNING = "signing"
    ADMINISTRATION_DAY = "administration-day"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Form:
    """The authority's own form a paper records.

    :param id: as the authority, or whoever reports it, names it: ``CO-4``.
    :param substitute: whether another form of the same content may stand in for it; None where that was not read.
    """

    id: str
    publisher: str
    substitute: bool | None


@dataclass(frozen=True, slots=True)
class PaperText:
    """One text a person signs. A new version is a new file, never an edit.

    :param code: as in ``documents.on_file``.
    :param signed_where: ``portal`` where the person reads and signs it here; ``paper`` where the authority's own form
        is filled in and signed on paper, and the record only says that it was.
    :param withdrawable: whether it can be taken back; a plan is replaced, not withdrawn.
    :param regimes: where it is used; empty for everywhere.
    :param stands_for: the code of the document it serves as as well: a state's consent is an ``informed-consent``.
    """

    code: str
    version: int
    title: Words
    body: Mapping[str, tuple[str, ...]]
    fields: tuple[Field, ...]
    signed_where: str
    withdrawable: bool
    citation: Citation
    regimes: tuple[str, ...] = ()
    form: Form | None = None
    signed_by: tuple[Signer, ...] = (Signer.PERSON,)
    signed_when: Moment = Moment.BEFORE_ADMINISTRATION
    dated: tuple[Dated, ...] = (Dated.SIGNING,)
    stands_for: str | None = None

    @property
    def key(self) -> str:
        """What is stored: code and version."""
        return f"{self.code}@{self.version}"

    def text_hash(self, language: str) -> str:
        """SHA-256 of the words as they were read in a language."""
        plain = [
            self.key,
            self.title[language],
            list(self.body[language]),
            [f.label[language] for f in self.fields],
        ]
        return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()

    def is_used_in(self, regime: str) -> bool:
        """Whether a place works with it."""
        return not self.regimes or regime in self.regimes


def lacking(paper: PaperText, details: Mapping[str, object]) -> tuple[Field, ...]:
    """The required fields that are still empty, in order."""
    return tuple(field for field in paper.fields if field.required and not details.get(field.id))
