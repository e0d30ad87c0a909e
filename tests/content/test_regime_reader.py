"""A pack that would mislead is refused at load, with the file, the entry and the mend."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cairn.content.loader import ContentFaultError, content_hash, load_yaml
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import packs, read_pack
from cairn.domain.citations import Citation, Reviewer
from cairn.domain.regimes.pack import Pack
from cairn.domain.vocabulary import Basis, Grade

FILE = "regimes/us-or.yaml"
Change = Callable[[dict[str, Any]], object]


def read(change: Change | None = None) -> Pack:
    data = copy.deepcopy(load_yaml(FILE))
    if change is not None:
        change(data)
    return read_pack(data, FILE, content_hash(FILE), declared_facts())


def rule(data: dict[str, Any], rule_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in data["rules"] if entry["id"] == rule_id)
    return found


def in_rule(rule_id: str, **changes: object) -> Change:
    return lambda data: rule(data, rule_id).update(changes)


def in_table(index: int, **changes: object) -> Change:
    return lambda data: data["tables"][index].update(changes)


def row(index: int, **changes: object) -> Change:
    return lambda data: data["tables"][0]["rows"][index].update(changes)


def without(rule_id: str, key: str) -> Change:
    return lambda data: rule(data, rule_id).pop(key)


def report(**changes: object) -> Change:
    """Oregon's quarterly report written the other way."""

    def change(data: dict[str, Any]) -> None:
        rule(data, "OR-303-05").pop("calendar_days")
        rule(data, "OR-303-05").update(changes)

    return change


def house_report(**changes: object) -> Change:
    """A house rule on the report, beside the law's."""

    def add(data: dict[str, Any]) -> None:
        house("OR-303-05", **changes)(data)
        rule(data, "HOUSE-1").pop("calendar_days")

    return add


def both(*changes: Change) -> Change:
    return lambda data: [change(data) for change in changes]


def house(like: str, **changes: object) -> Change:
    """A house rule on the subject of one of the law's."""

    def add(data: dict[str, Any]) -> None:
        data["rules"].append(
            {**copy.deepcopy(rule(data, like)), "id": "HOUSE-1", "basis": "house", **changes}
        )

    return add


def house_table(rows: list[dict[str, object]], index: int = 0, **changes: object) -> Change:
    """A house table beside one of the law's, and a house rule that reads it."""

    def add(data: dict[str, Any]) -> None:
        ours = {**copy.deepcopy(data["tables"][index]), "id": "ours", "rows": rows, **changes}
        if "exceptions" not in changes:
            ours.pop("exceptions", None)
        data["tables"].append(ours)
        if index == 0:
            house("OR-DUR-01", table="ours")(data)
        else:
            house("OR-RATIO-01", shared={"count": "admin.client_count", "table": "ours"})(data)

    return add


def stays(**changes: int) -> list[dict[str, object]]:
    """Oregon's stays with some rows changed, by their minimum."""
    values = {"0": 60, "2.5": 60, "5": 120, "10": 240, "25": 300, "35": 360, "50": 0} | changes
    edges = [float(edge) for edge in values]
    return [
        {"min": low, "max": high, "value": value, "max_inclusive": high == 50}
        for low, high, value in zip(edges, edges[1:], list(values.values())[:-1], strict=False)
    ]


def test_oregon_is_read_and_names_its_hash() -> None:
    assert packs()["us-or"] == read()
    assert packs()["us-or"].content_hash == content_hash(FILE)
    assert (packs()["us-or"].reviewers, packs()["us-or"].status) == ((), "draft")


