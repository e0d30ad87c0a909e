"""A kept roadmap as the sheet that is printed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cairn.components.documents.sheet import RoadmapSheet
from cairn.record.selectors.care_plan import CarePlan, roadmap_of
from cairn.record.selectors.patient import Patient


def plan_sheet(
    patient: Patient, plan: CarePlan, *, made_at: datetime, intention: str | None = None
) -> RoadmapSheet:
    """One version of a person's roadmap, to be printed.

    :param intention: their own words, where they are to be printed.
    """
    site = patient.site
    return RoadmapSheet(
        roadmap=roadmap_of(plan),
        centre=site.name,
        contact=" · ".join(part for part in (site.phone, site.email) if part),
        called=patient.called,
        version=plan.version,
        agreed_on=None if plan.agreed_at is None else plan.agreed_at.astimezone(ZoneInfo(site.zone)).date(),
        made_at=made_at,
        intention=intention,
    )
