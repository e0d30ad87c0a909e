"""Close an administration day: everyone who sat with the client signs its record, and the way goes on."""

import uuid
from datetime import datetime

from django.db import transaction

from cairn.domain.administration.session import SessionState
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.stages import Stage
from cairn.domain.vocabulary import EncounterStatus
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.models import Account, Administration, Signature
from cairn.record.permissions import Permission, require
from cairn.record.selectors.administration import MEANING, record_hash, record_of, still_to_sign
from cairn.record.services.administration import COMPLETED, IN_PROGRESS, STOPPED
from cairn.record.services.encounter import finish_encounter
from cairn.record.services.episode import advance_episode
from cairn.record.services.signature import sign
from cairn.record.to_domain.session_day import session_of
from cairn.record.to_domain.situation import situation_of


@transaction.atomic
def sign_administration(
    *,
    administration: Administration,
    signer: uuid.UUID,
    secret: str,
    by: Actor,
    at: datetime,
    passkey_just_used: bool = False,
) -> Administration:
    """Put one name under the record; the last of those who sat with the client closes the day.

    :param signer: whose name, who may sign on a colleague's tablet: their secret proves it.
    :raises RefusedError: before the release, for somebody who was not there, or with a secret that proves nothing.
    """
    require(by, Permission.ROOM_RUN)
    state = session_of(administration)
    if state.released is None:
        raise RefusedError("not-released", "The record is signed after the client has been released.")
    waiting = still_to_sign(administration, state)
    if signer not in waiting:
        words = "Signed already, or this person did not sit with the client. Only those who did sign."
        raise RefusedError("not-to-sign", words)
    signature = sign(
        account=Account.objects.get(pk=signer),
        secret=secret,
        meaning=MEANING,
        subject=record_of(administration),
        subject_hash=record_hash(administration),
        by=by,
        at=at,
        passkey_just_used=passkey_just_used,
    )
    audit.write(
        "administration.sign",
        by=by,
        at=at,
        patient=administration.patient_id,
        subject=record_of(administration),
        reason=signature.printed_name,
    )
    if waiting == {signer} and administration.status == IN_PROGRESS:
        _complete(administration, state, signature, by, at)
    return administration


def _complete(
    administration: Administration, state: SessionState, signature: Signature, by: Actor, at: datetime
) -> None:
    taken = bool(state.ledger.entries)
    changed = Administration.objects.filter(pk=administration.pk, status=IN_PROGRESS).update(
        status=COMPLETED if taken else STOPPED, signature=signature
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this session")
    administration.refresh_from_db()
    encounter = administration.encounter
    if encounter.status == EncounterStatus.IN_PROGRESS.value:
        finish_encounter(encounter=encounter, by=by, at=at)
    episode = encounter.episode
    if episode.stage != Stage.ADMINISTRATION.value:
        return
    if not taken:
        reason = "The day ended before anything was taken."
        advance_episode(episode=episode, to=Stage.PREPARATION, by=by, at=at, reason=reason)
    elif not [each for each in unmet_before(Stage.INTEGRATION, situation_of(episode, at)) if each.stops]:
        advance_episode(episode=episode, to=Stage.INTEGRATION, by=by, at=at)
