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


@dataclass(frozen=True, slots=True)
class PaperText:
    """One text a person signs. A new version is a new file, never an edit.

    :param code: as in ``documents.on_file``.
    :param signed_where: ``portal`` where the person reads and signs it here; ``paper`` where the authority's own form
        is filled in and signed on paper, and the record only says that it was.
    :param withdrawable: whether it can be taken back; a plan is replaced, not withdrawn.
    """

    code: str
    version: int
    title: Words
    body: Mapping[str, tuple[str, ...]]
    fields: tuple[Field, ...]
    signed_where: str
    withdrawable: bool
    citation: Citation

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


def lacking(paper: PaperText, details: Mapping[str, object]) -> tuple[Field, ...]:
    """The required fields that are still empty, in order."""
    return tuple(field for field in paper.fields if field.required and not details.get(field.id))
