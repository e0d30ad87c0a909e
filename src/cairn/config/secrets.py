"""Secrets live in files of the data folder that only their owner may read, or in the environment; never in the code."""

import base64
import json
import os
import secrets
from pathlib import Path


def read_or_make(path: Path, make: str) -> str:
    """The text of a secret file; made once, readable by its owner only, where it does not exist yet."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(make)
    return make


def signing_key(folder: Path) -> str:
    """The key that signs sessions and tokens."""
    return os.environ.get("CAIRN_SECRET_KEY") or read_or_make(
        folder / "signing.key", secrets.token_urlsafe(64)
    )


def key_ring(folder: Path) -> dict[str, object]:
    """The ring of keys that encrypt narratives: ``{"current": id, "keys": {id: base64 of 32 bytes}}``."""
    fresh = {"current": "k0000001", "keys": {"k0000001": base64.b64encode(secrets.token_bytes(32)).decode()}}
    text = os.environ.get("CAIRN_KEY_RING") or read_or_make(folder / "narratives.json", json.dumps(fresh))
    ring: dict[str, object] = json.loads(text)
    return ring
