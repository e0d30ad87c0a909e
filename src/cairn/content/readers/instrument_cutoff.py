"""The cut-offs of an instrument file: from which side, for whom, where, and what reaching one calls for."""

from decimal import Decimal

from cairn.content.readers.fields import Fields
from cairn.content.readers.instrument_meaning import Scores, named, range_of
from cairn.domain.instruments.cutoff import Cutoff, Reaching
from cairn.domain.vocabulary import AdministrativeGender

_SEXES = (AdministrativeGender.FEMALE, AdministrativeGender.MALE)


def read_cutoff(top: Fields, row: object, scores: Scores) -> Cutoff:
    """One cut-off: `from`, and `to` where the source gives a range, or `at_most` or `below` where it is downward."""
    fields = named(top, "cutoff", row)
    lowest, highest = range_of(fields, scores)
    reached, start, end = _threshold(fields)
    if not _inside(reached, start, end, lowest, highest):
        fields.fault("the cut-off lies outside the score's range.", "Mend its numbers.")
    cutoff = Cutoff(
        id=fields.text("id"),
        score=fields.text("score"),
        title=fields.wording("title"),
        lowest=start,
        highest=end,
        population=fields.text("population"),
        citation=fields.citation("source"),
        reached=reached,
        sex=_sex(fields) if fields.has("sex") else None,
        jurisdiction=fields.text("jurisdiction") if fields.has("jurisdiction") else None,
        then=fields.wording_or_none("then"),
    )
    fields.close()
    return cutoff


def _threshold(fields: Fields) -> tuple[Reaching, Decimal, Decimal]:
    written = [key for key in ("from", "at_most", "below") if fields.has(key)]
    if len(written) != 1:
        fields.fault("it needs exactly one threshold.", "Write one of 'from', 'at_most' and 'below'.")
    start = fields.decimal(written[0])
    if written[0] == "from":
        return Reaching.AT_LEAST, start, fields.decimal("to") if fields.has("to") else start
    return Reaching.BELOW if written[0] == "below" else Reaching.AT_MOST, start, start


def _inside(reached: Reaching, start: Decimal, end: Decimal, lowest: Decimal, highest: Decimal) -> bool:
    """Whether some score reaches it and some score does not."""
    if reached is Reaching.AT_MOST:
        return lowest <= start < highest
    return lowest < start <= end <= highest


def _sex(fields: Fields) -> AdministrativeGender:
    sex = fields.code("sex", AdministrativeGender)
    if sex not in _SEXES:
        fields.fault(f"no source gives a cut-off for '{sex}'.", "Use female or male, or leave it out.")
    return sex
