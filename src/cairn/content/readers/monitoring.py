"""The administration day: `monitoring.yaml` to the schedule, the alarm ladder and the release criteria."""

from collections.abc import Mapping

from cairn.content.loader import load_yaml
from cairn.content.readers.alarm_ladder import read_codes, read_ladder, read_rows
from cairn.content.readers.fields import Fields
from cairn.content.source import kept_per_source
from cairn.domain.administration.day_rules import DayRules
from cairn.domain.administration.monitoring import Check, Schedule, Watch
from cairn.domain.administration.phases import Phase, PhaseStart
from cairn.domain.administration.release_rules import Criterion, Judged, Settled
from cairn.domain.citations import Citation
from cairn.domain.vocabulary import Role

FILE = "monitoring.yaml"


@kept_per_source
def day_rules() -> DayRules:
    """The rules of the day that come with the package: proposals until a medical director sets them."""
    return read_day_rules(load_yaml(FILE))


def read_day_rules(data: Mapping[str, object]) -> DayRules:
    """Turn the file's mapping into rules.

    :raises ContentFaultError: naming the entry and the mend.
    """
    top = Fields(FILE, "file", dict(data))
    top.entry = top.text("id")
    set_by = None if top.get("set_by") is None else top.text("set_by")
    phases, phases_source = _phases(top.inner("phases"))
    release = top.inner("release")
    rules = DayRules(
        id=top.entry,
        set_by=set_by,
        phases=phases,
        phases_source=phases_source,
        schedule=_schedule(top.inner("schedule")),
        ladder=read_ladder(top.inner("ladder"), set_by),
        settled=_settled(release.inner("settled")),
        criteria=tuple(_criterion(entry) for entry in read_rows(release, "criteria")),
    )
    release.close()
    top.close()
    return rules


def _phases(fields: Fields) -> tuple[tuple[PhaseStart, ...], Citation]:
    starts = []
    for position, row in enumerate(fields.rows("starts"), start=1):
        entry = Fields(FILE, f"{fields.entry}, start {position}", row)
        starts.append(PhaseStart(entry.code("phase", Phase), entry.integer("minute")))
        entry.close()
    minutes = [start.minute for start in starts]
    if minutes[:1] != [0] or minutes != sorted(set(minutes)):
        fields.fault("the phases do not follow each other from minute 0.", "Order them by their minutes.")
    source = fields.citation("source")
    fields.close()
    return tuple(starts), source


def _schedule(fields: Fields) -> Schedule:
    checks = []
    for entry in read_rows(fields, "checks"):
        checks.append(Check(entry.entry, entry.integer("minute"), read_codes(entry, "watches", Watch)))
        entry.close()
    minutes = [check.minute for check in checks]
    if not minutes or minutes != sorted(set(minutes)):
        fields.fault("the checks do not follow each other.", "Order them by their minutes, each minute once.")
    schedule = Schedule(
        id=fields.text("id"),
        checks=tuple(checks),
        early_minutes=fields.integer("early_minutes"),
        grace_minutes=fields.integer("grace_minutes"),
        source=fields.citation("source"),
    )
    fields.close()
    return schedule


def _settled(fields: Fields) -> Settled:
    settled = Settled(
        systolic_below=fields.integer("systolic_below"),
        diastolic_below=fields.integer("diastolic_below"),
        near_baseline=fields.integer("near_baseline"),
        pulse_below=fields.integer("pulse_below"),
        intensity_at_most=fields.integer("intensity_at_most"),
        reading_age=fields.integer("reading_age"),
    )
    fields.close()
    return settled


def _criterion(fields: Fields) -> Criterion:
    criterion = Criterion(
        id=fields.entry,
        words=fields.text("words"),
        judged=fields.code("judged", Judged),
        who=read_codes(fields, "who", Role),
        how=fields.text("how"),
        source=fields.citation("source"),
    )
    fields.close()
    return criterion
