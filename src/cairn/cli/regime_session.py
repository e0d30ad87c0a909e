"""`cairn regime PACK session …`: what the rules of a place ask of one administration session."""

import argparse
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import assert_never

from cairn.cli.regime_json import as_json
from cairn.cli.regime_pack import day_of, pack_lines, pack_named, source_words
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.domain.regimes.judging import amount
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import (
    Found,
    NotEncoded,
    NotKnown,
    OutsideForce,
    Refused,
    SessionRequirements,
    SessionValue,
)

_MOST_CLIENTS = 1_000
_HOUR = 60


def register_session(questions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the question."""
    session = questions.add_parser(
        "session",
        help="an administration session: duration, facilitators, ceilings",
        description="What the rules ask of one administration session. No dose is ever proposed.",
        epilog="exit codes: 0 answered, 1 refused or not in force, 2 unusable input, 3 content fault",
    )
    session.add_argument(
        "--dose-mg",
        action="append",
        required=True,
        metavar="MG",
        help="the client's dose in the unit the rules count in; again for a second dose, they are added",
    )
    session.add_argument("--clients", required=True, metavar="N", help="how many clients take part")
    session.add_argument("--on", required=True, metavar="YYYY-MM-DD", help="the day of the session")
    session.add_argument("--form", help="whole-fungi, homogenized-fungi, extract or edible")
    session.add_argument(
        "--not-first",
        action="store_true",
        help="a later session at the same centre, within the time after the first that the rules name",
    )
    session.add_argument(
        "--group-max-mg", metavar="MG", help="the highest total of any client; else --dose-mg"
    )
    session.add_argument("--occupancy", metavar="N", help="how many people the area may hold")
    add_json_option(session)
    session.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Answer; exit 1 when the session may not be held so, or nothing was in force."""
    pack = pack_named(arguments.pack)
    on, clients = day_of(arguments.on), _count("--clients", arguments.clients)
    dose = sum((_milligrams("--dose-mg", text) for text in arguments.dose_mg), Decimal(0))
    highest = arguments.group_max_mg
    form = _form(pack, arguments.form)
    answer = session_requirements(
        pack,
        dose=dose,
        clients=clients,
        on=on,
        form=form,
        first_at_site=not arguments.not_first,
        group_max=None if highest is None else max(dose, _milligrams("--group-max-mg", highest)),
        occupancy_limit=None if arguments.occupancy is None else _count("--occupancy", arguments.occupancy),
    )
    said = {"dose_mg": str(dose), "clients": clients, "form": form, "first_at_site": not arguments.not_first}
    if arguments.json:
        say_json(as_json(pack, on, said, answer))
    else:
        counted = pack.dose_unit if pack.total_fact is not None else "mg, of what these rules do not say"
        say("\n".join(answer_lines(pack, on, f"{amount(dose, counted)}, {clients} client(s)", answer)))
    return Exit.NO if answer.refused or isinstance(answer.min_duration, OutsideForce) else Exit.DONE


def _milligrams(option: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise BadInput(f"{option}: '{text}' is not a number of milligrams.") from None
    if not number.is_finite() or number <= 0:
        raise BadInput(f"{option}: '{text}' is not an amount above nought.")
    return number


def _count(option: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= _MOST_CLIENTS:
        raise BadInput(f"{option}: '{text}' is not a whole number from 1 to {_MOST_CLIENTS}.")
    return int(text)


def _form(pack: Pack, text: str | None) -> str | None:
    forms = pack.declared["dose.product_form"].values
    code = None if text is None else text.replace("_", "-")
    if code is None or code in forms:
        return code
    raise BadInput(f"--form: '{text}' is not a form. Use {', '.join(forms)}.")


def answer_lines(pack: Pack, on: date, session: str, answer: SessionRequirements) -> Iterator[str]:
    """The answer as a person reads it, line by line."""
    yield from pack_lines(pack, on)
    yield f"Session on {on}: {session}"
    yield ""
    yield f"Duration:     {_value(answer.min_duration, 'at least')}"
    yield f"Facilitators: {_value(answer.facilitators_needed, 'at least')}"
    yield f"Dose:         {_value(answer.ceiling, 'at most')}"
    yield f"Clients:      {_value(answer.group_cap, 'at most')}"
    for broken in answer.broken:
        yield ""
        yield f"Refused: {broken.said}  {source_words(broken.rule, broken.citation)}"
    if answer.gaps:
        yield ""
    for gap in answer.gaps:
        yield f"Open: {gap.said}  {source_words(gap.rule, gap.citation)}"


def _value(value: SessionValue, side: str) -> str:
    match value:
        case Found():
            note = f" {value.note}" if value.note else ""
            weak = "" if value.enforced else " Stops nothing until a reviewer of the site has signed."
            shown = amount(value.value, value.unit) + _hours(value)
            return f"{side} {shown}.{note}{weak}  {source_words(value.rule, value.citation)}"
        case OutsideForce() | NotKnown():
            return f"{value.words}  {source_words(value.rule, value.citation)}"
        case Refused():
            return f"refused. {value.words}  {source_words(value.rule, value.citation)}"
        case NotEncoded():
            return value.words
    assert_never(value)


def _hours(value: Found) -> str:
    hours, rest = divmod(value.value, _HOUR)
    return f" ({hours} h)" if value.unit == "min" and hours and not rest else ""
