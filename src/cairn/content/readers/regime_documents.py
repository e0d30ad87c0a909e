"""Reads the documents a rule of a regime asks for, with their signatures."""

from typing import Final

from cairn.content.readers.fields import Fields
from cairn.content.readers.regime_conditions import Declared, read_condition, rows_of
from cairn.domain.regimes.demands import Document, Documents, Signature

_TWO: Final = 2


def read_documents(fields: Fields, declared: Declared, _: object) -> Documents:
    """The documents needed, those of which one is enough, or both.

    :raises ContentFaultError: where it asks for none, or offers a choice of one.
    """
    either = fields.has("any_of")
    every = rows_of(fields, "documents") if fields.has("documents") or not either else ()
    choice = rows_of(fields, "any_of") if either else ()
    if either and len(choice) < _TWO:
        fields.fault("'any_of' holds one document.", "Write at least two, or put it under 'documents'.")
    return Documents(
        tuple(_document(row, declared) for row in every), tuple(_document(row, declared) for row in choice)
    )


def _document(fields: Fields, declared: Declared) -> Document:
    signatures = tuple(
        _signature(Fields(fields.file, fields.entry, row), declared)
        for row in fields.rows_if_any("signatures")
    )
    document = Document(
        code=fields.text("code"),
        title=fields.text("title"),
        signed_by=fields.texts("signed_by") if fields.has("signed_by") else tuple(s.by for s in signatures),
        form=fields.text("form") if fields.has("form") else None,
        required_if=read_condition(fields, "required_if", declared),
        signatures=signatures,
        dated_on_day=fields.flag("dated_on_day", default=False),
    )
    fields.close()
    return document


def _signature(fields: Fields, declared: Declared) -> Signature:
    signature = Signature(fields.text("by"), read_condition(fields, "waived_if", declared))
    fields.close()
    return signature
