"""Narratives are encrypted with keys kept outside the database: AES-256-GCM, a ring of keys, bound to their place."""

import base64
import os
from dataclasses import dataclass
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FORMAT = b"\x01"
ID_LENGTH = 8
NONCE_LENGTH = 12


class UnreadableError(Exception):
    """An encrypted value cannot be read: its key is missing, or it was changed or moved."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id; the current one encrypts, all of them decrypt."""

    current: str
    keys: dict[str, AESGCM]

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypt for one place (table, column, row): the result can be read nowhere else."""
        nonce = os.urandom(NONCE_LENGTH)
        return (
            FORMAT
            + self.current.encode()
            + nonce
            + self.keys[self.current].encrypt(nonce, plain, place.encode())
        )

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what was sealed for a place.

        :raises UnreadableError: when the key is not on the ring, or the value was changed or moved.
        """
        start = len(FORMAT) + ID_LENGTH
        key_id = sealed[len(FORMAT) : start].decode("ascii", errors="replace")
        if sealed[: len(FORMAT)] != FORMAT or key_id not in self.keys:
            message = f"The key '{key_id}' that {place} was encrypted with is not on the ring. Add it to the key ring."
            raise UnreadableError(message)
        nonce, body = sealed[start : start + NONCE_LENGTH], sealed[start + NONCE_LENGTH :]
        try:
            return self.keys[key_id].decrypt(nonce, body, place.encode())
        except InvalidTag:
            message = (
                f"{place} was changed outside Cairn, or moved from another row. Restore it from a backup."
            )
            raise UnreadableError(message) from None


@cache
def ring() -> KeyRing:
    """The ring the settings name."""
    stated: dict[str, Any] = settings.CAIRN_KEY_RING
    keys = {key_id: AESGCM(base64.b64decode(key)) for key_id, key in stated["keys"].items()}
    return KeyRing(current=stated["current"], keys=keys)
