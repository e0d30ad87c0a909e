"""One table for both ways: where each field of a value stands in a FHIR resource, and how it is written there."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar

from cairn.fhir.canonical import BASE
from cairn.fhir.codecs import Codec
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject, objects_in, text_in

Value = TypeVar("Value")


class NotOurs(ValueError):
    """A resource that our own export would never hold; names the place and what was expected."""

    def __init__(self, path: str, what: str) -> None:
        """Keep the place for the message."""
        super().__init__(f"{path}: {what}. Import the file exactly as it was exported.")
        self.path = path
        self.what = what


@dataclass(frozen=True, slots=True)
class At:
    """A place by its path, such as At("period", "start")."""

    path: tuple[str | int, ...]

    def put(self, node: JsonObject, value: Json) -> None:
        """Set the value, making what is missing on the way."""
        here: Any = node
        for step, following in zip(self.path, self.path[1:], strict=False):
            here = _inside(here, step, [] if isinstance(following, int) else {})
        _set(here, self.path[-1], value)

    def get(self, node: JsonObject) -> Json:
        """The value there, None when there is none."""
        here: Any = node
        for step in self.path:
            inside_list = isinstance(here, list) and isinstance(step, int) and step < len(here)
            inside_object = isinstance(here, dict) and step in here
            if not (inside_list or inside_object):
                return None
            here = here[step]
        found: Json = here
        return found

    @property
    def shown(self) -> str:
        """The path in words."""
        return ".".join(str(step) for step in self.path)


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension of ours, by its name; `repeats` where it may stand several times, each with parts."""

    name: str
    key: str
    repeats: bool = False

    @property
    def url(self) -> str:
        """Its canonical address."""
        return f"{BASE}/StructureDefinition/{self.name}"

    def put(self, node: JsonObject, value: Json) -> None:
        """Add it."""
        listed: Any = node.setdefault("extension", [])
        values = value if self.repeats and isinstance(value, list) else [value]
        listed.extend({"url": self.url, self.key: one} for one in values)

    def get(self, node: JsonObject) -> Json:
        """What it carries, None when it is not there."""
        found = [
            each.get(self.key) for each in objects_in(node, "extension") if text_in(each, "url") == self.url
        ]
        if self.repeats:
            return found or None
        return found[0] if found else None

    @property
    def shown(self) -> str:
        """Its name in words."""
        return f"extension {self.name}"


class Absent(Enum):
    """Marks a field that may not be absent."""

    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a value.

    :param empty: the value that is written as nothing; NEVER where the field must be there.
    """

    name: str
    place: At | Extension
    codec: Codec
    empty: object = Absent.NEVER


def at(name: str, *path: str | int, codec: Codec, empty: object = Absent.NEVER) -> Field:
    """A field that a standard element carries."""
    return Field(name, At(path), codec, empty)


def ext(name: str, extension: str, codec: Codec, empty: object = Absent.NEVER) -> Field:
    """A field that an extension of ours carries."""
    return Field(name, Extension(extension, codec.key), codec, empty)


def _nothing(_: object) -> JsonObject:
    return {}


@dataclass(frozen=True, slots=True)
class Shape(Generic[Value]):
    """A kind of value and the resource it travels in.

    :param subject: the path of the reference to the patient; empty where there is none.
    :param shown: what else the resource says for readers other than us; never read back.
    """

    resource_type: str
    of: Callable[..., Value]
    fields: tuple[Field, ...]
    subject: tuple[str | int, ...] = ("subject",)
    shown: Callable[[Value], JsonObject] = field(default=_nothing)

    def write(self, value: Value, patient: str) -> JsonObject:
        """The resource; `patient` is the reference to the person."""
        node: JsonObject = {"resourceType": self.resource_type, **copy.deepcopy(self.shown(value))}
        if self.subject:
            At(self.subject).put(node, {"reference": patient})
        write_fields(self.fields, value, node)
        return node

    def read(self, node: JsonObject, patient: str) -> Value:
        """The value.

        :raises NotOurs: when a field is missing or wrong, or the resource is about someone else.
        """
        where = f"{self.resource_type}/{text_in(node, 'id')}"
        if text_in(node, "resourceType") != self.resource_type:
            raise NotOurs(where, f"is a {text_in(node, 'resourceType')[:40]}")
        if self.subject and At((*self.subject, "reference")).get(node) != patient:
            raise NotOurs(f"{where}.{self.subject[0]}", f"expected {patient}")
        return self.of(**read_fields(self.fields, node, where))


def write_fields(fields: tuple[Field, ...], value: object, node: JsonObject) -> None:
    """Put every field that is not empty in its place."""
    for each in fields:
        found = getattr(value, each.name)
        if each.empty is Absent.NEVER or found != each.empty:
            each.place.put(node, each.codec.write(found))


def read_fields(fields: tuple[Field, ...], node: JsonObject, where: str) -> Mapping[str, Any]:
    """Every field by name.

    :raises NotOurs: when one is missing or wrong.
    """
    return {each.name: _read(each, node, f"{where}.{each.place.shown}") for each in fields}


def _read(each: Field, node: JsonObject, path: str) -> Any:
    found = each.place.get(node)
    if found is None:
        if each.empty is Absent.NEVER:
            raise NotOurs(path, "is missing")
        return each.empty
    try:
        return each.codec.read(found)
    except NotOurs:
        raise
    except ValueError as fault:
        raise NotOurs(path, str(fault)) from fault


def parts(of: Callable[..., Any], *fields: Field) -> Codec:
    """Several small values, each an extension whose parts are extensions."""

    def write(values: tuple[Any, ...]) -> Json:
        nodes: list[Json] = []
        for value in values:
            node: JsonObject = {}
            write_fields(fields, value, node)
            nodes.append(node["extension"])
        return nodes

    def read(json: Json) -> tuple[Any, ...]:
        listed = json if isinstance(json, list) else []
        return tuple(of(**read_fields(fields, {"extension": each}, "part")) for each in listed)

    return Codec("extension", write, read)


def many(name: str, extension: str, codec: Codec) -> Field:
    """A field of several small values."""
    return Field(name, Extension(extension, codec.key, repeats=True), codec, empty=())


def _inside(here: Any, step: str | int, fresh: Json) -> Any:
    if isinstance(here, dict):
        return here.setdefault(step, fresh)
    if isinstance(step, int) and step == len(here):
        here.append(fresh)
    return here[step]


def _set(here: Any, step: str | int, value: Json) -> None:
    if isinstance(here, list) and step == len(here):
        here.append(value)
    else:
        here[step] = value
