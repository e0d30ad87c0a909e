from tests.house.calls import Function, functions, reaching
from tests.house.repository import ROOT, SOURCE, python_files

AUDIT = frozenset({"cairn.record.audit.write"})

WITHOUT: dict[str, str] = {
    "cairn.record.services.audit_seal.seal_audit": "the seal is itself the trace of sealing",
}
"""Services that leave no audit row, each with the reason."""

WHO_IS_FOUND_OUT = {
    "cairn.record.services.account.use_sign_in_link": "the link says who it is",
}
"""Services that cannot be told who: they learn it, and write it."""


def services() -> dict[str, Function]:
    found: dict[str, Function] = {}
    for path in python_files(SOURCE / "record" / "services"):
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        found |= {each.name: each for each in functions(path.read_text(), module)}
    return found


def writing(found: dict[str, Function]) -> set[str]:
    """The verbs: public functions that are told who does it, or when."""
    return {name for name, each in found.items() if each.public and {"by", "at"} & each.keywords}


def test_every_service_writes_an_audit_row_or_calls_one_that_does() -> None:
    found = services()
    silent = writing(found) - reaching(found, AUDIT) - set(WITHOUT)
    assert silent == set()


def test_every_service_is_told_who_and_when_by_keyword() -> None:
    found = services()
    half_told = {
        name
        for name in writing(found)
        if not {"by", "at"} <= found[name].keywords and name not in {*WITHOUT, *WHO_IS_FOUND_OUT}
    }
    assert half_told == set()


def test_a_service_without_an_audit_row_would_be_found() -> None:
    source = """
from cairn.record import audit
from cairn.record.models import Patient

def register(*, name, by, at):
    _create(name)
    audit.write(by=by, at=at)

def enrol(*, name, by, at):
    register(name=name, by=by, at=at)

def rename(*, patient, name, by, at):
    Patient.objects.filter(pk=patient.pk).update(name=name)

def _create(name):
    Patient.objects.create(name=name)
"""
    found = {each.name: each for each in functions(source, "m")}
    assert writing(found) - reaching(found, AUDIT) == {"m.rename"}
