"""Checks the resources we export: what R4 requires of each, and the codes of its closed bindings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cairn.fhir.bindings import BINDINGS, CHOICES, REQUIRED, TYPES
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject, object_in, objects_in, text_in


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing R4 does not allow.

    :param path: such as ``Observation/abc.status``.
    """

    path: str
    what: str


class Unexportable(ValueError):
    """A bundle that must not leave, because it would not be FHIR R4; names every fault."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults for the caller."""
        shown = "; ".join(f"{fault.path}: {fault.what}" for fault in faults[:5])
        super().__init__(f"{len(faults)} faults, so nothing was exported: {shown}.")
        self.faults = faults


def refuse_faulty(bundle: JsonObject) -> None:
    """Refuse a bundle that R4 does not allow.

    :raises Unexportable: naming the faults.
    """
    faults = bundle_faults(bundle)
    if faults:
        raise Unexportable(faults)


def bundle_faults(bundle: JsonObject) -> tuple[Fault, ...]:
    """Every fault of a bundle, of its resources, and of the references between them."""
    resources = [object_in(entry, "resource") for entry in objects_in(bundle, "entry")]
    names = [f"{text_in(each, 'resourceType')}/{text_in(each, 'id')}" for each in resources]
    found = list(resource_faults(bundle))
    found += [
        Fault(name, "stands twice") for name in sorted({name for name in names if names.count(name) > 1})
    ]
    for name, resource in zip(names, resources, strict=True):
        found += resource_faults(resource)
        found += [Fault(name, f"refers to {each}, which is not here") for each in _lost(resource, set(names))]
    return tuple(found)


def resource_faults(resource: JsonObject) -> tuple[Fault, ...]:
    """Every fault of one resource: its kind, its required elements, its closed codes, anything empty."""
    kind = text_in(resource, "resourceType")
    where = f"{kind or '?'}/{text_in(resource, 'id') or '?'}"
    if kind not in REQUIRED:
        return (Fault(where, "is of a kind we do not export"),)
    return (
        *_missing(resource, kind, where),
        *_unbound(resource, kind, where),
        *(Fault(f"{where}{path}", "is empty") for path in _empty(resource)),
    )


def _missing(resource: JsonObject, kind: str, where: str) -> Iterator[Fault]:
    for path in REQUIRED[kind]:
        if not any(True for _ in _at(resource, path)):
            yield Fault(f"{where}.{path}", "is required")
    for choice in CHOICES.get(kind, ()):
        stated = [key for key in resource if key.startswith(choice) and key[len(choice) :] in TYPES]
        if len(stated) != 1:
            yield Fault(f"{where}.{choice}[x]", f"needs exactly one, has {len(stated)}")


def _unbound(resource: JsonObject, kind: str, where: str) -> Iterator[Fault]:
    for path, codes in BINDINGS.get(kind, _NONE).items():
        for found in _at(resource, path):
            if found not in codes:
                yield Fault(f"{where}.{path}", f"“{str(found)[:40]}” is not one of its codes")


_NONE: Mapping[str, frozenset[str]] = MappingProxyType({})


def _at(node: Json, path: str) -> Iterator[Json]:
    """Every value at a dotted path, through lists."""
    if isinstance(node, list):
        for each in node:
            yield from _at(each, path)
    elif not path:
        yield node
    elif isinstance(node, dict):
        step, _, rest = path.partition(".")
        if step in node:
            yield from _at(node[step], rest)


def _empty(node: Json, path: str = "") -> Iterator[str]:
    """Paths of empty texts, lists, objects and nulls: FHIR has none of them."""
    if node is None or node in ("", [], {}):
        yield path
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _empty(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _empty(value, f"{path}[{index}]")


def _lost(node: Json, names: set[str]) -> Iterator[str]:
    if isinstance(node, dict):
        reference = node.get("reference")
        if isinstance(reference, str) and reference not in names:
            yield reference
        for value in node.values():
            yield from _lost(value, names)
    elif isinstance(node, list):
        for value in node:
            yield from _lost(value, names)