FAULTS: list[tuple[str, Change, str]] = [
    ("another schema", lambda d: d.update(schema="regime-pack/9"), "schema is 'regime-pack/9'"),
    ("a key nobody reads", lambda d: d.update(extra=1), "'extra' is not known"),
    ("a time zone nobody keeps", lambda d: d.update(time_zone="Oregon/Salem"), "time zone is not known"),
    ("a rule twice", lambda d: d["rules"].append(d["rules"][0]), "'OR-AGE-01' stands twice"),
    ("a table twice", lambda d: d["tables"].append(d["tables"][0]), "'min_duration' stands twice"),
    ("released and unreviewed", lambda d: d.update(status="released"), "nobody has reviewed it"),
    ("an effect that is none", in_rule("OR-AGE-01", effect="forbid"), "'effect' is not one of its codes"),
    ("an event that is none", in_rule("OR-AGE-01", events=["session.begin"]), "'session.begin' is not one"),
    ("a role that is none", in_rule("OR-AGE-01", who=["nurse"]), "'nurse' is not one"),
    ("no effective date", without("OR-AGE-01", "effective"), "'effective' is missing"),
    (
        "an empty time in force",
        in_rule("OR-AGE-01", effective={"from": date(2025, 1, 1), "to": date(2025, 1, 1)}),
        "ends before it begins",
    ),
    (
        "an undeclared fact",
        in_rule("OR-AGE-01", unless={"fact": "client.age", "op": "ge", "value": 21}),
        "'client.age' is not declared",
    ),
    (
        "a comparison that does not fit",
        in_rule("OR-AGE-01", unless={"fact": "patient.birth_date", "op": "ge", "value": 21}),
        "does not fit",
    ),
    ("a block without a condition", without("OR-AGE-01", "unless"), "either 'when' or 'unless'"),
    (
        "a block with two",
        in_rule("OR-AGE-01", when={"fact": "touch.offered", "op": "eq", "value": True}),
        "either 'when' or 'unless'",
    ),
    ("no documents", in_rule("OR-CIF-02", documents=[]), "'documents' is empty"),
    (
        "a choice of one",
        in_rule("OR-CIF-02", any_of=[{"code": "letter", "title": "A letter"}]),
        "'any_of' holds one document",
    ),
    (
        "a clock that is no instant",
        report(after="event", within="P15D", clock={"fact": "patient.birth_date", "words": "it is known"}),
        "'patient.birth_date' is no declared instant",
    ),
    ("a time in months", report(after="quarter-end", within="P1M"), "'P1M' is no time to do something in"),
    ("a time of nothing", report(after="quarter-end", within="P0D"), "'P0D' is no time to do something in"),
    ("no time at all", report(after="quarter-end"), "'within' is missing"),
    ("no actions", in_rule("OR-INT-01", actions=[]), "'actions' is empty"),
    ("no grounds", in_rule("OR-CONF-01", grounds=[]), "'grounds' is empty"),
    (
        "a ground with a stray key",
        in_rule("OR-CONF-01", grounds=[{"code": "a", "words": "b", "why": "c"}]),
        "'why' is not known",
    ),
    (
        "a limit on words",
        in_rule("OR-DOSE-01", fact="dose.product_form"),
        "'dose.product_form' is no declared number",
    ),
    (
        "a limit on nothing declared",
        in_rule("OR-DOSE-01", fact="dose.grams"),
        "'dose.grams' is no declared number",
    ),
    ("an unknown table", in_rule("OR-DUR-01", table="max_duration"), "there is no table 'max_duration'"),
    (
        "the least of nothing",
        in_rule("OR-RATIO-02", least={"values": [], "facts": []}),
        "'least' names nothing",
    ),
    ("a period that is none", in_rule("OR-REC-01", period="5 years"), "is not a period"),
    ("a table that does not refuse", in_table(0, out_of_range="clamp"), "outside its rows a table refuses"),
    ("a table by whole numbers", in_table(0, input="admin.client_count"), "is no decimal"),
    ("a table without rows", in_table(0, rows=[]), "has no rows"),
    ("an empty row", row(1, max=2.5), "the row from 2.5 to 2.5 is empty"),
    ("a row that says nought", row(1, value=0), "says 0"),
    ("an exception nobody wrote", row(1, unless="sundays"), "there is no exception 'sundays'"),
    ("a hole", row(1, min=3), "nothing is said between 2.5 and 3"),
    ("an overlap nobody decides", in_table(0, boundary_policy="first_wins"), "two rows hold 35"),
    (
        "an exception without a condition",
        in_table(0, exceptions=[{"id": "x", "value": 1, "note": "n"}]),
        "has no 'when'",
    ),
    ("a reviewer without a day", lambda d: d.update(reviewers=[{"name": "A"}]), "'on' is missing"),
]


