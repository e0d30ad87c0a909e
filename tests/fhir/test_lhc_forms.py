"""A stranger's renderer shows our Questionnaires, and its answers give our score."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from cairn.content.readers.instrument import instruments, read_instrument
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Incomplete, Score, score
from cairn.fhir.questionnaire import questionnaire, recomputable
from cairn.fhir.questionnaire_response import read_questionnaire_response
from tests.domain.instruments.cases import MEASURES
from tests.domain.instruments.made import data, item, scored
from tests.fhir.lhc_forms import FOLDER, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="scripts/test fetches LHC-Forms"),
]

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

WORDS = {"en": "Words", "es": "Palabras"}
CHOICES = [{"value": value, "text": {"en": f"Answer {value}"}} for value in range(4)]
ENDS = {"low": {"en": "Not at all"}, "high": {"en": "Entirely"}}


def made_up(items: list[dict[str, Any]], scores: list[dict[str, Any]], name: str) -> Instrument:
    """A measure with words of its own."""
    worded = [{**each, "text": {"en": f"Question {each['number']}"}} for each in items]
    whole = data(worded, scores, id=name, value_sets={"four": CHOICES})
    whole["licence"]["tier"] = 1
    return read_instrument(whole, "instruments/here.yaml")


MEAN = made_up(
    [item("1"), item("2", reverse=True), item("3")],
    [
        scored("mean", mean=["1", "2", "3"], range=[0, 3]),
        scored("four-times", sum=["1", "2", "3"], times=4, range=[0, 36]),
    ],
    "made-mean",
)
PERCENT = made_up(
    [item("1"), item("vas", scale={"from": 0, "to": 10, **ENDS}), item("3", reverse=True)],
    [scored("percent", percent=["1", "vas", "3"], range=[0, 100])],
    "made-percent",
)
ANY = made_up(
    [item("1"), item("2", enabled_when=[{"at_least": 1, "of": {"1": 2}}])],
    [scored("total", sum=["1", "2"], range=[0, 6])],
    "made-any",
)
BOTH = made_up(
    [item("1"), item("2"), item("3", enabled_when=[{"at_least": 2, "of": {"1": 1, "2": 1}}])],
    [scored("total", sum=["1", "2", "3"], range=[0, 9])],
    "made-both",
)
KINDS = (*MEASURES, MEAN, PERCENT)
GATED = (ANY, instruments()["pc-ptsd-5"])
KNOWN = {**instruments(), **{each.id: each for each in (*KINDS, *GATED)}}

SHOW = "form => { LForms.Util.addFormToPage(form, 'form', {prepopulate: false}) }"
"""Without its promise: a renderer that fails must end in the next line's time limit, not in waiting for ever."""


@pytest.fixture(scope="module")
def renderer() -> Iterator[Page]:
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        page = browser.new_page()
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(address)
        page.wait_for_function("window.LForms && LForms.Util && LForms.FHIR")
        yield page
        browser.close()
        assert [url for url in requests if not url.startswith((address.removesuffix("form"), "data:"))] == []


def show(page: Page, instrument: Instrument) -> None:
    page.evaluate(SHOW, questionnaire(instrument))
    page.locator(f"[id='item-{instrument.items[0].number}/1/1']").wait_for()


def answer(page: Page, instrument: Instrument, number: str, value: int) -> None:
    """Click the answer under the words and the value that the renderer shows."""
    if instrument.item(number).scale is not None:
        page.locator(f"[id='{number}/1/1']").fill(str(value))
        return
    text = instrument.item(number).choice(value).text
    assert text is not None
    shown = page.locator(f"[id='item-{number}/1/1']").get_by_text(f"{text.en} - {value}", exact=True)
    shown.click()


def returned(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')")
    return found


def totals(response: dict[str, Any]) -> dict[str, float]:
    return {
        item["linkId"]: item["answer"][0]["valueDecimal"]
        for item in response.get("item", [])
        if "answer" in item
    }


def read(instrument: Instrument, response: dict[str, Any]) -> dict[str, int]:
    named = {**response, "questionnaire": response.get("questionnaire", questionnaire(instrument)["url"])}
    return dict(read_questionnaire_response(named, KNOWN).answers)


@pytest.mark.parametrize("instrument", KINDS, ids=lambda each: each.key)
def test_a_stranger_fills_in_our_form_and_arrives_at_our_score(
    renderer: Page, instrument: Instrument
) -> None:
    scored = [item for item in instrument.items if item.scored]
    answers = {item.number: item.values[place % len(item.values)] for place, item in enumerate(scored, 1)}
    *most, last = answers
    show(renderer, instrument)
    for number in most:
        answer(renderer, instrument, number, answers[number])
    partial = returned(renderer)
    needing_last = {rule.id for rule in recomputable(instrument) if last in rule.items}
    assert not needing_last & set(totals(partial))
    found = score(instrument, read(instrument, partial))
    assert isinstance(found, Incomplete)
    assert found.missing == (last,)

    answer(renderer, instrument, last, answers[last])
    total = recomputable(instrument)[-1].id
    renderer.wait_for_function(f"document.getElementById('{total}/1').value !== ''")
    complete = returned(renderer)
    ours = score(instrument, answers)
    assert isinstance(ours, Score)
    assert read(instrument, complete) == answers
    assert score(instrument, read(instrument, complete)) == ours
    assert totals(complete) == pytest.approx(
        {rule.id: float(ours.amount(rule.id)) for rule in recomputable(instrument)}
    )


@pytest.mark.parametrize("instrument", GATED, ids=lambda each: each.key)
def test_a_strangers_renderer_asks_what_we_ask(renderer: Page, instrument: Instrument) -> None:
    show(renderer, instrument)
    first, later = instrument.items[0], instrument.items[-1]
    place = renderer.locator(f"[id='item-{later.number}/1/1']")
    answer(renderer, instrument, first.number, first.values[-1])
    place.wait_for()
    answer(renderer, instrument, first.number, first.values[0])
    place.wait_for(state="detached")
    answer(renderer, instrument, first.number, first.values[-1])
    place.wait_for()
    answer(renderer, instrument, later.number, later.values[-1])
    sent = {first.number: first.values[-1], later.number: later.values[-1]}
    assert read(instrument, returned(renderer)) == sent


def test_a_strangers_renderer_follows_an_expression_where_r4_cannot_say_it(renderer: Page) -> None:
    show(renderer, BOTH)
    third = renderer.locator("[id='item-3/1/1']")
    answer(renderer, BOTH, "1", 3)
    answer(renderer, BOTH, "2", 0)
    assert third.count() == 0
    answer(renderer, BOTH, "2", 1)
    third.wait_for()
    answer(renderer, BOTH, "1", 0)
    third.wait_for(state="detached")


def test_every_question_is_shown_in_the_official_words(renderer: Page) -> None:
    for instrument in MEASURES:
        show(renderer, instrument)
        shown = renderer.inner_text("#form")
        for each in instrument.items:
            assert each.text is not None
            assert each.text.en in shown
