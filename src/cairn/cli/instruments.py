"""`cairn instruments`: the measures this version knows."""

import argparse
from decimal import Decimal

from cairn.cli.terminal import Exit, add_json_option, say, say_json
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import SymptomCount
from cairn.domain.instruments.rules import ScoreRule


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "instruments",
        help="list the measures",
        description="The measures that can be scored, and their terms.",
    )
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """List every instrument."""
    known = list(instruments().values())
    if arguments.json:
        say_json({"instruments": [_as_json(instrument) for instrument in known]})
    else:
        say("\n".join(_as_line(instrument) for instrument in known))
    return Exit.DONE


def _as_line(instrument: Instrument) -> str:
    scored = sum(item.scored for item in instrument.items)
    rule = instrument.primary
    reach = "no range" if rule.lowest is None else f"{shown(rule.lowest)} to {shown(rule.highest)}"
    drafts = [each.id for each in instrument.scores if each.draft]
    asides = [
        f"{instrument.rater}-rated",
        f"tier {instrument.licence.tier.value}",
        "" if instrument.is_worded else "no wording here",
        instrument.status,
        f"not given: {', '.join(drafts)}" if drafts else "",
    ]
    return (
        f"{instrument.key:<20} {instrument.title.en}: {scored} scored items, {reach}, {instrument.recall.en} "
        f"({'; '.join(filter(None, asides))})"
    )


def _as_json(instrument: Instrument) -> dict[str, object]:
    return {
        "id": instrument.id,
        "version": instrument.version,
        "key": instrument.key,
        "title": instrument.title.en,
        "construct": instrument.construct.en,
        "rater": instrument.rater,
        "direction": instrument.direction,
        "recall": instrument.recall.en,
        "status": instrument.status,
        "worded": instrument.is_worded,
        "one_of": [list(group) for group in instrument.one_of],
        "notes": [note.en for note in instrument.notes],
        "licence": {
            "tier": int(instrument.licence.tier),
            "holder": instrument.licence.holder,
            "statement": instrument.licence.statement,
            "checked_on": instrument.licence.checked_on.isoformat(),
            "uses": sorted(instrument.licence.uses),
        },
        "loinc": instrument.panel.code if instrument.panel else None,
        "items": [
            {
                "number": item.number,
                "text": item.text.en if item.text else None,
                "values": list(item.values),
                "scored": item.scored,
                "reverse": item.reverse,
                "asked_only_if": [_count_json(count) for count in item.enabled_when],
                "skipped_as": item.skipped_as,
                "loinc": item.code.code if item.code else None,
            }
            for item in instrument.items
        ],
        "scores": [_score_json(rule) for rule in instrument.scores],
    }


def _count_json(count: SymptomCount) -> dict[str, object]:
    of = {each.item: each.at_least for each in count.endorsements}
    return {"at_least": count.minimum, "at_most": count.maximum, "of": of}


def _score_json(rule: ScoreRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "variant": rule.variant,
        "title": rule.title.en,
        "lowest": None if rule.lowest is None else shown(rule.lowest),
        "highest": None if rule.highest is None else shown(rule.highest),
        "draft": rule.draft,
        "loinc": rule.code.code if rule.code else None,
    }


def shown(value: Decimal | None) -> int | float:
    """A number of a score as JSON holds it."""
    plain = value or Decimal(0)
    return int(plain) if plain == plain.to_integral_value() else float(plain)
