"""A site's value set: every profile once, with its source, or it is refused."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from cairn.content.loader import ContentFaultError
from cairn.content.readers.instrument import instruments
from cairn.content.readers.value_set import read_value_set, value_sets
from cairn.content.source import Source, reading_from
from cairn.domain.citations import Citation
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import score
from cairn.domain.vocabulary import Grade
from tests.domain.instruments.made import item, made, scored

FILE = "value_sets/made.csv"
MADE = made(
    [item("1", choices="yes-no"), item("2", choices="yes-no")],
    [
        scored("total", sum=["1", "2"], range=[0, 2]),
        scored("profile", profile=["1", "2"]),
        scored("utility", value_set={"profile": "profile"}),
    ],
)
PLAIN = made([item("1", choices="yes-no")], [scored("total", sum=["1"], range=[0, 1])])
KNOWN: Mapping[str, Instrument] = {"made": MADE}
HEAD = """# id: somewhere-2020
# instrument: made@1
# country: XX
# source: Made up for a test: nobody was asked
# grade: B
"""
ROWS = "profile,utility\n00,1\n01,0.5\n\n10,0.25\n11,-0.111\n"


def test_it_is_read_whole_with_its_source() -> None:
    read = read_value_set(HEAD + ROWS, FILE, KNOWN)
    assert (read.id, read.instrument, read.country) == ("somewhere-2020", "made@1", "XX")
    assert read.citation == Citation("Made up for a test: nobody was asked", Grade.B)
    assert read.values["11"] == Decimal("-0.111")
    assert len(read.values) == 4


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD.replace("# id: somewhere-2020\n", "") + ROWS, "'# id:' is missing"),
        (HEAD.replace("grade: B", "grade: Z") + ROWS, "its grade is not one"),
        (HEAD.replace("somewhere-2020", "s" * 21) + ROWS, "its id is too long"),
        ("# colour: blue\n" + HEAD + ROWS, "the comment '# colour: blue' is not known"),
        ("# no colon here\n" + HEAD + ROWS, "is not known here"),
        (HEAD.replace("made@1", "made@2") + ROWS, "made@2 is not known here"),
        (HEAD.replace("made@1", "other@1") + ROWS, "other@1 is not known here"),
        (HEAD + ROWS.replace("profile,", "state,"), "not the columns it needs"),
        (HEAD, "not the columns it needs"),
        (HEAD + ROWS.replace("11,-0.111\n", ""), "1 profiles have no value, the first 11"),
        (HEAD + ROWS + "00,1\n", "the profile '00' is not possible or stands twice"),
        (HEAD + ROWS + "22,1\n", "the profile '22' is not possible"),
        (HEAD + ROWS.replace("0.25", "much"), "the value of 10 is not a number"),
        (HEAD + ROWS.replace("0.25", "1.5"), "the value of 10 is not a number up to 1"),
        (HEAD + ROWS.replace("10,0.25", "10"), "the value of 10 is not a number"),
        (HEAD + ROWS.replace("0.25", "NaN"), "the value of 10 is not a number"),
    ],
)
def test_a_fault_is_refused_with_what_is_wrong(text: str, what: str) -> None:
    with pytest.raises(ContentFaultError) as caught:
        read_value_set(text, FILE, KNOWN)
    assert caught.value.file == FILE
    assert what in str(caught.value)
    assert caught.value.do


def test_a_measure_that_looks_nothing_up_has_no_value_set() -> None:
    with pytest.raises(ContentFaultError, match="made@1 looks nothing up"):
        read_value_set(HEAD + ROWS, FILE, {"made": PLAIN})


def eq_5d(value: str) -> str:
    head = HEAD.replace("made@1", "eq-5d-5l@1")
    digits = range(1, 6)
    rows = [
        f"{a}{b}{c}{d}{e},{value}"
        for a in digits
        for b in digits
        for c in digits
        for d in digits
        for e in digits
    ]
    return head + "profile,utility\n" + "\n".join(rows) + "\n"


def test_the_site_supplies_it_and_the_package_has_none(tmp_path: Path) -> None:
    assert value_sets() == {}
    folder = tmp_path / "value_sets"
    folder.mkdir()
    (folder / "mine.csv").write_text(eq_5d("0.5"), encoding="utf-8")
    with reading_from(Source(site=tmp_path)):
        known = value_sets()
    assert list(known) == ["eq-5d-5l@1"]
    assert len(known["eq-5d-5l@1"].values) == 3125
    instrument = instruments()["eq-5d-5l"]
    answers = {each.number: each.values[0] for each in instrument.items}
    found = {each.score: each.variant for each in score(instrument, answers, value_sets=known).results}
    assert found["utility"].endswith("/somewhere-2020")
    (folder / "second.csv").write_text(eq_5d("0.4"), encoding="utf-8")
    with (
        reading_from(Source(site=tmp_path)),
        pytest.raises(ContentFaultError, match="has a value set already"),
    ):
        value_sets()
