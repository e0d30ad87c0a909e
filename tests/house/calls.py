"""Which function calls which, read from the source without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """One function at the top of a module: its dotted name, its keyword-only parameters, what it calls."""

    name: str
    keywords: frozenset[str]
    calls: frozenset[str]

    @property
    def public(self) -> bool:
        return not self.name.rpartition(".")[2].startswith("_")


def functions(source: str, module: str) -> Iterator[Function]:
    """The functions of one module, their calls as dotted names through the module's imports."""
    tree = ast.parse(source)
    known = _imported(tree)
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    known |= {node.name: f"{module}.{node.name}" for node in defined}
    for node in defined:
        yield Function(
            f"{module}.{node.name}",
            frozenset(argument.arg for argument in node.args.kwonlyargs),
            frozenset(_calls(node, known)),
        )


def reaching(found: dict[str, Function], goal: frozenset[str]) -> set[str]:
    """The functions that call one of the goals, directly or through one another."""
    reached: set[str] = set()
    while more := {
        name for name, each in found.items() if name not in reached and each.calls & (goal | reached)
    }:
        reached |= more
    return reached


def _imported(tree: ast.Module) -> dict[str, str]:
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            known |= {alias.asname or alias.name: alias.name for alias in node.names}
    return known


def _calls(function: ast.FunctionDef, known: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and (dotted := _dotted(node.func)):
            first, _, rest = dotted.partition(".")
            if first in known:
                yield f"{known[first]}.{rest}" if rest else known[first]


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := _dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""
