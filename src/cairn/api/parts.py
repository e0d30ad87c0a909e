"""Parts of one person's record as resources, those the reader may see."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from cairn.api.kinds import PART_PERMISSIONS, Kind
from cairn.fhir.bundle import section_resources
from cairn.fhir.json_values import JsonObject, text_in
from cairn.record.actor import Actor
from cairn.record.permissions import may
from cairn.record.selectors.owner import owner_of
from cairn.record.selectors.patient import Patient
from cairn.record.to_domain.dossier import part_of


def shown(kind: Kind, reader: Actor) -> tuple[str, ...]:
    """The parts of a kind that this reader may read."""
    return tuple(part for part in kind.parts if may(reader, PART_PERMISSIONS[part]))


def resources_of(patient: Patient, parts: Iterable[str]) -> list[JsonObject]:
    """The resources of some parts of a record, in the order of parts and ids. Reads each part whole."""
    return [
        resource
        for part, values in part_of(patient, parts).items()
        for resource in section_resources(part, values, patient.pk)
    ]


def resource_by_id(kind: Kind, reader: Actor, resource_id: str) -> tuple[JsonObject, Patient] | None:
    """One resource and whose it is, among the people and parts the reader may see."""
    key = _key(kind, resource_id)
    if key is None:
        return None
    for part in shown(kind, reader):
        patient = owner_of(reader, part, key)
        if patient is not None:
            found = resources_of(patient, (part,))
            return next((each, patient) for each in found if text_in(each, "id") == resource_id)
    return None


def left_out(parts: Iterable[str]) -> Iterator[str]:
    """What the reader must know when parts are left out."""
    names = ", ".join(sorted(part.replace("_", "-") for part in parts))
    if names:
        yield f"Left out, because this account may not read it: {names}. Its absence says nothing of the person."


def _key(kind: Kind, resource_id: str) -> UUID | int | None:
    """The key of its row: ids of ours as they are written; a line of the log by its number."""
    if kind.name == "AuditEvent":
        number = resource_id.removeprefix("access-")
        fits = (
            resource_id != number and number.isascii() and number.isdigit() and len(number) < len(str(2**63))
        )
        return int(number) if fits else None
    try:
        key = UUID(resource_id)
    except ValueError:
        return None
    return key if str(key) == resource_id else None
