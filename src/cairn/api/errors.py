"""Refusals as FHIR OperationOutcome: what happened, and what is possible instead. Never health data, never HTML."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.fhir.json_values import JsonObject
from cairn.record.errors import NotAllowedError, NotFoundError, RefusedError

_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
RETRY_AFTER_S = 60


class ApiRefusedError(Exception):
    """A request that is not answered with what it asked for.

    :param status: HTTP's number.
    :param code: of FHIR's IssueType.
    :param words: for whoever writes the other program.
    """

    def __init__(self, status: int, code: str, words: str, headers: Mapping[str, str] = _NO_HEADERS) -> None:
        """Keep what the answer is made of."""
        super().__init__(words)
        self.status = status
        self.code = code
        self.words = words
        self.headers = headers


def bad_request(words: str, code: str = "invalid") -> ApiRefusedError:
    """The request itself is wrong."""
    return ApiRefusedError(400, code, words)


def not_found() -> ApiRefusedError:
    """There is none, or the reader may not know that there is: the same words in both cases."""
    return ApiRefusedError(404, "not-found", "There is nothing here that this account can open.")


def from_refusal(refused: RefusedError) -> ApiRefusedError:
    """A refusal of the record as an answer."""
    if isinstance(refused, NotFoundError):
        return not_found()
    if isinstance(refused, NotAllowedError):
        return ApiRefusedError(403, "forbidden", refused.words)
    if refused.code == "too-often":
        words = f"Too many requests. Wait {RETRY_AFTER_S} seconds, then go on more slowly."
        return ApiRefusedError(429, "throttled", words, {"Retry-After": str(RETRY_AFTER_S)})
    return ApiRefusedError(409, "conflict", refused.words)


def outcome(code: str, words: str, severity: str = "error") -> JsonObject:
    """An OperationOutcome with one issue."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": severity, "code": code, "diagnostics": words}],
    }
