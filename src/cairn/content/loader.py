"""The one loader of clinical content: YAML from the package, with faults that say where and what to do."""

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml


class ContentFaultError(ValueError):
    """A content file cannot be used.

    :param file: the file, relative to the content folder.
    :param entry: the entry's id, or where in the file it stands.
    :param what: what is wrong.
    :param do: what to do about it.
    """

    def __init__(self, file: str, entry: str, what: str, do: str) -> None:
        """Name the file, the entry, the fault and the mend."""
        super().__init__(f"{file}, {entry}: {what} {do}")
        self.file, self.entry, self.what, self.do = file, entry, what, do


class _StrictLoader(yaml.CSafeLoader):
    """Safe YAML that refuses a key written twice, which plain YAML would silently drop."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[object, object]:
    seen: dict[object, object] = {}
    for key_node, value_node in node.value:
        key, value = (loader.construct_object(part, deep=True) for part in (key_node, value_node))
        if key in seen:
            problem = f"the key '{key}' stands twice"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        seen[key] = value
    return seen


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _place(path: str) -> Traversable:
    return files("cairn.content").joinpath(*path.split("/"))


def load_yaml(path: str) -> dict[str, object]:
    """Read one YAML mapping.

    :param path: relative to the content folder, such as ``screening/general.yaml``.
    :raises ContentFaultError: when it is no readable mapping.
    """
    return parse_yaml(_place(path).read_text(encoding="utf-8"), path)


def parse_yaml(text: str, path: str) -> dict[str, object]:
    """Read one YAML mapping from text; ``path`` is what a fault will name."""
    try:
        # The loader is a safe one: it builds plain data only.
        data = yaml.load(text, Loader=_StrictLoader)  # noqa: S506
    except yaml.YAMLError as fault:
        what = f"is not readable YAML: {fault}."
        raise ContentFaultError(path, "file", what, "Mend the line it names.") from fault
    if not isinstance(data, dict):
        raise ContentFaultError(path, "file", "is not a mapping.", "Start it with a key, such as 'id:'.")
    return data


def list_yaml(folder: str) -> Iterator[str]:
    """The YAML files of a content folder, by name, as paths ``load_yaml`` takes."""
    for entry in sorted(_place(folder).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            yield f"{folder}/{entry.name}"


def content_hash(path: str) -> str:
    """The SHA-256 of a content file, in hex: what a stored decision names so that it can be replayed."""
    return hashlib.sha256(_place(path).read_bytes()).hexdigest()
