"""Serving: a fresh database is prepared, one in step is left alone, and an empty product says how to begin."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cairn.config.management.commands.serve import Command
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _prepare() -> str:
    said = StringIO()
    Command(stdout=said)._migrate()
    return said.getvalue()


def test_a_database_in_step_is_left_alone() -> None:
    assert _prepare() == ""


@pytest.mark.django_db(transaction=True)
def test_a_database_behind_is_prepared_before_anything_is_served() -> None:
    call_command("migrate", "axes", "zero", verbosity=0)
    assert _prepare() == "Preparing the database …\n"
    assert _prepare() == ""


def test_an_empty_product_prints_the_set_up_link(keys: Path) -> None:
    lines = Command()._ways_in("http://localhost:9000")
    assert any("http://localhost:9000/set-up/" in line for line in lines)


def test_a_site_in_use_prints_nothing_that_lets_anyone_in(keys: Path, cast: Cast) -> None:
    assert Command()._ways_in("http://localhost:9000") == []
