"""`cairn regime PACK replay SAVED`: stored decisions made again from what they kept."""

import argparse
from collections.abc import Mapping

from cairn.cli.terminal import BadInput, Exit, add_json_option, read_json, say, say_json
from cairn.content.readers.regime import pack_as_decided
from cairn.domain.facts import FactRefusedError
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.regimes.replay import AnotherTextError, replayed
from cairn.domain.regimes.stored import NotADecisionError, from_stored


def register_replay(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    command = questions.add_parser(
        "replay",
        help="stored decisions, made again with the text and the facts they kept",
        description="The answer of `check --json`, or the decisions a record keeps of an administration session.",
        epilog="exit codes: 0 each says the same, 1 one says something else, 2 unusable input, 3 content fault",
    )
    command.add_argument("saved", help="a JSON file, or - for standard input")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Make each decision of this pack again."""
    stored = [each for each in _decisions(read_json(arguments.saved)) if _is_of(each, arguments.pack)]
    if not stored:
        raise BadInput(f"{arguments.saved} holds no decision of {arguments.pack}.")
    again = [(each, _again(each)) for each in stored]
    same = all(each.get("standing") == outcome.standing for each, outcome in again)
    if arguments.json:
        say_json({"same": same, "decisions": [_json(each, outcome) for each, outcome in again]})
    else:
        say("\n".join(_line(each, outcome) for each, outcome in again))
    return Exit.DONE if same else Exit.NO


def _decisions(document: object) -> list[Mapping[str, object]]:
    found = document.get("rules", document.get("outcomes")) if isinstance(document, Mapping) else document
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise BadInput("Expected the answer of `check --json`, or an object with a list of 'outcomes'.")
    return [{**each, **_provenance(each)} for each in found]


def _provenance(stored: Mapping[str, object]) -> Mapping[str, object]:
    kept = stored.get("provenance", {})
    return kept if isinstance(kept, Mapping) else {}


def _is_of(stored: Mapping[str, object], pack: str) -> bool:
    return str(stored.get("pack", "")).partition(" ")[0] == pack


def _again(stored: Mapping[str, object]) -> Outcome:
    try:
        provenance = from_stored(stored)
        return replayed(provenance, pack_as_decided(provenance))
    except (NotADecisionError, AnotherTextError, FactRefusedError) as fault:
        raise BadInput(f"{stored.get('rule')} cannot be made again. {fault}") from fault
    except KeyError as fault:
        raise BadInput(f"The text of that decision has no rule or fact {fault}.") from fault


def _json(stored: Mapping[str, object], outcome: Outcome) -> dict[str, object]:
    return {
        "rule": outcome.rule,
        "pack": f"{outcome.provenance.pack} {outcome.provenance.version}",
        "on": outcome.provenance.on.isoformat(),
        "stored": stored.get("standing"),
        "again": outcome.standing,
        "said": outcome.said,
    }


def _line(stored: Mapping[str, object], outcome: Outcome) -> str:
    same = stored.get("standing") == outcome.standing
    seen = outcome.provenance
    said = "again" if same else f"was {stored.get('standing')}, now"
    return f"{outcome.rule:<20}{said} {outcome.standing}  [{seen.pack} {seen.version}, {seen.on}]  {outcome.said}"
