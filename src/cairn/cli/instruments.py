"""`cairn instruments`: the measures this version knows."""

import argparse

from cairn.cli.terminal import Exit, add_json_option, say, say_json
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
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
    return (
        f"{instrument.key:<10} {instrument.title.en}: {scored} scored items, "
        f"{rule.lowest} to {rule.highest}, {instrument.recall.en}"
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
        "licence": {
            "tier": int(instrument.licence.tier),
            "holder": instrument.licence.holder,
            "statement": instrument.licence.statement,
            "checked_on": instrument.licence.checked_on.isoformat(),
        },
        "loinc": instrument.panel.code if instrument.panel else None,
        "items": [
            {
                "number": item.number,
                "text": item.text.en if item.text else None,
                "values": list(item.values),
                "scored": item.scored,
                "loinc": item.code.code if item.code else None,
            }
            for item in instrument.items
        ],
        "scores": [_score_json(rule) for rule in instrument.scores],
    }


def _score_json(rule: ScoreRule) -> dict[str, object]:
    return {
        "id": rule.id,
        "variant": rule.variant,
        "title": rule.title.en,
        "lowest": None if rule.lowest is None else int(rule.lowest),
        "highest": None if rule.highest is None else int(rule.highest),
        "loinc": rule.code.code if rule.code else None,
    }
