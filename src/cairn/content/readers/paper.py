"""Reads the consents, plans and forms a person signs."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, list_yaml, load_yaml
from cairn.content.readers.fields import Fields
from cairn.content.readers.protocol import read_words
from cairn.content.source import kept_per_source
from cairn.domain.protocols.papers import Blank, Field, PaperText

FOLDER = "consents"
LANGUAGES = ("en", "es")
PLACES = ("portal", "paper")


@kept_per_source
def papers() -> Mapping[str, PaperText]:
    """The latest version of every text, by code.

    :raises ContentFaultError: for the first file that cannot be used.
    """
    found: dict[str, PaperText] = {}
    for file in list_yaml(FOLDER):
        paper = read_paper(load_yaml(file), file)
        earlier = found.get(paper.code)
        if earlier is not None and earlier.version == paper.version:
            raise ContentFaultError(
                file, paper.key, "is written in two files.", "Give the newer a higher version."
            )
        if earlier is None or earlier.version < paper.version:
            found[paper.code] = paper
    return MappingProxyType(found)


def read_paper(data: Mapping[str, object], file: str) -> PaperText:
    """One text.

    :raises ContentFaultError: for a missing language, an unknown kind of blank, or choices without options.
    """
    top = Fields(file, str(data.get("code")), data)
    paper = PaperText(
        code=top.text("code"),
        version=top.integer("version"),
        title=read_words(top, "title"),
        body=_body(top),
        fields=tuple(_field(file, row) for row in top.rows_if_any("fields")),
        signed_where=_place(top),
        withdrawable=top.flag("withdrawable", default=True),
        citation=top.citation("source"),
    )
    top.close()
    return paper


def _place(top: Fields) -> str:
    place = top.text("signed_where")
    if place not in PLACES:
        top.fault(f"'{place}' is no place to sign.", f"Use one of {', '.join(PLACES)}.")
    return place


def _body(top: Fields) -> Mapping[str, tuple[str, ...]]:
    inner = top.inner("body")
    body = {language: inner.texts(language) for language in LANGUAGES}
    inner.close()
    if len({len(paragraphs) for paragraphs in body.values()}) != 1:
        top.fault("its languages have different numbers of paragraphs.", "Translate paragraph by paragraph.")
    return MappingProxyType(body)


def _field(file: str, row: object) -> Field:
    fields = Fields(file, "field", row)
    blank = fields.code("blank", Blank)
    options: dict[str, Mapping[str, str]] = {}
    if blank in {Blank.CHOICES, Blank.ONE}:
        inner = fields.inner("options")
        named = fields.get("options")
        assert isinstance(named, dict)  # noqa: S101 -- inner() has refused anything else
        options = {str(code): read_words(inner, str(code)) for code in named}
    field = Field(
        id=fields.text("id"),
        label=read_words(fields, "label"),
        blank=blank,
        options=MappingProxyType(options),
        required=fields.flag("required", default=False),
    )
    fields.close()
    return field
