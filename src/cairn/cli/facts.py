"""`cairn facts`: the declared facts a facts file may hold."""

import argparse

from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.screening import profiles, rule_set
from cairn.domain.facts import FactDeclaration
from cairn.domain.screening.rule import Occasion


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "facts",
        help="list the facts that rules may ask about",
        description="Every declared fact with its type, unit, codes and question.",
    )
    command.add_argument(
        "--profile", help="only those the rules of a screening profile ask, such as general or basel"
    )
    command.add_argument(
        "--occasion",
        choices=[occasion.value for occasion in Occasion],
        default=Occasion.SCREENING.value,
        help="with --profile: dose-day adds what belongs to the day of a dose",
    )
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """List them, in the order they are asked."""
    declared = _listed(arguments.profile, Occasion(arguments.occasion))
    if arguments.json:
        say_json({"facts": [_as_json(each) for each in declared]})
    else:
        say("\n".join(_line(each) for each in declared))
    return Exit.DONE


def _listed(profile: str | None, occasion: Occasion) -> list[FactDeclaration]:
    every = declared_facts()
    if profile is None:
        return list(every.values())
    if profile not in profiles():
        raise BadInput(f"There is no profile '{profile}' here. Known: {', '.join(profiles())}.")
    asked = set(rule_set(profile).fact_names[occasion])
    return [declared for fact, declared in every.items() if fact in asked]


def _as_json(declared: FactDeclaration) -> dict[str, object]:
    return {
        "id": declared.id,
        "type": declared.type.value,
        "unit": declared.unit,
        "minimum": None if declared.minimum is None else float(declared.minimum),
        "maximum": None if declared.maximum is None else float(declared.maximum),
        "values": list(declared.values),
        "unsure": list(declared.unsure),
        "asked_of": declared.asked_of,
        "lasts": None if declared.lasts is None else declared.lasts.text,
        "label": dict(declared.label),
        "question": dict(declared.question),
    }


def _line(declared: FactDeclaration) -> str:
    kind = " ".join(filter(None, [declared.type.value, declared.unit]))
    codes = f" ({', '.join(declared.values)})" if declared.values else ""
    return f"{declared.id:<34}{kind}{codes}: {declared.question['en']}"
