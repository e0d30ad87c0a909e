"""Who is behind a request to the API: a token's account, or staff signed in here with a second factor."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from cairn.api.errors import ApiRefusedError
from cairn.components.limits import address_of, count
from cairn.components.session import actor_of, second_factor_given
from cairn.record.actor import Actor
from cairn.record.selectors.account import Account
from cairn.record.selectors.api_token import working_token
from cairn.record.services.account import fingerprint

SCHEME = "bearer"
CHALLENGE = 'Bearer realm="Cairn"'
READS_A_MINUTE = 600
WRONG_TOKENS_A_MINUTE = 30
LONGEST_TOKEN = 200


def actor_behind(request: HttpRequest, at: datetime) -> Actor:
    """The account that reads. A request that names a token is never answered by a session instead.

    :raises ApiRefusedError: 401, in the same words whether a token never was, ran out or was withdrawn.
    :raises RefusedError: when it reads, or tries tokens, too often.
    """
    header = request.headers.get("Authorization")
    actor = _by_session(request) if header is None else _by_token(request, header, at)
    count(f"fhir:{actor.account_id}", most=READS_A_MINUTE, seconds=60)
    return actor


def _by_token(request: HttpRequest, header: str, at: datetime) -> Actor:
    scheme, _, token = header.partition(" ")
    row = None
    if scheme.lower() == SCHEME and 0 < len(token) <= LONGEST_TOKEN:
        row = working_token(fingerprint(token.strip()), at)
    if row is None:
        count(f"fhir-token:{address_of(request)}", most=WRONG_TOKENS_A_MINUTE, seconds=60)
        raise _unauthorized(
            "This token does not work (any more). Ask an administrator of the centre for a new one.",
            f'{CHALLENGE}, error="invalid_token"',
        )
    account = row.account
    timezone.activate(account.site.zone)
    patient = getattr(account, "patient", None)
    return Actor(
        account_id=account.pk,
        name=account.name,
        roles=account.role_set,
        site_id=account.site_id,
        patient_id=patient.pk if patient else None,
        device=f"API token “{row.name}”"[:120],
    )


def _by_session(request: HttpRequest) -> Actor:
    account = request.user
    if not isinstance(account, Account):
        raise _unauthorized("Send a token of this centre: Authorization: Bearer …")
    actor = actor_of(request)
    if actor.is_staff and not second_factor_given(request):
        raise _unauthorized("This session lacks the second factor. Finish signing in, or send a token.")
    timezone.activate(account.site.zone)
    return actor


def _unauthorized(words: str, challenge: str = CHALLENGE) -> ApiRefusedError:
    return ApiRefusedError(401, "login", words, {"WWW-Authenticate": challenge})
