"""How a gate of a roadmap becomes somebody's task, and which gates need none."""

from collections.abc import Mapping
from typing import Any, Final

GATE: Final = "roadmap:"
"""Before the id of a gate, in what a task is because of."""
_CONDITION: Final = "condition:"
_PROVED: Final = frozenset({"screening-accepted", "rescreened"})


def needs_task(gate: Mapping[str, Any]) -> bool:
    """Whether somebody must say that a gate of a stored roadmap is met.

    The screening and its decision prove some by themselves; a condition of the screening has its task already.
    """
    return gate["id"] not in _PROVED and not gate["id"].startswith(_CONDITION)
