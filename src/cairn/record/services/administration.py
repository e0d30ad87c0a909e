"""The administration day: agree a dose with the client, start the session, sign its record."""

import uuid
from datetime import datetime

from django.db import transaction

from cairn.content.readers.monitoring import day_rules
from cairn.domain.administration.codes import DosePart
from cairn.domain.administration.dose import DosePlan, Ledger, unmet_before_dose
from cairn.domain.pathway.situation import Situation
from cairn.domain.pathway.stages import Stage
from cairn.domain.pathway.unmet import Unmet
from cairn.domain.quantities import incomparable
from cairn.domain.regimes.outcomes import Outcome
from cairn.domain.regimes.stored import as_stored
from cairn.domain.vocabulary import EncounterKind, EncounterStatus, Severity
from cairn.record import audit
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.fingerprint import fingerprint
from cairn.record.models import Account, Administration, Encounter
from cairn.record.permissions import Permission, require
from cairn.record.services.consent import record_consent
from cairn.record.services.encounter import start_encounter
from cairn.record.services.episode import advance_episode
from cairn.record.services.session_event import open_session
from cairn.record.to_domain.screening import local_day
from cairn.record.to_domain.session_day import AgreedDose, day_regime
from cairn.record.to_domain.start_gates import AGREED_DOSE_PLAN, start_gates

PREPARATION, IN_PROGRESS, COMPLETED, STOPPED, _ = Administration.STATUSES


class GatesUnmetError(RefusedError):
    """Something stands before the session.

    :param unmet: what, who can resolve it, and how.
    """

    def __init__(self, unmet: tuple[Unmet, ...]) -> None:
        """Say the first, and how many there are."""
        more = f" {len(unmet) - 1} more stand with it." if len(unmet) > 1 else ""
        super().__init__("gates-unmet", f"The session cannot start: {unmet[0].what}{more} {unmet[0].how}")
        self.unmet = unmet


