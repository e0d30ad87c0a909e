"""Tokens for accounts of the cast."""

from datetime import timedelta

from cairn.clock import now
from cairn.record.models import Account
from cairn.record.services.account import make_api_token
from tests.cast import Cast, actor


def token_for(cast: Cast, account: Account | None, lives: timedelta = timedelta(days=1)) -> str:
    assert account is not None
    return make_api_token(
        account=account, name="registry", lives=lives, by=actor(cast.administrator), at=now()
    )
