"""`cairn content …`: clinical content checked, listed, shown, and a site's own put in its place."""

import argparse

from cairn.cli import content_check


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its questions."""
    command = subparsers.add_parser("content", help="check, list and add clinical content")
    questions = command.add_subparsers(dest="question", metavar="QUESTION", required=True)
    content_check.register(questions)
