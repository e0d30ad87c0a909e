"""Choose the threshold profile under which a site screens."""

import hashlib
from datetime import datetime

from django.db import transaction

from cairn.content.readers.screening import profiles
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import Site
from cairn.record.permissions import Permission, require
from cairn.record.services.screening import Signer
from cairn.record.services.signature import sign


@transaction.atomic
def choose_screening_profile(*, site: Site, profile: str, signer: Signer, by: Actor, at: datetime) -> None:
    """Screen under another profile from now on. Screenings that are kept name the one they were made under.

    :raises RefusedError: for a profile there is not, or a signature that does not prove who signs.
    :raises ChangedMeanwhileError: when somebody else chose one since the page was opened.
    """
    require(by, Permission.CONTENT_REVIEW)
    if signer.account.pk != by.account_id:
        raise NotAllowedError("Only the person who read it can sign.")
    chosen = profiles().get(profile)
    if chosen is None:
        words = f"There is no profile '{profile}'. There are: {', '.join(profiles())}."
        raise RefusedError("no-profile", words)
    sign(
        account=signer.account,
        secret=signer.secret,
        passkey_just_used=signer.passkey_just_used,
        meaning="screening profile chosen for the site",
        subject=f"Content/{chosen.key}",
        subject_hash=hashlib.sha256(f"{site.pk} {site.screening_profile} {chosen.key}".encode()).hexdigest(),
        by=by,
        at=at,
    )
    here = Site.objects.filter(pk=site.pk, screening_profile=site.screening_profile)
    if here.update(screening_profile=profile) != 1:
        raise ChangedMeanwhileError(what="the screening profile")
    audit.write("site.screening-profile", by=by, at=at, subject=f"Site/{site.pk}", reason=chosen.key)
