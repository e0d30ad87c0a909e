"""Columns that hold encrypted narratives and structured values."""

import json
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from cairn.record.keys import ring


class Sealed(bytes):
    """An encrypted value as it stands in the database, opened when it is first asked for."""

    __slots__ = ()


def _place(field: "models.Field[Any, Any]", instance: models.Model) -> str:
    return f"{field.model._meta.db_table}.{field.column}.{instance.pk}"


class _OpenedWhenAsked(DeferredAttribute):
    field: "EncryptedText"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = self.field.unpack(ring().open(value, _place(self.field, instance)))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        # With a setter Python asks this descriptor before it looks at the instance: a sealed value cannot slip out.
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.BinaryField):  # type: ignore[type-arg]
    """Text that only its own row can read back. The row's key must be known before it is saved (a UUID)."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    descriptor_class = _OpenedWhenAsked

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Editable, unlike other binary columns."""
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def pack(self, value: Any) -> bytes:
        """The bytes to encrypt."""
        return str(value).encode()

    def unpack(self, plain: bytes) -> Any:
        """The value that was encrypted."""
        return plain.decode()

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:  # noqa: ARG002, FBT001 -- Django's signature
        """Encrypt for this row; what was not opened stays as it is."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(ring().seal(self.pack(value), _place(self, model_instance)))

    def from_db_value(self, value: bytes | memoryview | None, *_: object) -> Sealed | None:
        """Keep closed until asked for."""
        return None if value is None else Sealed(bytes(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Refuse plain text: queryset updates and filters cannot know the row."""
        if value is not None and not isinstance(value, Sealed):
            message = f"{self.name} is encrypted: set it on the instance and save, it cannot be filtered or updated."
            raise TypeError(message)
        return super().get_db_prep_value(value, connection, prepared)


class EncryptedJSON(EncryptedText):
    """Plain data (mappings, lists, numbers, text) that only its own row can read back."""

    def pack(self, value: Any) -> bytes:
        """As compact JSON."""
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()

    def unpack(self, plain: bytes) -> Any:
        """From JSON."""
        return json.loads(plain)
