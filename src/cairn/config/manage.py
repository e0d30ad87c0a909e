"""The administrator's command line, ``cairn-admin``."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
