"""A one-time code as an authenticator shows it: RFC 6238 with SHA-1, six digits, thirty seconds."""

import base64
import hashlib
import hmac
import struct
import time

PERIOD = 30


def code(secret: str, at: float | None = None) -> str:
    """The code of a secret at a moment of the clock, now where none is given."""
    counter = int(time.time() if at is None else at) // PERIOD
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
