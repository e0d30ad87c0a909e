"""A decision's provenance as it is stored, and read again."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cairn.domain.regimes.outcomes import Provenance


class NotADecisionError(ValueError):
    """What was stored lacks something a decision needs to be made again."""


def as_stored(provenance: Provenance) -> dict[str, object]:
    """Plain JSON: the pack with its version, its hash, the rule, the day, and the facts it looked at."""
    return {
        "rule": provenance.rule,
        "pack": f"{provenance.pack} {provenance.version}",
        "hash": provenance.content_hash,
        "on": provenance.on.isoformat(),
        "inputs": dict(provenance.inputs),
    }


def from_stored(stored: Mapping[str, object]) -> Provenance:
    """The provenance again.

    :raises NotADecisionError: naming what is missing or misshapen.
    """
    rule, named, content_hash, on = (_text(stored, key) for key in ("rule", "pack", "hash", "on"))
    pack, space, version = named.partition(" ")
    inputs = stored.get("inputs")
    if not space:
        raise NotADecisionError(
            f"'pack' is '{named}'. It names the pack and its version, with a space between."
        )
    if not isinstance(inputs, Mapping):
        raise NotADecisionError("'inputs' is not an object of facts.")
    try:
        day = date.fromisoformat(on)
    except ValueError:
        raise NotADecisionError(f"'on' is '{on}', which is no day.") from None
    facts = MappingProxyType({str(fact): value for fact, value in inputs.items()})
    return Provenance(pack, version, content_hash, rule, day, facts)


def _text(stored: Mapping[str, object], key: str) -> str:
    value = stored.get(key)
    if not isinstance(value, str):
        raise NotADecisionError(f"'{key}' is missing, or is not text.")
    return value
