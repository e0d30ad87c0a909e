"""Every table of the record: fields, privacy classes, and how they hang together."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

from cairn.config.documents.page import page, quoted, table
from cairn.record.privacy import PRIVACY

HEAD = ("field", "type", "points at", "may be empty", "privacy")


def tables() -> str:
    """The picture, then one table of fields for each model."""
    models = sorted(apps.get_app_config("record").get_models(), key=lambda model: model.__name__)
    return page(
        "Tables",
        "Only `cairn.record` has tables. Every field has a privacy class, which decides who "
        "is shown it and what leaves with an export.",
        "```mermaid\nerDiagram\n"
        + "\n".join(line for model in models for line in _relations(model))
        + "\n```",
        *(_model(model) for model in models),
    )


def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return list(model._meta.concrete_fields)


def _relations(model: type[Model]) -> Iterator[str]:
    for field in _fields(model):
        if isinstance(field, ForeignKey) and not _names_an_actor(field):
            many = "|o" if field.unique else "o{"
            one = "o|" if field.null else "||"
            yield f"  {field.related_model.__name__} {one}--{many} {model.__name__} : {field.name}"


def _names_an_actor(field: "ForeignKey[Any, Any]") -> bool:
    """Almost every table says which account did it: those lines would hide the picture."""
    return field.related_model.__name__ == "Account" and field.name != "account"


def _model(model: type[Model]) -> str:
    words = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    return f"## {model.__name__}\n\n{words}\n\n" + table(
        HEAD, (_row(model, field) for field in _fields(model))
    )


def _row(model: type[Model], field: "Field[Any, Any]") -> tuple[object, ...]:
    target = field.related_model.__name__ if isinstance(field, ForeignKey) else ""
    return (
        quoted(field.name),
        type(field).__name__,
        target,
        "yes" if field.null or field.blank else "",
        _privacy(model, field),
    )


def _privacy(model: type[Model], field: "Field[Any, Any]") -> str:
    return str(PRIVACY[model.__name__][field.name])
