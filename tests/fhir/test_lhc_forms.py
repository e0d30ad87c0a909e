"""A stranger's renderer shows our Questionnaires, and its answers give our score."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Incomplete, Score, score
from cairn.fhir.questionnaire import questionnaire, recomputable
from cairn.fhir.questionnaire_response import read_questionnaire_response
from tests.domain.instruments.cases import MEASURES
from tests.fhir.lhc_forms import FOLDER, served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="scripts/test fetches LHC-Forms"),
]

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)

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
    page.locator(f"[id='item-{instrument.items[-1].number}/1/1']").wait_for()


def answer(page: Page, instrument: Instrument, number: str, value: int) -> None:
    """Click the answer under the words and the value that the renderer shows."""
    text = instrument.item(number).choice(value).text
    assert text is not None
    shown = page.locator(f"[id='item-{number}/1/1']").get_by_text(f"{text.en} - {value}", exact=True)
    shown.click()


def returned(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')")
    return found


def totals(response: dict[str, Any]) -> dict[str, int]:
    return {
        item["linkId"]: item["answer"][0]["valueDecimal"]
        for item in response.get("item", [])
        if "answer" in item
    }


def read(instrument: Instrument, response: dict[str, Any]) -> dict[str, int]:
    named = {**response, "questionnaire": response.get("questionnaire", questionnaire(instrument)["url"])}
    return dict(read_questionnaire_response(named, instruments()).answers)


@pytest.mark.parametrize("instrument", MEASURES, ids=lambda each: each.key)
def test_a_stranger_fills_in_our_form_and_arrives_at_our_score(
    renderer: Page, instrument: Instrument
) -> None:
    scored = [item for item in instrument.items if item.scored]
    answers = {item.number: int(item.number) % len(item.values) for item in scored}
    *most, last = answers
    show(renderer, instrument)
    for number in most:
        answer(renderer, instrument, number, answers[number])
    partial = returned(renderer)
    assert "total" not in totals(partial)
    assert score(instrument, read(instrument, partial)) == Incomplete(instrument.key, (last,))

    answer(renderer, instrument, last, answers[last])
    renderer.wait_for_function("document.getElementById('total/1').value !== ''")
    complete = returned(renderer)
    ours = score(instrument, answers)
    assert isinstance(ours, Score)
    assert read(instrument, complete) == answers
    assert score(instrument, read(instrument, complete)) == ours
    assert totals(complete) == {rule.id: int(ours.amount(rule.id)) for rule in recomputable(instrument)}


def test_every_question_is_shown_in_the_official_words(renderer: Page) -> None:
    for instrument in MEASURES:
        show(renderer, instrument)
        shown = renderer.inner_text("#form")
        for item in instrument.items:
            assert item.text is not None
            assert item.text.en in shown
