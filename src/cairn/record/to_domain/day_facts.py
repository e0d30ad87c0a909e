"""What the record says of an administration session, as the facts that regimes ask about."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from cairn.content.readers.paper import papers
from cairn.domain.facts import Codes, FactValue
from cairn.domain.regimes.history import history_facts
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.models import Administration, Consent, Encounter

TOUCH_CONSENT = "supportive-touch-consent"
DOSE_PLAN = "agreed-dose-plan"
STATE_FORM = "client-information-form"
YES = "yes"

_TOTALS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "mg_psilocybin_analyte": ("dose.total_mg_analyte", "dose.group_max_mg_analyte"),
        "mg_total_psilocin": ("dose.total_mg_psilocin", "dose.group_max_mg_psilocin"),
    }
)
"""The facts that hold an agreed total, by the unit it was agreed in. No unit is ever turned into another."""


def on_file(consents: frozenset[str], administration: Administration | None) -> frozenset[str]:
    """The documents in force: what was signed, what it stands for, and the dose plan where one was agreed."""
    agreed = administration is not None and bool(administration.plan)
    serving = {papers()[code].stands_for for code in consents if code in papers()}
    stood_for = frozenset(code for code in serving if code is not None)
    return consents | stood_for | ({DOSE_PLAN} if agreed else frozenset())


def paper_facts(signed: Mapping[str, Consent]) -> dict[str, FactValue]:
    """What was filled in on papers that rules ask about: who signed, and what the state's form says of itself."""
    filled = {code: consent.details or {} for code, consent in signed.items()}
    named = {f"{code}:{signer}" for code, said in filled.items() for signer in said.get("signatures", ())}
    facts: dict[str, FactValue] = {"documents.signatures": Codes(frozenset(named), complete=True)}
    form = filled.get(STATE_FORM, {})
    if form.get("answered") == YES:
        facts["cif.unanswered"] = 0
    if form.get("language") == YES:
        facts["cif.language_unmet"] = False
    return facts


def day_facts(
    encounters: list[Encounter],
    day: Encounter | None,
    administration: Administration | None,
    documents: frozenset[str],
    zone: ZoneInfo,
) -> dict[str, FactValue]:
    """The facts the record itself knows; who is present is stated on the day."""
    plan = administration.plan if administration is not None and administration.plan else {}
    facts: dict[str, FactValue] = {
        "documents.on_file": Codes(documents, complete=True),
        "touch.offered": TOUCH_CONSENT in documents,
    }
    facts |= _preparation(encounters)
    if day is not None:
        facts |= _day(encounters, day, zone)
    if plan.get("unit") in _TOTALS:
        facts |= dict.fromkeys(_TOTALS[plan["unit"]], Decimal(str(plan["most"])))
    if plan.get("form"):
        facts["dose.product_form"] = str(plan["form"])
    return facts


def _preparation(encounters: list[Encounter]) -> dict[str, FactValue]:
    held = [
        row.finished_at for row in _of(encounters, EncounterKind.PREPARATION) if row.finished_at is not None
    ]
    return {"prep.completed_at": max(held), "prep.client_count": 1} if held else {}


def _day(encounters: list[Encounter], day: Encounter, zone: ZoneInfo) -> dict[str, FactValue]:
    before = [
        row
        for row in _of(encounters, EncounterKind.ADMINISTRATION)
        if row.status == EncounterStatus.FINISHED.value and row.pk != day.pk
    ]
    facts: dict[str, FactValue] = {
        "admin.client_count": 1,
        "admin.is_first_at_site": not before,
        "admin.is_first_with_facilitator": not any(row.lead_id == day.lead_id for row in before),
    }
    starts = day.started_at or day.planned_start
    if starts is not None:
        facts["admin.start_at"] = starts
        held = (row.finished_at.astimezone(zone).date() for row in before if row.finished_at is not None)
        facts |= history_facts(held, starts.astimezone(zone).date())
    if day.room is not None:
        facts["admin.area_occupancy_limit"] = day.room.occupancy
    prepared = {row.lead_id for row in _of(encounters, EncounterKind.PREPARATION) if row.lead_id is not None}
    if day.lead_id is not None and prepared:
        facts["admin.facilitator_differs"] = prepared != {day.lead_id}
    first = min((row.finished_at for row in before if row.finished_at is not None), default=None)
    if first is not None:
        facts["admin.first_session_at_site_on"] = first.date()
    return facts


def _of(encounters: list[Encounter], kind: EncounterKind) -> list[Encounter]:
    return [row for row in encounters if row.kind == kind.value]
