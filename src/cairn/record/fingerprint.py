"""The fingerprint of plain data: what a signature binds to."""

import hashlib
import json


def fingerprint(value: object) -> str:
    """SHA-256 of data that JSON can hold; the order of its keys makes no difference."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
