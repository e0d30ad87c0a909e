"""Measures that are not shipped: `instruments_refused.yaml`, so that a search for one finds the reason."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.content.loader import list_yaml, load_yaml
from cairn.content.readers.fields import Fields, read_citation
from cairn.content.source import kept_per_source
from cairn.domain.instruments.refused import RefusedInstrument

FILE = "instruments_refused.yaml"


@kept_per_source
def refused_instruments() -> Mapping[str, RefusedInstrument]:
    """Every refused measure by id, in the file's order.

    :raises ContentFaultError: for an entry that cannot be used, or a measure that is shipped after all.
    """
    shipped = [file.partition("/")[2].removesuffix(".yaml") for file in list_yaml("instruments")]
    return read_refused_instruments(load_yaml(FILE), FILE, frozenset(shipped))


def read_refused_instruments(
    data: Mapping[str, object], file: str, shipped: frozenset[str]
) -> Mapping[str, RefusedInstrument]:
    """Turn the file's mapping into refusals.

    :param shipped: the ids of the measures that have a file.
    """
    top = Fields(file, "file", dict(data))
    found: dict[str, RefusedInstrument] = {}
    for row in top.rows("refused"):
        fields = Fields(file, "refused", row)
        each = _refused(fields)
        if each.id in found:
            fields.fault("stands twice.", "Keep one of the two.")
        if each.id in shipped:
            fields.fault("has a file of its own and is refused here.", "Take one of the two out.")
        found[each.id] = each
    top.close()
    return MappingProxyType(found)


def _refused(fields: Fields) -> RefusedInstrument:
    fields.entry = fields.text("id")
    references = tuple(
        read_citation(Fields(fields.file, f"{fields.entry}, reference", row))
        for row in fields.rows("references")
    )
    refused = RefusedInstrument(
        id=fields.entry,
        title=fields.wording("title"),
        holder=fields.text("holder"),
        why=fields.wording("why"),
        references=references,
    )
    fields.close()
    if not references:
        fields.fault("names no reference.", "Say where the measure was published.")
    return refused
