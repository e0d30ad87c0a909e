"""`cairn medicines resolve NAME …`: what a medicine name means, or that nobody knows."""

import argparse

from cairn.cli.medicine_json import as_json, lines, usable
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.readers.medicine import medicine_dictionary
from cairn.domain.medicines.resolving import Resolved, resolve


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser("medicines", help="what medicine names mean")
    questions = command.add_subparsers(dest="question", metavar="QUESTION", required=True)
    question = questions.add_parser(
        "resolve",
        help="names to ingredients and classes",
        description=(
            "A name as it was typed, with dose and form or without. What is not recognised is not assessed: names that "
            "look like it are offered, none is assumed."
        ),
        epilog="exit codes: 0 every name recognised, 1 one is not, or not wholly, 2 unusable input, 3 content fault",
    )
    question.add_argument("names", nargs="*", metavar="NAME", help='such as "Zoloft 50 mg daily"')
    question.add_argument("--rxnorm", metavar="CODE", help="the RxNorm code stated with the one name")
    add_json_option(question)
    question.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Resolve each name; exit 1 when something was not recognised."""
    names = [usable(name) for name in arguments.names]
    code = arguments.rxnorm
    if code is not None and (not code.isascii() or not code.isdigit() or len(names) > 1):
        raise BadInput("--rxnorm is a number, such as 312938, stated with one name at most.")
    if not names and code is None:
        raise BadInput('Nothing was asked. Write a name, such as "Zoloft 50 mg daily".')
    known = medicine_dictionary()
    meant = [(name, resolve(name, known, code)) for name in names or [f"RxNorm {code}"]]
    if arguments.json:
        say_json({"medicines": [as_json(name, meaning) for name, meaning in meant]})
    else:
        say("\n".join(line for name, meaning in meant for line in lines(name, meaning)))
    return Exit.DONE if all(isinstance(meaning, Resolved) for _, meaning in meant) else Exit.NO
