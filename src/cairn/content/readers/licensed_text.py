"""A site's licensed text: one YAML file for one version of one measure, checked against the skeleton."""

from collections.abc import Mapping

from cairn.content.loader import ContentFaultError
from cairn.content.readers.fields import Fields
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.licensed_text import LicensedText, ScaleEnds, misfits
from cairn.domain.instruments.wording import Wording


def read_licensed_text(data: Mapping[str, object], file: str, skeleton: Instrument) -> LicensedText:
    """Turn one file's mapping into a text that fits the skeleton.

    :raises ContentFaultError: for what cannot be read, and for a text that does not fit, naming every misfit.
    """
    text = licensed_text_in(data, file)
    found = misfits(skeleton, text)
    if found:
        do = f"Compare it with `cairn content show {skeleton.id}`."
        raise ContentFaultError(file, text.instrument, " ".join(found), do)
    return text


def licensed_text_in(data: Mapping[str, object], file: str) -> LicensedText:
    """The text of a file, whether it fits or not.

    :raises ContentFaultError: for what cannot be read.
    """
    top = Fields(file, "file", dict(data))
    top.entry = top.text("instrument")
    licence = top.inner("licence")
    text = LicensedText(
        instrument=top.entry,
        holder_reference=licence.text("holder_reference"),
        permitted_until=licence.day("permitted_until") if licence.has("permitted_until") else None,
        stem=top.wording_or_none("stem"),
        instructions=top.wording_or_none("instructions"),
        items=_wordings(top.inner("items")),
        value_sets=_value_sets(top.inner("value_sets")) if top.has("value_sets") else {},
        scale_ends=_scale_ends(top.inner("scales")) if top.has("scales") else {},
    )
    licence.close()
    top.close()
    return text


def _wordings(fields: Fields) -> dict[str, Wording]:
    return {key: fields.wording(key) for key in fields.written()}


def _value_sets(fields: Fields) -> dict[str, dict[int, Wording]]:
    return {name: _answers(fields.inner(name)) for name in fields.written()}


def _answers(fields: Fields) -> dict[int, Wording]:
    answers = {}
    for key in fields.written():
        if not key.removeprefix("-").isdecimal():
            fields.fault(f"'{key}' is no answer's number.", 'Write the raw value in quotes, such as "0".')
        answers[int(key)] = fields.wording(key)
    return answers


def _scale_ends(fields: Fields) -> dict[str, ScaleEnds]:
    ends = {}
    for key in fields.written():
        inner = fields.inner(key)
        ends[key] = ScaleEnds(inner.wording("low"), inner.wording("high"))
        inner.close()
    return ends
