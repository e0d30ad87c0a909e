"""From JSON to the entries of one FHIR R4 bundle about one person; a refusal for everything else."""

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.domain.referrals.refusal import ReferralRefused, RefusalCode
from cairn.fhir.json_reading import Json
from cairn.fhir.json_values import JsonObject, object_in, objects_in, text_in
from cairn.fhir.versions import other_version

READABLE_TYPES = ("transaction", "batch", "collection", "document", "searchset")

_ASK = "Ask the sender for the person's record as one FHIR R4 bundle."


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the bundle: its resource, empty where it has none, and its place.

    :param deletes: the entry asks for the resource to be deleted, so it states nothing.
    """

    index: int
    full_url: str
    resource_type: str
    resource_id: str
    resource: JsonObject
    deletes: bool = False

    @property
    def where(self) -> str:
        """The place in words."""
        return f"{self.resource_type}/{self.resource_id or '?'} (entry {self.index})"


@dataclass(frozen=True, slots=True)
class ReadBundle:
    """The entries, the person they are about, and where a reference leads."""

    type: str
    entries: tuple[Entry, ...]
    patient: Entry
    by_reference: Mapping[str, Entry]

    def target(self, reference: str, inside: Entry) -> JsonObject:
        """The resource a reference leads to, contained ones included; empty when it leads nowhere here."""
        if reference.startswith("#"):
            contained = objects_in(inside.resource, "contained")
            return next((each for each in contained if text_in(each, "id") == reference[1:]), {})
        found = self.by_reference.get(_shortened(reference)) or self.by_reference.get(reference)
        return found.resource if found else {}

    def is_about_the_patient(self, reference: str) -> bool:
        """Whether a reference names the bundle's patient."""
        named = self.by_reference.get(reference) or self.by_reference.get(_shortened(reference))
        return named is self.patient


def read_bundle(value: Json) -> ReadBundle:
    """The bundle in a JSON value.

    :raises ReferralRefused: when it is not one R4 bundle about one person.
    """
    if not isinstance(value, dict) or text_in(value, "resourceType") != "Bundle":
        raise _not_a_bundle(value)
    entries = _entries(value)
    _refuse_other_versions(value, entries)
    kind = text_in(value, "type")
    if kind not in READABLE_TYPES:
        raise ReferralRefused(
            RefusalCode.WRONG_BUNDLE_TYPE,
            what=f"The bundle's type is “{kind[:40] or 'missing'}”.",
            why=f"A referral is one of: {', '.join(READABLE_TYPES)}.",
            next_step=_ASK,
        )
    if not entries:
        raise ReferralRefused(
            RefusalCode.EMPTY_BUNDLE,
            what="The bundle has no resource in it.",
            why="There is nothing to understand.",
            next_step=_ASK,
        )
    return ReadBundle(kind, entries, _only_patient(entries), _references(entries))


def _entries(bundle: JsonObject) -> tuple[Entry, ...]:
    listed = bundle.get("entry")
    return tuple(
        _entry(index, entry if isinstance(entry, dict) else {})
        for index, entry in enumerate(listed if isinstance(listed, list) else [])
    )


def _entry(index: int, entry: JsonObject) -> Entry:
    resource = object_in(entry, "resource")
    return Entry(
        index=index,
        full_url=text_in(entry, "fullUrl"),
        resource_type=text_in(resource, "resourceType") or "?",
        resource_id=text_in(resource, "id"),
        resource=resource,
        deletes=text_in(object_in(entry, "request"), "method") == "DELETE",
    )


def _only_patient(entries: tuple[Entry, ...]) -> Entry:
    patients = [entry for entry in entries if entry.resource_type == "Patient" and not entry.deletes]
    if not patients:
        raise ReferralRefused(
            RefusalCode.NO_PATIENT,
            what="The bundle has no Patient in it.",
            why="Without one it is not known whom the record is about.",
            next_step=_ASK,
        )
    if len(patients) > 1:
        raise ReferralRefused(
            RefusalCode.TWO_PATIENTS,
            what=f"The bundle has {len(patients)} patients in it.",
            why="One referral is one person's; facts of two people must never mix.",
            next_step="Ask the sender for one bundle for each person.",
        )
    return patients[0]


def _references(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    # The person comes first: a name that others share must still lead to them, wherever they stand.
    for entry in sorted(entries, key=lambda each: each.resource_type != "Patient"):
        names = [entry.full_url] if entry.full_url else []
        if entry.resource_id:
            names += [f"{entry.resource_type}/{entry.resource_id}", f"urn:uuid:{entry.resource_id}"]
        for name in names:
            found.setdefault(name, entry)
    return found


def _shortened(reference: str) -> str:
    """``https://server/fhir/Patient/1/_history/2`` as ``Patient/1``."""
    parts = reference.split("/_history/", maxsplit=1)[0].split("/")
    return "/".join(parts[-2:])


def _refuse_other_versions(bundle: JsonObject, entries: tuple[Entry, ...]) -> None:
    found = other_version(bundle, (entry.resource for entry in entries))
    if found is not None:
        release, sign = found
        raise ReferralRefused(
            RefusalCode.WRONG_VERSION,
            what=f"The bundle looks like FHIR {release}: {sign}.",
            why="The same words mean other things in other versions; only FHIR R4 (4.0) is read here.",
            next_step="Ask the sender to export it as FHIR R4.",
        )


def _not_a_bundle(value: Json) -> ReferralRefused:
    kind = text_in(value, "resourceType")[:40] if isinstance(value, dict) else ""
    what = (
        f"The file is a FHIR {kind}, not a Bundle." if kind else "The file is JSON, but not a FHIR resource."
    )
    return ReferralRefused(
        RefusalCode.NOT_A_BUNDLE,
        what=what,
        why="A referral comes as a Bundle that holds the person and their record together.",
        next_step=_ASK,
    )
