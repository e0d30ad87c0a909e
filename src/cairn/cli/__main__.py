"""`python -m cairn.cli`, the same as `cairn`."""

import sys

from cairn.cli import main

sys.exit(main())
