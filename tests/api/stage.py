"""Sets a served product's stage, in a process of its own: the cast, what Mar answered, and a token for each case."""

import json
from datetime import timedelta

import django


def main() -> None:
    """Print ids and tokens as JSON."""
    django.setup()
    from django.core.management import call_command

    from cairn.clock import now
    from cairn.record.models import ApiToken
    from cairn.record.services.account import revoke_api_token
    from tests.api.measured import measured
    from tests.api.tokens import token_for
    from tests.cast import actor, assemble

    call_command("migrate", verbosity=0)
    cast = assemble()
    measured(cast)
    revoked = token_for(cast, cast.facilitator)
    revoke_api_token(token_id=ApiToken.objects.get().pk, by=actor(cast.administrator), at=now())
    tokens = {
        "revoked": revoked,
        "expired": token_for(cast, cast.facilitator, timedelta(seconds=-1)),
        "facilitator": token_for(cast, cast.facilitator),
        "stranger": token_for(cast, cast.stranger),
        "administrator": token_for(cast, cast.administrator),
    }
    print(json.dumps({"maren": str(cast.maren.pk), **tokens}))


if __name__ == "__main__":
    main()
