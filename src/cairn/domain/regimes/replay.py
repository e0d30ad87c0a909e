"""Making a stored decision again, from the facts it kept."""

from types import MappingProxyType

from cairn.domain.fact_values import from_json
from cairn.domain.facts import Facts
from cairn.domain.regimes.evaluation import outcome_of
from cairn.domain.regimes.outcomes import Outcome, Provenance
from cairn.domain.regimes.pack import Pack


class AnotherTextError(ValueError):
    """The decision was made under another text than the pack at hand."""


def replayed(provenance: Provenance, pack: Pack) -> Outcome:
    """What the rule said then, worked out again. Who had reviewed it is not part of it.

    :raises AnotherTextError: where the pack at hand is not the text of the decision.
    """
    if (pack.key, pack.content_hash) != (provenance.pack, provenance.content_hash):
        raise AnotherTextError(
            f"The decision names {provenance.pack} {provenance.version} ({provenance.content_hash[:12]}), "
            f"at hand is {pack.key} {pack.version} ({pack.content_hash[:12]}). Read that version to replay it."
        )
    kept = {fact: from_json(pack.declared[fact], value) for fact, value in provenance.inputs.items()}
    facts = Facts(pack.declared, MappingProxyType(kept))
    return outcome_of(pack.rule(provenance.rule), pack, facts, provenance.on)
