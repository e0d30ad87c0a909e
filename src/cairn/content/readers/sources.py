"""Reads the list of sources that rules and medicines cite, and which of them an entry names."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from cairn.content.loader import load_yaml
from cairn.content.readers.fields import Fields
from cairn.content.source import kept_per_source
from cairn.domain.citations import Citation
from cairn.domain.vocabulary import Grade

FILE: Final = "screening/sources.yaml"
NO_SOURCE: Final = "No source that was read says this."
Sources = Mapping[str, Citation]


@kept_per_source
def listed_sources() -> Sources:
    """Every source, by id."""
    return read_sources_file(load_yaml(FILE))


def read_sources_file(data: Mapping[str, object]) -> Sources:
    """The sources by id, each with the day the reading was closed; an entry's own grade comes later."""
    fields = Fields(FILE, "sources", data)
    read_on = fields.day("read_on")
    found = fields.get("sources")
    if not isinstance(found, dict):
        fields.fault("'sources' is not a mapping.", "Write one source a line, by id.")
    return MappingProxyType({source: _source(source, entry, read_on) for source, entry in found.items()})


def _source(source: str, entry: object, read_on: date) -> Citation:
    fields = Fields(FILE, source, entry)
    url = fields.text("url") if fields.has("url") else None
    citation = Citation(f"{source}: {fields.text('text')}", Grade.U, read_on, url)
    fields.close()
    return citation


def read_sources(fields: Fields, sources: Sources) -> tuple[Citation, tuple[Citation, ...]]:
    """The source whose grade counts, and the further ones; an entry without one says so."""
    grade = fields.code("grade", Grade)
    named = [str(row) for row in fields.rows("sources")]
    odd = [source for source in named if source not in sources]
    if odd:
        fields.fault(f"the source '{odd[0]}' is not listed.", "Add it to screening/sources.yaml.")
    if not named and grade is Grade.A:
        fields.fault("grade A without a source.", "Name the source that was read, or lower the grade.")
    cited = [Citation(s.text, grade, s.read_on, s.url) for s in (sources[source] for source in named)]
    return (cited[0], tuple(cited[1:])) if cited else (Citation(NO_SOURCE, grade), ())
