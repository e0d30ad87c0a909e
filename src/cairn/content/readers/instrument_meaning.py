"""What an instrument file says scores mean: bands, change, response, recovery, safety flags."""

from decimal import Decimal

from cairn.content.readers.fields import Fields
from cairn.domain.instruments.definition import Direction
from cairn.domain.instruments.flags import FlagKind, SafetyFlag, Urgency
from cairn.domain.instruments.item import Item
from cairn.domain.instruments.meaning import (
    Band,
    BandSet,
    ChangeKind,
    ChangeRule,
    RecoveryKind,
    RecoveryRule,
    ResponseRule,
    reliable_points,
)
from cairn.domain.instruments.rules import ScoreRule

Scores = tuple[ScoreRule, ...]


def read_bands(top: Fields, row: object, scores: Scores) -> BandSet:
    """One band set, written as `from` and `below`, that covers its score's whole range without a gap."""
    fields = named(top, "bands", row)
    lowest, highest = range_of(fields, scores)
    if not lowest.is_finite():
        fields.fault("its score has no range to cover.", "Give the score a 'range'.")
    edge: Decimal | None = lowest
    bands: list[Band] = []
    for each in fields.rows("bands"):
        band = named(fields, "band", each)
        start = band.decimal("from")
        if start != edge or start > highest:
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


def read_change(top: Fields, row: object, scores: Scores) -> ChangeRule:
    """One number of points and what it is evidence of."""
    fields = named(top, "change", row)
    lowest, highest = range_of(fields, scores)
    sd, r = fields.decimal_or_none("sd"), fields.decimal_or_none("r")
    points, up_to = _points(fields, sd, r), fields.decimal_or_none("up_to")
    if not 0 < points <= (points if up_to is None else up_to) <= highest - lowest:
        fields.fault("no two scores differ by so much.", "Mend 'points' and 'up_to', or 'sd' and 'r'.")
    rule = ChangeRule(
        id=fields.text("id"),
        kind=fields.code("kind", ChangeKind),
        score=fields.text("score"),
        points=points,
        up_to=up_to,
        population=fields.text("population"),
        citation=fields.citation("source"),
        sd=sd,
        r=r,
    )
    fields.close()
    return rule


def _points(fields: Fields, sd: Decimal | None, r: Decimal | None) -> Decimal:
    if fields.has("points") == (sd is not None) or (sd is None) != (r is None):
        fields.fault("it needs either 'points', or 'sd' and 'r'.", "Write one of the two.")
    if sd is None or r is None:
        return fields.decimal("points")
    if not 0 <= r < 1:
        fields.fault("'r' is no reliability.", "Write a number from 0 up to, but not, 1.")
    if fields.has("up_to"):
        fields.fault("one 'sd' and 'r' give one number.", "Leave 'up_to' out.")
    return reliable_points(sd, r)


def read_response(top: Fields, scores: Scores) -> ResponseRule:
    """The percentage that counts as a response."""
    fields = top.inner("response")
    range_of(fields, scores)
    percent = fields.decimal("percent")
    if not 0 < percent <= 100:  # noqa: PLR2004 - a percentage
        fields.fault("'percent' is no percentage.", "Write a number above 0 and up to 100.")
    rule = ResponseRule(fields.text("score"), percent, fields.citation("source"))
    fields.close()
    return rule


def read_recovery(top: Fields, row: object, scores: Scores, direction: Direction) -> RecoveryRule:
    """One threshold of the well side, on the side where the well are."""
    fields = named(top, "recovery", row)
    lowest, highest = range_of(fields, scores)
    written = [key for key in ("below", "at_most", "at_least", "above") if fields.has(key)]
    if len(written) != 1:
        fields.fault(
            "it needs exactly one threshold.", "Write one of 'below', 'at_most', 'at_least' and 'above'."
        )
    well = Direction.HIGHER_IS_BETTER if written[0] in {"at_least", "above"} else Direction.HIGHER_IS_WORSE
    if direction is not well:
        fields.fault(f"'{written[0]}' is not the well side here.", "Compare it with 'direction'.")
    if not lowest <= fields.decimal(written[0]) <= highest:
        fields.fault("the threshold lies outside the score's range.", "Mend it.")
    rule = RecoveryRule(
        id=fields.text("id"),
        kind=fields.code("kind", RecoveryKind),
        score=fields.text("score"),
        below=fields.decimal_or_none("below"),
        at_most=fields.decimal_or_none("at_most"),
        citation=fields.citation("source"),
        at_least=fields.decimal_or_none("at_least"),
        above=fields.decimal_or_none("above"),
    )
    fields.close()
    return rule


def read_flag(top: Fields, row: object, items: tuple[Item, ...]) -> SafetyFlag:
    """One safety flag on an item that exists, raised by an answer it offers."""
    fields = named(top, "flag", row)
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


def named(top: Fields, kind: str, row: object) -> Fields:
    """An entry under its own id."""
    fields = Fields(top.file, f"{top.entry}, {kind}", row)
    fields.entry = f"{fields.entry} {fields.text('id')}"
    return fields


def range_of(fields: Fields, scores: Scores) -> tuple[Decimal, Decimal]:
    """The range of the score an entry names; without end where a number has none that is known."""
    score = fields.text("score")
    rule = next((rule for rule in scores if rule.id == score), None)
    if rule is None or not rule.is_number:
        fields.fault(f"'{score}' is not a score with a number.", "Name one of the instrument's numbers.")
    if rule.lowest is None or rule.highest is None:
        return Decimal("-Infinity"), Decimal("Infinity")
    return rule.lowest, rule.highest
