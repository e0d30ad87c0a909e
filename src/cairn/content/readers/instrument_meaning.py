"""What an instrument file says scores mean: bands, cut-offs, change, recovery, safety flags."""

from decimal import Decimal

from cairn.content.readers.fields import Fields
from cairn.domain.instruments.definition import Item
from cairn.domain.instruments.flags import FlagKind, SafetyFlag, Urgency
from cairn.domain.instruments.meaning import (
    Band,
    BandSet,
    ChangeKind,
    ChangeRule,
    Cutoff,
    RecoveryKind,
    RecoveryRule,
    ResponseRule,
)
from cairn.domain.instruments.rules import ScoreRule, Sum

Scores = tuple[ScoreRule, ...]


def read_bands(top: Fields, row: object, scores: Scores) -> BandSet:
    """One band set, written as `from` and `below`, that covers its score's whole range without a gap."""
    fields = _named(top, "bands", row)
    how = _number_score(fields, scores)
    edge: Decimal | None = how.lowest
    bands: list[Band] = []
    for each in fields.rows("bands"):
        band = _named(fields, "band", each)
        start = band.decimal("from")
        if start != edge or start > how.highest:
            band.fault(
                f"the band starts at {start}: a gap or an overlap.",
                f"Start it at {edge}, where the one before it ends.",
            )
        bands.append(Band(band.text("id"), band.wording("title"), start))
        edge = band.decimal_or_none("below")
        band.close()
        if edge is not None and edge <= start:
            band.fault("the band is empty.", "Let 'below' be more than 'from'.")
    if edge is not None or len({band.id for band in bands}) != len(bands):
        fields.fault(
            "the bands do not cover the range, or two share an id.",
            "Leave 'below' out of the last band only, and give each band its own id.",
        )
    read = BandSet(fields.text("id"), fields.text("score"), tuple(bands), fields.citation("source"))
    fields.close()
    return read


def read_cutoff(top: Fields, row: object, scores: Scores) -> Cutoff:
    """One cut-off: `from`, and `to` where the source gives a range."""
    fields = _named(top, "cutoff", row)
    how = _number_score(fields, scores)
    lowest = fields.decimal("from")
    highest = fields.decimal("to") if fields.has("to") else lowest
    if not how.lowest < lowest <= highest <= how.highest:
        fields.fault("the cut-off lies outside the score's range.", "Mend 'from' and 'to'.")
    cutoff = Cutoff(
        id=fields.text("id"),
        score=fields.text("score"),
        title=fields.wording("title"),
        lowest=lowest,
        highest=highest,
        population=fields.text("population"),
        citation=fields.citation("source"),
    )
    fields.close()
    return cutoff


def read_change(top: Fields, row: object, scores: Scores) -> ChangeRule:
    """One number of points and what it is evidence of."""
    fields = _named(top, "change", row)
    how = _number_score(fields, scores)
    points, up_to = fields.decimal("points"), fields.decimal_or_none("up_to")
    if not 0 < points <= (points if up_to is None else up_to) <= how.highest - how.lowest:
        fields.fault("no two scores differ by so much.", "Mend 'points' and 'up_to'.")
    rule = ChangeRule(
        id=fields.text("id"),
        kind=fields.code("kind", ChangeKind),
        score=fields.text("score"),
        points=points,
        up_to=up_to,
        population=fields.text("population"),
        citation=fields.citation("source"),
    )
    fields.close()
    return rule


def read_response(top: Fields, scores: Scores) -> ResponseRule:
    """The percentage that counts as a response."""
    fields = top.inner("response")
    _number_score(fields, scores)
    percent = fields.decimal("percent")
    if not 0 < percent <= 100:  # noqa: PLR2004 - a percentage
        fields.fault("'percent' is no percentage.", "Write a number above 0 and up to 100.")
    rule = ResponseRule(fields.text("score"), percent, fields.citation("source"))
    fields.close()
    return rule


def read_recovery(top: Fields, row: object, scores: Scores) -> RecoveryRule:
    """One threshold of the well side."""
    fields = _named(top, "recovery", row)
    how = _number_score(fields, scores)
    below, at_most = fields.decimal_or_none("below"), fields.decimal_or_none("at_most")
    threshold = at_most if below is None else below
    if (below is None) == (at_most is None) or threshold is None:
        fields.fault("it needs exactly one threshold.", "Write either 'below' or 'at_most'.")
    if not how.lowest <= threshold <= how.highest:
        fields.fault("the threshold lies outside the score's range.", "Mend it.")
    rule = RecoveryRule(
        id=fields.text("id"),
        kind=fields.code("kind", RecoveryKind),
        score=fields.text("score"),
        below=below,
        at_most=at_most,
        citation=fields.citation("source"),
    )
    fields.close()
    return rule


def read_flag(top: Fields, row: object, items: tuple[Item, ...]) -> SafetyFlag:
    """One safety flag on an item that exists, raised by an answer it offers."""
    fields = _named(top, "flag", row)
    number, at_least = fields.text("item"), fields.integer("at_least")
    values = next((item.values for item in items if item.number == number), None)
    if values is None:
        fields.fault(f"there is no item '{number}'.", "Use an item's number.")
    if at_least not in values:
        fields.fault(f"item {number} cannot be answered {at_least}.", "Use one of its values.")
    flag = SafetyFlag(
        id=fields.text("id"),
        item=number,
        at_least=at_least,
        kind=fields.code("kind", FlagKind),
        urgency=fields.code("urgency", Urgency),
        title=fields.wording("title"),
        citation=fields.citation("source"),
    )
    fields.close()
    return flag


def _named(top: Fields, kind: str, row: object) -> Fields:
    fields = Fields(top.file, f"{top.entry}, {kind}", row)
    fields.entry = f"{fields.entry} {fields.text('id')}"
    return fields


def _number_score(fields: Fields, scores: Scores) -> Sum:
    score = fields.text("score")
    how = next((rule.how for rule in scores if rule.id == score), None)
    if not isinstance(how, Sum):
        fields.fault(f"'{score}' is not a score with a number.", "Name one of the instrument's sums.")
    return how
