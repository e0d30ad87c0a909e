"""Reads the consents, plans and forms a person signs."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.content.loader import ContentFaultError, list_yaml, load_yaml
from cairn.content.readers.fields import Code, Fields
from cairn.content.readers.protocol import read_words
from cairn.content.source import kept_per_source
from cairn.domain.protocols.papers import Blank, Dated, Field, Form, Moment, PaperText, Signer

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


@kept_per_source
def papers_for(regime: str) -> Mapping[str, PaperText]:
    """The papers a place works with, by code."""
    return MappingProxyType({code: paper for code, paper in papers().items() if paper.is_used_in(regime)})


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
        regimes=top.texts("regimes") if top.has("regimes") else (),
        form=_form(top.inner("form")) if top.has("form") else None,
        signed_by=_codes(top, "signed_by", Signer, (Signer.PERSON,)),
        signed_when=top.code("signed_when", Moment)
        if top.has("signed_when")
        else Moment.BEFORE_ADMINISTRATION,
        dated=_codes(top, "dated", Dated, (Dated.SIGNING,)),
        stands_for=top.text("stands_for") if top.has("stands_for") else None,
    )
    top.close()
    if paper.form is not None and paper.form.substitute is False and paper.signed_where != "paper":
        top.fault(
            "the authority's own form must be used, and it is signed in the portal.",
            "Write 'signed_where: paper'.",
        )
    return paper


def _form(fields: Fields) -> Form:
    form = Form(
        fields.text("id"),
        fields.text("publisher"),
        fields.flag("substitute", default=False) if fields.has("substitute") else None,
    )
    fields.close()
    return form


def _codes(top: Fields, key: str, codes: type[Code], default: tuple[Code, ...]) -> tuple[Code, ...]:
    if not top.has(key):
        return default
    said = top.texts(key)
    odd = [code for code in said if code not in list(codes)]
    if odd:
        top.fault(f"'{odd[0]}' is not one of the codes of '{key}'.", f"Use {', '.join(codes)}.")
    return tuple(codes(code) for code in said)


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
