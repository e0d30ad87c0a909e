import re

from django.apps import apps

from cairn.domain.pathway.stages import Stage
from cairn.domain.vocabulary import Disposition, Grade, Role, Severity
from tests.house.repository import ROOT

WORDS = set(re.findall(r"^\| \*\*(.+?)\*\*", (ROOT / "GLOSSARY.md").read_text(), re.MULTILINE))


def test_the_glossary_has_every_model() -> None:
    models = {model.__name__ for model in apps.get_app_config("record").get_models()}
    assert models - WORDS == set()


def test_the_glossary_has_every_stage_role_severity_disposition_and_grade() -> None:
    values = {member.value for kind in (Stage, Role, Severity, Disposition, Grade) for member in kind}
    assert values - WORDS == set()
