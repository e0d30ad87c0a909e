"""``cairn-admin restore_record FILE``: one person's record from an export of ours."""

import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cairn.clock import now
from cairn.domain.dossier.dossier import Dossier
from cairn.domain.referrals.refusal import ReferralRefused
from cairn.fhir.bundle import bundle_to_dossier
from cairn.fhir.check import Unexportable, refuse_faulty
from cairn.fhir.json_reading import read_json
from cairn.fhir.mapping import NotOurs
from cairn.record.actor import PRODUCT
from cairn.record.errors import RefusedError
from cairn.record.selectors.site import Site, sites
from cairn.record.services.restore import restore_record


class Command(BaseCommand):
    """Bring one person's record back, whole, where it is not yet."""

    help = (
        "Brings one person's record back from a bundle that export_record or the pages wrote. Ways to sign in do "
        "not travel: staff who are not here become closed accounts, and the person needs a new link."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From where, and into which site."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", type=uuid.UUID, help="id of the site that will keep the record")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore."""
        dossier, into = _read(options["file"]), options["into"]
        try:
            person = restore_record(
                dossier=dossier, by=PRODUCT, at=now(), into=None if into is None else _site(into)
            )
        except RefusedError as refused:
            raise CommandError(f"{refused.words}{_known_sites(refused)}") from refused
        self.stdout.write(f"The record is back: Patient/{person.pk}.")


def _read(file: Path) -> Dossier:
    """The dossier in a file.

    :raises CommandError: when it is not a whole bundle of ours.
    """
    try:
        found = read_json(file.read_bytes())
        bundle = found if isinstance(found, dict) else {}
        refuse_faulty(bundle)
        return bundle_to_dossier(bundle)
    except OSError as fault:
        raise CommandError(f"{file} cannot be read: {fault.strerror}.") from fault
    except Unexportable as fault:
        first = fault.faults[0]
        raise CommandError(
            f"The bundle is not whole: {first.path} {first.what}. Nothing was changed."
        ) from fault
    except (ReferralRefused, NotOurs) as fault:
        raise CommandError(f"{fault} Nothing was changed.") from fault


def _site(site_id: uuid.UUID) -> Site:
    found = next((site for site in sites() if site.pk == site_id), None)
    if found is None:
        raise CommandError("There is no site of that id here.")
    return found


def _known_sites(refused: RefusedError) -> str:
    if refused.code != "other-site":
        return ""
    return "".join(f"\n  --into {site.pk}  {site.name}" for site in sites())