@pytest.mark.parametrize(
    ("change", "words"), [pytest.param(change, words, id=name) for name, change, words in FAULTS]
)
def test_a_pack_at_fault_is_refused(change: Change, words: str) -> None:
    with pytest.raises(ContentFaultError) as fault:
        read(change)
    assert words in str(fault.value)
    assert fault.value.file == FILE
    assert fault.value.do.endswith(".")


def test_a_reviewer_and_an_end_are_read_and_a_reviewed_pack_may_be_released() -> None:
    reviewer = {"name": "Ines Duarte", "on": date(2026, 11, 1), "note": "Compared with division 333."}

    def change(data: dict[str, Any]) -> None:
        data.update(status="released", reviewers=[reviewer])
        rule(data, "OR-AGE-01")["effective"] = {"to": date(2027, 1, 1)}

    pack = read(change)
    assert pack.reviewers == (Reviewer(**reviewer),)  # type: ignore[arg-type]
    assert pack.enforces(replace(pack.rule("OR-EXC-01"), citation=Citation("a page", Grade.A_AGENCY)), ())
    in_force = pack.rule("OR-AGE-01").in_force
    assert (in_force.on(date(2026, 12, 31)), in_force.on(date(2027, 1, 1))) == (True, False)
    assert in_force.words == "until before 2027-01-01"


def grows(each: int) -> dict[str, object]:
    return {"values": [], "facts": [], "scaled": [{"value": each, "fact": "body.weight"}]}


GROWS = in_rule("OR-RATIO-02", least=grows(2))
LOOSER: list[tuple[str, Change, str]] = [
    ("another kind", house("OR-DOSE-01", effect="floor"), "of another kind (floor)"),
    ("another fact", house("OR-DOSE-01", fact="admin.client_count"), "It limits admin.client_count"),
    ("a higher ceiling", house("OR-DOSE-01", value=60), "It asks at most 60, the law 50: looser by 10"),
    ("a lower floor", house("OR-MON-03", value=0), "It asks at least 0, the law 1"),
    (
        "one number below the longest stay",
        lambda d: house("OR-DUR-01", value=300)(d) or rule(d, "HOUSE-1").pop("table"),
        "It asks at least 300, the law 360",
    ),
    ("one shorter stay", house_table(stays(**{"10": 200})), "At 10 it says 200, the law 240: looser by 40"),
    (
        "a shorter stay at one edge",
        house_table(
            [
                {"min": 0, "max": 35, "max_inclusive": True, "value": 330},
                {"min": 35, "max": 50, "value": 400},
            ],
            boundary_policy="first",
        ),
        "two rows hold 35",
    ),
    (
        "a row the law lacks",
        house_table([{"min": 0, "max": 60, "value": 400}]),
        "for which the law has no row",
    ),
    (
        "an exception of its own",
        house_table(
            stays(**{"0": 60}),
            exceptions=[
                {
                    "id": "x",
                    "value": 1,
                    "note": "n",
                    "when": {"fact": "touch.offered", "op": "eq", "value": True},
                }
            ],
        ),
        "only the law grants them",
    ),
    ("another amount", house_table(stays(), input="dose.group_max_mg_analyte"), "not of the same amounts"),
    (
        "more clients each",
        house_table([{"min": 0, "max": 50, "max_inclusive": True, "value": 9}], 1),
        "At 10 it says 9, the law 8",
    ),
    (
        "another form of number",
        house(
            "OR-RATIO-01",
            shared={"count": "admin.site_representatives_present", "table": "clients_per_facilitator"},
        ),
        "cannot be compared",
    ),
    (
        "a larger group",
        house("OR-RATIO-02", least={"values": [30], "facts": ["admin.area_occupancy_limit"]}),
        "not proved to be as small",
    ),
    (
        "a group whatever the area",
        house("OR-RATIO-02", least={"values": [20], "facts": []}),
        "not proved to be as small",
    ),
    ("a later report", house("OR-303-05", calendar_days=20), "It allows P20D, the law P15D: later by 5 days"),
    (
        "a report counted from another day",
        house_report(after="year-end", within="P1D"),
        "counted from something else",
    ),
    (
        "a report without a time",
        house_report(after="quarter-end", within="not-stated"),
        "It gives no time, the law P15D",
    ),
    (
        "a report some hours later",
        house_report(after="quarter-end", within="PT366H"),
        "later by 6 hours",
    ),
    ("a ceiling that grows faster", both(GROWS, house("OR-RATIO-02", least=grows(3))), "not proved"),
    (
        "a shorter keeping",
        house("OR-REC-01", period="P4Y"),
        "It keeps records P4Y, the law P5Y: shorter by 365 days",
    ),
    (
        "another ground",
        house("OR-303-04", grounds=[{"code": "curiosity", "words": "anyone"}]),
        "a ground the law does not know: curiosity",
    ),
]


