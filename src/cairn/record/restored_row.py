"""Values of a dossier as rows again: the way back of ``to_domain/dossier.py``."""

import dataclasses
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, ForeignKey, JSONField, Model

from cairn.domain.dossier.author import Author
from cairn.record import models
from cairn.record.errors import RefusedError
from cairn.record.fields import EncryptedJSON, EncryptedText

Kind = TypeVar("Kind", bound=Model)


def restored_row(kind: type[Kind], value: Any, **given: Any) -> Kind:
    """A row, not yet saved, with the value's fields in the columns of the same names.

    :param given: columns that no field of the value holds, or holds otherwise.
    :raises RefusedError: when something does not fit its column.
    """
    row = kind(**given)
    for each in dataclasses.fields(value):
        column = _column(kind, each.name)
        if column is not None and each.name not in given and column.attname not in given:
            setattr(row, column.attname, _stored(column, getattr(value, each.name)))
    _check(row)
    return row


def _column(kind: type[Model], name: str) -> "Field[Any, Any] | None":
    try:
        found = kind._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, Field) else None


def _stored(column: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(value, Author):
        return value.account
    if isinstance(column, EncryptedJSON | JSONField):
        return json.loads(value) if value else None
    if isinstance(column, EncryptedText) and column.null:
        return value or None
    return value.value if isinstance(value, StrEnum) else value


def _check(row: Model) -> None:
    """Refuse what does not fit: lengths and closed choices. Links are the database's to check."""
    columns = row._meta.concrete_fields
    linked = {each.name for each in columns if isinstance(each, ForeignKey | EncryptedText | JSONField)}
    apart = linked | {
        each.name for each in columns if each.name not in linked and getattr(row, each.name) in {None, ""}
    }
    try:
        row.clean_fields(exclude=apart)
    except ValidationError as fault:
        named = ", ".join(sorted(fault.message_dict))
        words = f"A {type(row).__name__} of this record does not fit here ({named}). Nothing was changed."
        raise RefusedError("does-not-fit", words) from fault


_SHARED = {None, models.Account, models.Site, models.Room}
"""What a record leans on without it being part of it; None for a column that is no link."""


def check_links(rows: Iterable[Model], person: Model) -> None:
    """Refuse a row that leads out of its own record: into another person's, or nowhere.

    :raises RefusedError: naming the kinds.
    """
    made = {(type(row), row.pk) for row in (*rows, person)}
    for row in rows:
        for link in row._meta.concrete_fields:
            target, found = link.related_model, getattr(row, link.attname)
            if found is not None and target not in _SHARED and (target, found) not in made:
                words = (
                    f"The {link.name} of a {type(row).__name__} is not in this record. Nothing was changed."
                )
                raise RefusedError("leads-out", words)
