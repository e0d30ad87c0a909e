"""The printed roadmap: everything a person was told, in their language, tagged, literal, the same bytes again."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files

import pytest
from pypdf import PdfReader

from cairn.components.documents.roadmap import as_shown, roadmap_pdf
from cairn.components.documents.sheet import Paper, RoadmapSheet
from cairn.components.documents.words import MODALITIES, PHASES, TEXT, long_day, span
from cairn.domain.protocols.protocol import Modality
from cairn.domain.roadmap.problem import SessionPlan
from cairn.domain.vocabulary import EncounterKind
from tests.spec.plans import WEEKDAYS, can_come, roadmap

MADE = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
ROADMAP = roadmap(can_come(*WEEKDAYS), SessionPlan(Decimal(25)))
SHEET = RoadmapSheet(
    roadmap=ROADMAP,
    centre="Stillwater Centre",
    contact="503 555 0143, at any hour",
    called="Maya",
    version=2,
    agreed_on=date(2026, 11, 24),
    made_at=MADE,
    intention="To sit with my father's photograph and stay in the room.",
)


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_says_every_step_with_its_day_and_hours() -> None:
    text = text_of(roadmap_pdf(SHEET, language="en"))
    for step in ROADMAP.steps:
        assert step.title["en"] in text
        assert long_day(step.starts.date(), "en") in text
    assert "Thursday 17 December 2026 09:00–17:00" in text
    assert "At least 5 hours at the dose agreed; 8 hours are kept free." in text
    assert "Agreed on 24 November 2026 · Version 2 · Printed on 24 November 2026" in text
    assert "To reach a human at the centre: 503 555 0143, at any hour" in text
    assert "PHQ-9, GAD-7, PCL-5" in text


def test_it_speaks_spanish() -> None:
    text = text_of(roadmap_pdf(SHEET, language="es", paper=Paper.A4))
    assert "Su itinerario" in text
    assert "Jueves 17 de diciembre de 2026" in text
    assert "en el centro · Al menos 5 horas con la dosis acordada; se reservan 8 horas." in text


def test_a_proposal_says_that_it_is_not_agreed_and_silence_prints_no_words() -> None:
    proposed = replace(SHEET, agreed_on=None, intention=None)
    text = text_of(roadmap_pdf(proposed, language="en"))
    assert "Proposed; not agreed yet · Version 2" in text
    assert "In your own words" not in text
    assert "In your own words" in text_of(roadmap_pdf(SHEET, language="en"))


HOSTILE = '#import "@preview/x:1.0.0" #read("/etc/passwd") $x$ *bold* _it_ <a> [@b] \\ // "quoted" \u202e end'


def test_hostile_words_are_printed_as_they_are() -> None:
    hostile = replace(SHEET, called=HOSTILE, centre=HOSTILE, contact=HOSTILE, intention=HOSTILE)
    text = text_of(roadmap_pdf(hostile, language="en"))
    assert '#import "@preview/x:1.0.0"' in text
    assert '#read("/etc/passwd") $x$ *bold* _it_ <a> [@b]' in text


def test_it_is_tagged_for_screen_readers_with_title_and_language() -> None:
    for language in ("en", "es"):
        reader = PdfReader(io.BytesIO(roadmap_pdf(SHEET, language=language)))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert root["/Lang"].startswith(language)
        assert reader.metadata is not None
        assert reader.metadata.title == TEXT["title"][language]
        assert b"pdfuaid:part" in root["/Metadata"].get_data()


@pytest.mark.parametrize(("paper", "points"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_it_fits_its_paper_on_two_pages(paper: Paper, points: tuple[int, int]) -> None:
    pages = PdfReader(io.BytesIO(roadmap_pdf(SHEET, language="en", paper=paper))).pages
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in pages] == [points, points]


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert roadmap_pdf(SHEET, language="en") == roadmap_pdf(SHEET, language="en")


def test_every_font_is_inside_and_the_template_fetches_nothing() -> None:
    pages = PdfReader(io.BytesIO(roadmap_pdf(SHEET, language="en"))).pages
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            [inner] = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    template = files("cairn.components.documents").joinpath("roadmap.typ").read_text(encoding="utf-8")
    assert not [word for word in ("import", "http", "read(", "image(", "eval(") if word in template]


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="There are no words in 'fr'"):
        roadmap_pdf(SHEET, language="fr")


def test_a_roadmap_without_measures_or_reasons_is_printed_too() -> None:
    bare = replace(ROADMAP, steps=tuple(replace(s, reasons=()) for s in ROADMAP.steps), measures=())
    shown = as_shown(replace(SHEET, roadmap=bare), "en", Paper.LETTER)
    assert shown["measures"] == []
    assert "Questions about how you are" not in text_of(
        roadmap_pdf(replace(SHEET, roadmap=bare), language="en")
    )


def test_the_words_are_whole() -> None:
    assert set(PHASES) == set(EncounterKind)
    assert set(MODALITIES) == set(Modality)
    for words in (*TEXT.values(), *PHASES.values(), *MODALITIES.values()):
        assert set(words) == {"en", "es"}


@pytest.mark.parametrize(
    ("first", "last", "en", "es"),
    [
        (date(2026, 12, 4), date(2026, 12, 4), "4 December 2026", "4 de diciembre de 2026"),
        (
            date(2026, 11, 25),
            date(2026, 12, 9),
            "25 November to 9 December 2026",
            "25 de noviembre a 9 de diciembre de 2026",
        ),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            "30 December 2026 to 2 January 2027",
            "30 de diciembre de 2026 a 2 de enero de 2027",
        ),
    ],
)
def test_a_stretch_of_days_in_words(first: date, last: date, en: str, es: str) -> None:
    assert (span(first, last, "en"), span(first, last, "es")) == (en, es)
