"""`cairn content …`: clinical content checked, listed, shown, and a site's own put in its place."""

import argparse

from cairn.cli import content_add, content_check, content_list, content_show


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its questions."""
    command = subparsers.add_parser("content", help="check, list and add clinical content")
    questions = command.add_subparsers(dest="question", metavar="QUESTION", required=True)
    for question in (content_check, content_add, content_list, content_show):
        question.register(questions)
