"""`cairn score INSTRUMENT ANSWERS`: a score, or what is missing; safety flags either way."""

import argparse
from collections.abc import Iterator, Mapping
from decimal import Decimal

from cairn.cli.terminal import BadInput, Exit, add_json_option, read_json, say, say_json
from cairn.content.readers.instrument import instruments, skeleton_of
from cairn.content.readers.instrument_refused import refused_instruments
from cairn.content.readers.value_set import value_sets
from cairn.domain.instruments.answers import AnswersRefused
from cairn.domain.instruments.cutoff import Cutoff, CutoffState
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.flags import FlagState, FlagStatus
from cairn.domain.instruments.meaning import is_asserted
from cairn.domain.instruments.scoring import (
    Amount,
    Category,
    Incomplete,
    Reason,
    Result,
    Score,
    Unscored,
    flags,
    score,
)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "score",
        help="score one set of answers",
        description=(
            'Answers are a JSON object by canonical item number: {"1": 2, "2": 0, "3": null}. '
            "An item that is null or left out is unanswered, never nought."
        ),
        epilog="exit codes: 0 scored, 1 incomplete or a draft, 2 answers or usage refused, 3 content fault",
    )
    command.add_argument("instrument", help="an id such as phq-9, or a version such as phq-9@1")
    command.add_argument("answers", help="a JSON file, or - for standard input")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Score the answers; exit 1 when they are incomplete."""
    instrument = instrument_named(arguments.instrument)
    answers = read_json(arguments.answers)
    if not isinstance(answers, dict):
        raise BadInput('Answers are a JSON object by item number, such as {"1": 2, "2": 0}.')
    states = flags(instrument, answers)
    try:
        result = score(instrument, answers, value_sets=value_sets())
    except AnswersRefused as refused:
        _refuse(arguments, refused, states)
        return Exit.UNUSABLE
    if arguments.json:
        say_json(_as_json(instrument, result, states))
    else:
        say("\n".join([*_as_lines(instrument, result), *_flag_lines(states)]))
    return Exit.DONE if _status(result) == "scored" else Exit.NO


def instrument_named(name: str) -> Instrument:
    """The instrument of that id or key.

    :raises BadInput: where there is none, naming those there are.
    """
    alone = skeleton_of(name.partition("@")[0])  # scoring needs neither the others nor a site's words
    if alone is not None and name in {alone.id, alone.key}:
        return alone
    known = instruments()
    found = known.get(name.partition("@")[0])
    refused = refused_instruments().get(name.partition("@")[0])
    if refused is not None:
        raise BadInput(f"{refused.title.en} is not scored here. {refused.why.en}")
    if found is None or name not in {found.id, found.key}:
        keys = ", ".join(instrument.key for instrument in known.values())
        raise BadInput(f"There is no instrument {name!r} here. Known: {keys}.")
    return found


def _refuse(arguments: argparse.Namespace, refused: AnswersRefused, states: tuple[FlagState, ...]) -> None:
    if arguments.json:
        say_json(
            {
                "instrument": refused.instrument,
                "status": "refused",
                "refused": [
                    {"item": each.item, "code": each.code, "words": each.words} for each in refused.refusals
                ],
                "flags": [_flag_json(state) for state in states],
            }
        )
        return
    refusals = "\n".join(each.words for each in refused.refusals)
    raise BadInput("\n".join([f"{refused.instrument}: no score.", refusals, *_flag_lines(states)]))


def _as_json(
    instrument: Instrument, result: Score | Incomplete, states: tuple[FlagState, ...]
) -> dict[str, object]:
    primary = result.primary if isinstance(result, Score) else None
    return {
        "instrument": instrument.key,
        "status": _status(result),
        "definition": instrument.status,
        "score": _number(primary.value) if isinstance(primary, Amount) else None,
        "band": primary.band if isinstance(primary, Amount) else None,
        "missing": list(result.missing) if isinstance(result, Incomplete) else [],
        "scores": [_result_json(each) for each in result.results],
        "cutoffs": [
            _cutoff_json(cutoff, value)
            for cutoff in instrument.cutoffs
            if (value := _value_of(result, cutoff.score)) is not None
        ],
        "flags": [_flag_json(state) for state in states],
    }


def _status(result: Score | Incomplete) -> str:
    if isinstance(result, Incomplete):
        return "incomplete"
    refused = all(isinstance(each, Unscored) and each.reason is Reason.DRAFT for each in result.results)
    return "draft" if refused else "scored"


def _result_json(each: Result) -> Mapping[str, object]:
    match each:
        case Amount():
            value = _number(each.value)
            return {"id": each.score, "variant": each.variant, "value": value, "band": each.band}
        case Category():
            return {"id": each.score, "variant": each.variant, "outcome": each.outcome}
        case Unscored():
            refused = {"unscored": each.reason, "words": each.words}
            return {"id": each.score, "variant": each.variant, "value": None, "band": None, **refused}


def _value_of(result: Score | Incomplete, score_id: str) -> Decimal | None:
    for each in result.results:
        if each.score == score_id and isinstance(each, Amount):
            return each.value
    return None


def _cutoff_json(cutoff: Cutoff, value: Decimal) -> Mapping[str, object]:
    return {
        "id": cutoff.id,
        "score": cutoff.score,
        "state": cutoff.state(value),
        "population": cutoff.population,
        "sex": cutoff.sex,
        "jurisdiction": cutoff.jurisdiction,
        "grade": cutoff.citation.grade,
        "asserted": is_asserted(cutoff.citation),
        "then": cutoff.then.en if cutoff.then else None,
    }


def _flag_json(state: FlagState) -> Mapping[str, object]:
    return {
        "id": state.flag.id,
        "item": state.flag.item,
        "kind": state.flag.kind,
        "state": state.status,
        "urgency": state.flag.urgency if state.status is FlagStatus.RAISED else None,
    }


def _as_lines(instrument: Instrument, result: Score | Incomplete) -> list[str]:
    lines = []
    if isinstance(result, Incomplete):
        missing = f"Missing: {', '.join(result.missing)}."
        if all(isinstance(each, Unscored) for each in result.results):
            return [f"{instrument.key}: incomplete, no score. {missing}"]
        lines.append(f"{instrument.key}: incomplete. {missing}")
    return [*lines, *(_line(instrument, each) for each in result.results), *_cutoff_lines(instrument, result)]


def _line(instrument: Instrument, each: Result) -> str:
    rule = instrument.score_rule(each.score)
    match each:
        case Amount():
            band = f", {each.band}" if each.band else ""
            of = "" if rule.highest is None else f" of {_number(rule.highest)}"
            return f"{rule.title.en}: {_number(each.value)}{of}{band}"
        case Category():
            return f"{rule.title.en}: {rule.outcome_title(each.outcome).en}"
        case Unscored():
            return f"{rule.title.en}: no score ({each.reason}). {each.words}"


def _cutoff_lines(instrument: Instrument, result: Score | Incomplete) -> Iterator[str]:
    for cutoff in instrument.cutoffs:
        value = _value_of(result, cutoff.score)
        if value is None or cutoff.state(value) not in {CutoffState.REACHED, CutoffState.WITHIN_RANGE}:
            continue
        whom = "".join(f", {each}" for each in (cutoff.sex, cutoff.jurisdiction) if each)
        then = f" {cutoff.then.en}." if cutoff.then else ""
        grade = "" if is_asserted(cutoff.citation) else f" Not verified (grade {cutoff.citation.grade})."
        state = cutoff.state(value).replace("-", " ")
        yield f"{cutoff.title.en} ({cutoff.population}{whom}): {state}.{then}{grade}"


def _flag_lines(states: tuple[FlagState, ...]) -> list[str]:
    words = {
        FlagStatus.RAISED: "RAISED: a named person must know now",
        FlagStatus.CLEAR: "clear",
        FlagStatus.NOT_ASSESSED: "not assessed",
    }
    return [f"{state.flag.title.en} (item {state.flag.item}): {words[state.status]}." for state in states]


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
