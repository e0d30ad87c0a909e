"""``cairn-admin export_record PATIENT_ID FILE``: one person's whole record into a file."""

import os
import uuid
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cairn.clock import now
from cairn.components.record_export import export_bytes
from cairn.fhir.check import Unexportable
from cairn.record.actor import PRODUCT
from cairn.record.selectors.patient import any_patient


class Command(BaseCommand):
    """Write one person's record as a FHIR R4 bundle. The log of the record says that it left."""

    help = "Writes one person's whole record into a file only you can read, as one FHIR R4 bundle."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and where to."""
        parser.add_argument("patient_id", type=uuid.UUID)
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        patient, file = any_patient(options["patient_id"]), options["file"]
        if patient is None:
            raise CommandError("There is nobody of that id here. It stands in the address of their page.")
        if file.exists():
            raise CommandError(f"{file} is already there. Nothing was written: choose another name.")
        try:
            raw = export_bytes(patient, by=PRODUCT, at=now())
        except Unexportable as fault:
            raise CommandError(str(fault)) from fault
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as out:
            out.write(raw)
        self.stdout.write(
            f"{len(raw):,} bytes in {file}. It is not encrypted: keep it where only you can read."
        )
