"""The alarm ladder of `monitoring.yaml`."""

from enum import StrEnum
from typing import TypeVar

from cairn.content.readers.fields import Fields
from cairn.domain.administration.codes import Sign
from cairn.domain.administration.ladder import Ladder, Repeat, Rung, Trigger

Code = TypeVar("Code", bound=StrEnum)


def read_ladder(fields: Fields, set_by: str | None) -> Ladder:
    """The alarms, each with at least one trigger that can be met.

    :raises ContentFaultError: for a rung without triggers, a trigger without limits, or an id used twice.
    """
    inner = fields.inner("repeat")
    repeat = Repeat(
        inner.integer("first_minutes"), inner.integer("first_times"), inner.integer("later_minutes")
    )
    inner.close()
    rungs = tuple(_rung(entry) for entry in read_rows(fields, "rungs"))
    ladder = Ladder(rungs, fields.integer("together_minutes"), repeat, set_by)
    fields.close()
    return ladder


def read_rows(fields: Fields, key: str) -> tuple[Fields, ...]:
    """The entries of a list, each named by its id in faults; an id may stand once."""
    entries: list[Fields] = []
    for position, row in enumerate(fields.rows(key), start=1):
        entry = Fields(fields.file, f"{fields.entry}, {key} {position}", row)
        entry.entry = entry.text("id")
        if entry.entry in {other.entry for other in entries}:
            entry.fault("the id stands twice.", "Give each entry its own.")
        entries.append(entry)
    return tuple(entries)


def read_codes(fields: Fields, key: str, codes: type[Code]) -> tuple[Code, ...]:
    """A list of codes of one closed set."""
    found = fields.texts(key)
    odd = [code for code in found if code not in set(codes)]
    if odd:
        fields.fault(f"'{odd[0]}' in '{key}' is not one of its codes.", f"Use {', '.join(codes)}.")
    return tuple(codes(code) for code in found)


def _rung(fields: Fields) -> Rung:
    triggers = tuple(
        _trigger(Fields(fields.file, f"{fields.entry}, trigger {position}", row))
        for position, row in enumerate(fields.rows("triggers"), start=1)
    )
    if not triggers:
        fields.fault("it has no triggers.", "Write at least one, or take the alarm out.")
    rung = Rung(
        id=fields.entry,
        words=fields.text("words"),
        triggers=triggers,
        action=fields.text("action"),
        emergency=fields.flag("emergency", default=False),
        source=fields.citation("source"),
    )
    fields.close()
    return rung


def _trigger(fields: Fields) -> Trigger:
    def whole(key: str) -> int | None:
        return fields.integer(key) if fields.has(key) else None

    trigger = Trigger(
        systolic_from=whole("systolic_from"),
        diastolic_from=whole("diastolic_from"),
        pulse_above=whole("pulse_above"),
        pulse_below=whole("pulse_below"),
        temperature_from=fields.decimal_or_none("temperature_from"),
        irregular=fields.flag("irregular", default=False),
        signs=frozenset(read_codes(fields, "signs", Sign)) if fields.has("signs") else frozenset(),
        readings=whole("readings") or 1,
        sustained_minutes=whole("sustained_minutes") or 0,
        presence=fields.flag("presence", default=False),
    )
    fields.close()
    if trigger == Trigger(readings=trigger.readings, sustained_minutes=trigger.sustained_minutes):
        fields.fault("nothing can meet it.", "Write a limit, a sign, or 'presence: true'.")
    return trigger
