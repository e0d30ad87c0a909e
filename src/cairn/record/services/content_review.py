"""Sign that a piece of clinical content was read, and is answered for at a site."""

import hashlib
from datetime import datetime

from django.db import transaction

from cairn.record.actor import Actor
from cairn.record.errors import NotAllowedError
from cairn.record.models import ContentReview, Site
from cairn.record.permissions import Permission, require
from cairn.record.services.screening import Signer
from cairn.record.services.signature import sign
from cairn.record.services.site import review_content


@transaction.atomic
def sign_content_review(
    *, site: Site, content: str, version: str, signer: Signer, by: Actor, at: datetime, note: str = ""
) -> ContentReview:
    """Sign for a rule or a text as it stands in one version.

    :param content: a rule's id, a pack's key, or the key of another text.
    :raises RefusedError: when the signature does not prove who signs. Nothing is then recorded.
    """
    require(by, Permission.CONTENT_REVIEW)
    if signer.account.pk != by.account_id:
        raise NotAllowedError("Only the person who read it can sign.")
    sign(
        account=signer.account,
        secret=signer.secret,
        passkey_just_used=signer.passkey_just_used,
        meaning="content read and answered for",
        subject=f"Content/{content}",
        subject_hash=hashlib.sha256(f"{site.pk} {content} {version} {note}".encode()).hexdigest(),
        by=by,
        at=at,
    )
    return review_content(site=site, content=content, version=version, by=by, at=at, note=note)
