"""The one loader of clinical content: YAML, with faults that say where and what to do."""

import gc
import hashlib
import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from cairn.content.source import current


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


_TEXT: Final = "tag:yaml.org,2002:str"
_LIST: Final = "tag:yaml.org,2002:seq"
_MAPPING: Final = "tag:yaml.org,2002:map"
_TRUTH: Final = "tag:yaml.org,2002:bool"
_LONGEST_FILE: Final = 2_000_000
_MOST_BRACKETS: Final = 10_000
_NESTED_ON_ONE_LINE: Final = re.compile(r"(?:[-?] ){50}")


class _Composer(yaml.CSafeLoader):
    """Safe YAML, read by libyaml into nodes; what a plain scalar is, is told by its first character at once."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """The tag of a node that has none written."""
        if kind is not yaml.ScalarNode:
            return _LIST if kind is yaml.SequenceNode else _MAPPING
        if implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                if pattern.match(value):
                    return str(tag)
        return _TEXT

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Nothing here depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing here depends on where a node stands."""


class _Building:
    """Plain data out of one document's nodes, in one walk.

    :ivar problems: a key written twice, which plain YAML would silently drop; and a reference (``*name``),
        which hides from a reader what an entry says.
    """

    def __init__(self, composer: _Composer) -> None:
        self.problems: list[str] = []
        self._composer, self._met = composer, set[int]()

    def value(self, node: yaml.Node) -> object:
        """The value of a node: by far the most are texts."""
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _TEXT else self._composer.construct_object(node)
        if id(node) in self._met:
            self._problem("a reference ('*') is used", node)
            return None
        self._met.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each) for each in node.value]
        return self._mapping(node)

    def _mapping(self, node: yaml.Node) -> dict[object, object]:
        built: dict[object, object] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self._problem("a key is no plain word", key_node)
            elif key in built:
                self._problem(f"the key '{key}' stands twice", key_node)
            built[key] = self.value(value_node)
        return built

    def _key(self, node: yaml.ScalarNode) -> object:
        """A key; YAML would take 'on' and 'no' for true and false, and nobody means that of a key."""
        return node.value if node.tag == _TRUTH else self.value(node)

    def _problem(self, what: str, node: yaml.Node) -> None:
        self.problems.append(f"{what} (line {node.start_mark.line + 1})")


def load_yaml(path: str) -> dict[str, object]:
    """Read one YAML mapping.

    :param path: relative to the content folder, such as ``screening/general.yaml``.
    :raises ContentFaultError: when it is no readable mapping.
    """
    source = current()
    if path in source.amended:
        return source.amended[path]
    try:
        text = source.place(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise ContentFaultError(
            path, "file", "cannot be read as UTF-8 text.", "Check that it is there, and save it as UTF-8."
        ) from fault
    return parse_yaml(text, path)


def parse_yaml(text: str, path: str) -> dict[str, object]:
    """Read one YAML mapping from text; ``path`` is what a fault will name."""
    _check_size(text, path)
    collecting = gc.isenabled()
    gc.disable()  # a file becomes many small things and no circles: looking for circles would take half the time
    try:
        composer = _Composer(text)
        root = composer.get_single_node()
        building = _Building(composer)
        data = None if root is None else building.value(root)
    except (yaml.YAMLError, ValueError) as fault:
        what = f"is not readable YAML: {_said(fault)}."
        raise ContentFaultError(path, "file", what, "Mend the line it names.") from fault
    except RecursionError as fault:
        raise ContentFaultError(path, "file", "is nested too deeply.", "Write it flatter.") from fault
    finally:
        if collecting:
            gc.enable()
    if building.problems:
        what = f"is not readable YAML: {', and '.join(building.problems)}."
        raise ContentFaultError(path, "file", what, "Mend the line it names.")
    if not isinstance(data, dict):
        raise ContentFaultError(path, "file", "is not a mapping.", "Start it with a key, such as 'id:'.")
    return data


def _said(fault: yaml.YAMLError | ValueError) -> str:
    """The fault in one line."""
    if isinstance(fault, yaml.MarkedYAMLError) and fault.problem_mark is not None:
        return f"{fault.problem} (line {fault.problem_mark.line + 1})"
    return " ".join(str(fault).split())


def _check_size(text: str, path: str) -> None:
    """Refuse what libyaml would go too deep into: it does not look after its own stack."""
    brackets = text.count("[") + text.count("{")
    if len(text) > _LONGEST_FILE or brackets > _MOST_BRACKETS or _NESTED_ON_ONE_LINE.search(text):
        raise ContentFaultError(path, "file", "is too large or nested too deeply.", "Split it into files.")


def list_yaml(folder: str) -> Iterator[str]:
    """The YAML files of a content folder, by name, as paths ``load_yaml`` takes.

    :raises ContentFaultError: for a site's file with the name of one that is there already.
    """
    yield from list_files(folder, ".yaml")


def list_files(folder: str, ending: str) -> Iterator[str]:
    """The files of a content folder that end so, by name."""
    source = current()
    for name in source.names(folder, ending):
        path = f"{folder}/{name}"
        if source.taken(path):
            raise ContentFaultError(
                path, "file", "the product has a file of this name.", "Give yours another name and id."
            )
        yield path


def content_hash(path: str) -> str:
    """The SHA-256 of a content file, in hex: what a stored decision names so that it can be replayed."""
    return hashlib.sha256(current().place(path).read_bytes()).hexdigest()