@transaction.atomic
def assign_day(
    *,
    encounter: Encounter,
    room_id: uuid.UUID | None,
    lead_id: uuid.UUID | None,
    second_id: uuid.UUID | None,
    by: Actor,
    at: datetime,
) -> Encounter:
    """Give a planned day its room and the two who will sit with the client."""
    require(by, Permission.EPISODE_ADVANCE)
    if lead_id is not None and lead_id == second_id:
        raise RefusedError("same-person", "The two facilitators are two people. Choose another one.")
    changed = Encounter.objects.filter(pk=encounter.pk, status=EncounterStatus.PLANNED.value).update(
        room_id=room_id, lead_id=lead_id, second_id=second_id
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this day: it has begun, or was called off")
    encounter.refresh_from_db()
    subject = f"Encounter/{encounter.pk}"
    audit.write("encounter.assign", by=by, at=at, patient=encounter.patient_id, subject=subject)
    return encounter


@transaction.atomic
def plan_dose(
    *,
    encounter: Encounter,
    agreed: AgreedDose,
    signed_name: str,
    seen: datetime | None,
    by: Actor,
    at: datetime,
) -> Administration:
    """Write down the dose a client and their facilitator agreed, and file it as the agreed dose plan.

    :param signed_name: the client's name as they wrote it under the plan.
    :param seen: when the plan the writer looked at was made; None where there was none.
    :raises RefusedError: where the plan contradicts itself or the regime's ceiling.
    """
    require(by, Permission.DOSE_PLAN)
    _check_plan(encounter, agreed, at)
    if encounter.kind != EncounterKind.ADMINISTRATION.value:
        raise RefusedError("not-a-day", "A dose is agreed for an administration session only.")
    administration, _made = Administration.objects.get_or_create(
        encounter=encounter, defaults={"patient_id": encounter.patient_id}
    )
    changed = Administration.objects.filter(pk=administration.pk, status=PREPARATION, planned_at=seen).update(
        planned_at=at, planned_by=by.account
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="the dose plan, or the session has begun")
    administration.refresh_from_db()
    administration.plan = agreed.as_json()
    administration.save(update_fields=["plan"])
    record_consent(
        episode=encounter.episode,
        kind=AGREED_DOSE_PLAN,
        text=f"{AGREED_DOSE_PLAN}@1",
        text_hash=fingerprint(agreed.as_json()),
        language=encounter.patient.language,
        signed_name=signed_name,
        details={**agreed.as_json(), "encounter": str(encounter.pk)},
        by=by,
        at=at,
    )
    _audit("dose.plan", administration, by, at)
    return administration


def _check_plan(encounter: Encounter, agreed: AgreedDose, at: datetime) -> None:
    plan = agreed.plan
    clash = incomparable(plan.initial, plan.maximum)
    if clash is not None:
        raise RefusedError("incomparable", f"{clash.what} {clash.why} {clash.do}")
    if plan.maximum.value < plan.initial.value:
        words = f"The most, {plan.maximum}, is less than the first dose, {plan.initial}. Look at both again."
        raise RefusedError("most-below-first", words)
    ceiling = day_regime(encounter, at).ceiling
    # The regime's ceiling is asked of the most, as if it were given at once.
    at_once = DosePlan(plan.maximum, plan.maximum)
    stands = unmet_before_dose(plan.maximum, DosePart.INITIAL, Ledger(), plan=at_once, ceiling=ceiling)
    over = [unmet for unmet in stands if unmet.severity is Severity.BLOCK]
    if over:
        raise RefusedError(over[0].id, f"{over[0].what} Agree a lower amount. ({over[0].source})")


@transaction.atomic
def start_administration(
    *,
    encounter: Encounter,
    facilitators: tuple[uuid.UUID, ...],
    representative: uuid.UUID | None,
    by: Actor,
    at: datetime,
) -> Administration:
    """Begin the session: every gate is asked here, with who is present now.

    :param facilitators: the accounts of those in the room with the client.
    :param representative: somebody else of the centre who stays on the premises.
    :raises GatesUnmetError: with everything that stands before it.
    """
    require(by, Permission.ROOM_RUN)
    if not is_its_day(encounter, at):
        words = "This session is planned for another day. Move it to today first; its gates are asked for its day."
        raise RefusedError("another-day", words)
    here = _staff(facilitators, by)
    other = _staff((representative,), by) if representative is not None else ()
    if not here:
        raise RefusedError("nobody-here", "Say who is in the room: a session has at least one facilitator.")
    if representative in facilitators:
        words = "The centre's representative is somebody besides the facilitators. Choose another person."
        raise RefusedError("same-person", words)
    stated = {"admin.facilitators_present": len(here), "admin.site_representatives_present": len(other)}
    gates = start_gates(encounter, at, stated)
    if gates.stopping:
        raise GatesUnmetError(gates.stopping)
    start_encounter(encounter=encounter, by=by, at=at)
    if encounter.episode.stage != Stage.ADMINISTRATION.value:
        advance_episode(episode=encounter.episode, to=Stage.ADMINISTRATION, by=by, at=at)
    administration = _begin(encounter, gates.situation, at)
    open_session(administration=administration, facilitators=here, representatives=other, by=by, at=at)
    _audit("administration.start", administration, by, at)
    return administration


def is_its_day(encounter: Encounter, at: datetime) -> bool:
    """Whether it is the calendar day, at the site, for which a session is planned: what belongs to it is asked then."""
    site, planned = encounter.episode.site, encounter.planned_start
    return planned is not None and local_day(site, planned) == local_day(site, at)


def _staff(ids: tuple[uuid.UUID, ...], by: Actor) -> tuple[Account, ...]:
    found = Account.objects.filter(pk__in=ids, site_id=by.site, is_active=True).order_by("name")
    return tuple(found)


def _begin(encounter: Encounter, situation: Situation, at: datetime) -> Administration:
    administration, _made = Administration.objects.get_or_create(
        encounter=encounter, defaults={"patient_id": encounter.patient_id}
    )
    changed = Administration.objects.filter(pk=administration.pk, status=PREPARATION).update(
        status=IN_PROGRESS, started_at=at
    )
    if changed != 1:
        raise ChangedMeanwhileError(what="this session")
    administration.refresh_from_db()
    administration.requirements = {
        "at": at.isoformat(),
        "day_rules": day_rules().id,
        "regime": encounter.episode.site.regime,
        "outcomes": [_snapshot(outcome) for outcome in situation.requirements],
    }
    administration.save(update_fields=["requirements"])
    return administration


def _snapshot(outcome: Outcome) -> dict[str, object]:
    return {
        **as_stored(outcome.provenance),
        "standing": outcome.standing.value,
        "enforced": outcome.enforced,
        "said": outcome.said,
        "source": outcome.citation.text,
        "grade": outcome.citation.grade.value,
    }


def _audit(action: str, administration: Administration, by: Actor, at: datetime) -> None:
    subject = f"Administration/{administration.pk}"
    audit.write(action, by=by, at=at, patient=administration.patient_id, subject=subject)
