"""The invented centre: filled by the product's own services, with somebody at every stage, under a log that holds."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from cairn.clock import now
from cairn.config import demo
from cairn.config.demo.ways_in import secrets_file
from cairn.domain.pathway.stages import Stage
from cairn.domain.vocabulary import Role
from cairn.record.models import Account, AuditEvent, EpisodeOfCare, Inquiry, Referral, SafetyFlag
from cairn.record.services.audit_seal import SETTLED, seal_audit, verify_audit

pytestmark = pytest.mark.django_db


def test_an_empty_product_is_filled_with_people_at_every_stage_of_their_way(keys: Path) -> None:
    demo.fill()
    lines = "\n".join(demo.ways_in("http://localhost:8000"))

    everyone = list(EpisodeOfCare.objects.select_related("patient"))
    assert {Stage(episode.stage) for episode in everyone} == set(Stage) - {
        Stage.INQUIRY,
        Stage.FOLLOWING_UP,
        Stage.CLOSED,
    }
    assert Inquiry.objects.count() == 1
    assert Referral.objects.count() == 1
    assert SafetyFlag.objects.filter(acknowledged_at=None).count() == 1
    assert not AuditEvent.objects.filter(writes=True, name="").exists()

    assert seal_audit(at=now() + 2 * SETTLED) is not None
    found = verify_audit()
    assert (found.faults, found.unsealed) == ((), 0)

    _holds_a_way_in_for_every_role(lines)
    _keeps_secrets_for_its_owner_only()


def _holds_a_way_in_for_every_role(lines: str) -> None:
    held = {role for account in Account.objects.all() for role in account.role_set}
    assert held == set(Role)
    links = re.findall(r"http://localhost:8000(/sign-in/link/\S+)", lines)
    assert len(links) == Account.objects.exclude(email=None).count()
    browser = Client()
    assert browser.post(links[0]).url == reverse("home")


def _keeps_secrets_for_its_owner_only() -> None:
    assert secrets_file().stat().st_mode & 0o077 == 0
    kept = json.loads(secrets_file().read_text(encoding="utf-8"))
    passwords = [person["password"] for person in kept if person["role"] != "client"]
    assert len(set(passwords)) == len(passwords) == 6


def test_a_real_site_prints_no_way_in(keys: Path) -> None:
    assert demo.ways_in("http://localhost:8000") == []
