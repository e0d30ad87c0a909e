"""`cairn-admin export_record` and `restore_record`: out of one Cairn and into another with keys of its own."""

import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cairn.domain.dossier.dossier import Dossier
from cairn.fhir.bundle import bundle_to_dossier
from cairn.fhir.json_reading import read_json
from cairn.record.models import AuditEvent, Patient
from tests.administration_day import started
from tests.cast import NOON, Cast
from tests.fhir.referrals import SMALL

PARTS = [name for name in Dossier.__dataclass_fields__ if name not in {"taken_at", "accesses"}]


def in_another_cairn(var: Path, *command: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "CAIRN_KEYS"}}
    done = subprocess.run(
        [sys.executable, "-m", "cairn.config.manage", *command],
        env={**kept, "CAIRN_VAR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def dossier_in(file: Path) -> Dossier:
    bundle: Any = read_json(file.read_bytes())
    return bundle_to_dossier(bundle)


def test_a_record_moves_to_another_cairn_and_leaves_it_equal(cast: Cast, tmp_path: Path) -> None:
    started(cast, NOON + timedelta(days=40))
    here, there, var = tmp_path / "here.json", tmp_path / "there.json", tmp_path / "var"
    call_command("export_record", cast.maren.pk, here, stdout=StringIO())
    in_another_cairn(var, "migrate", "--verbosity", "0")
    assert f"Patient/{cast.maren.pk}" in in_another_cairn(var, "restore_record", str(here))
    in_another_cairn(var, "export_record", str(cast.maren.pk), str(there))
    left, back = dossier_in(here), dossier_in(there)
    assert {name for name in PARTS if getattr(left, name) != getattr(back, name)} == set()
    count = len(left.accesses)
    assert back.accesses[:count] == left.accesses
    assert [each.action for each in back.accesses[count:]] == ["record.restore"]


def test_only_its_owner_can_read_the_file_and_the_log_says_what_left(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    call_command("export_record", cast.maren.pk, file, stdout=StringIO())
    assert file.stat().st_mode & 0o777 == 0o600
    line = AuditEvent.objects.get(action="record.export", patient=cast.maren.pk)
    assert (line.writes, "FHIR R4" in line.reason, "sha256" in line.reason) == (False, True, True)


def test_a_file_that_is_there_is_not_written_over(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(CommandError, match="already there"):
        call_command("export_record", cast.maren.pk, file)
    assert file.read_text(encoding="utf-8") == "mine"
    assert not AuditEvent.objects.filter(action="record.export").exists()


def test_nobody_of_that_id_is_said(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nobody of that id"):
        call_command("export_record", UUID(int=7), tmp_path / "record.json")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b'{"resourceType": "Bundle"', "stops in the middle"),
        (b"[]", "The bundle is not whole"),
        (b'{"resourceType":"Bundle","type":"searchset"}', "expected a bundle of type collection"),
        (SMALL.read_bytes(), "Nothing was changed"),
    ],
    ids=["empty", "truncated", "a list", "a search", "somebody else's bundle"],
)
def test_what_is_no_bundle_of_ours_is_refused(cast: Cast, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("restore_record", file)
    assert Patient.objects.count() == 2


def test_a_missing_file_is_said(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("restore_record", tmp_path / "none.json")


def test_who_is_here_is_refused_and_a_site_that_is_not_is_too(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    call_command("export_record", cast.maren.pk, file, stdout=StringIO())
    with pytest.raises(CommandError, match="already here"):
        call_command("restore_record", file)
    with pytest.raises(CommandError, match="no site of that id"):
        call_command("restore_record", file, into=UUID(int=7))