@pytest.mark.parametrize(
    ("change", "words"), [pytest.param(change, words, id=name) for name, change, words in LOOSER]
)
def test_a_house_rule_that_loosens_is_refused(change: Change, words: str) -> None:
    with pytest.raises(ContentFaultError) as fault:
        read(change)
    assert words in str(fault.value)


TIGHTER: list[tuple[str, Change]] = [
    ("a lower ceiling", house("OR-DOSE-01", value=30)),
    ("the same ceiling", house("OR-DOSE-01", value=50)),
    ("two representatives", house("OR-MON-03", value=2)),
    (
        "six hours whatever the dose",
        lambda d: house("OR-DUR-01", value=360)(d) or rule(d, "HOUSE-1").pop("table"),
    ),
    ("longer stays", house_table(stays(**{"10": 300}))),
    ("no row above forty", house_table([{"min": 0, "max": 40, "value": 400}])),
    ("fewer clients each", house_table([{"min": 0, "max": 50, "max_inclusive": True, "value": 2}], 1)),
    ("a smaller group", house("OR-RATIO-02", least={"values": [8], "facts": ["admin.area_occupancy_limit"]})),
    ("an earlier report", house("OR-303-05", calendar_days=5)),
    (
        "a time where the law gives none",
        both(report(after="quarter-end", within="not-stated"), house("OR-303-05", within="P5D")),
    ),
    ("a ceiling that grows more slowly", both(GROWS, house("OR-RATIO-02", least=grows(1)))),
    ("a longer keeping", house("OR-REC-01", period="P10Y")),
    ("fewer grounds", house("OR-CONF-01", grounds=[{"code": "client-consent", "words": "consent"}])),
    ("a further document", house("OR-CIF-02", documents=[{"code": "letter", "title": "A clearance letter"}])),
    ("a further block", house("OR-EXC-03", when={"fact": "bipolar.kind", "op": "eq", "value": "bipolar-1"})),
    ("a subject the law leaves alone", house("OR-MON-03", slot="staffing.nurse")),
]


@pytest.mark.parametrize("change", [pytest.param(change, id=name) for name, change in TIGHTER])
def test_a_house_rule_that_tightens_is_read(change: Change) -> None:
    assert read(change).rule("HOUSE-1").basis is Basis.HOUSE


def test_one_number_against_the_least_of_numbers_alone_is_compared() -> None:
    def change(data: dict[str, Any]) -> None:
        rule(data, "OR-RATIO-02")["least"] = {"values": [25], "facts": []}
        house("OR-RATIO-02", value=30)(data)
        rule(data, "HOUSE-1").pop("least")

    with pytest.raises(ContentFaultError, match="It asks at most 30, the law 25"):
        read(change)


def test_a_house_ceiling_against_a_table_is_compared_with_its_smallest_row() -> None:
    def change(data: dict[str, Any]) -> None:
        entry = rule(data, "OR-DUR-01")
        entry.update(effect="ceiling")
        house("OR-DUR-01", value=61)(data)
        rule(data, "HOUSE-1").pop("table")

    with pytest.raises(ContentFaultError, match="It asks at most 61, the law 60"):
        read(change)
