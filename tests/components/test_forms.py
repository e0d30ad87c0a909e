"""How a field ties its words together, and that an unanswered question is visibly unanswered."""

import re

import pytest
from django import forms
from django.utils import translation

from cairn.components.forms import CairnRenderer, Choices, DayInput, MomentInput, Quantity, YesNoNotSureField
from cairn.components.pieces_forms import EveryField


class Small(forms.Form):
    default_renderer = CairnRenderer

    name = forms.CharField(label="Name", help_text="As on your card.")
    weight = forms.DecimalField(label="Weight", widget=Quantity("kg"), max_value=400, required=False)
    family = YesNoNotSureField(label="Anyone in your family?", help_text="Say so if you are not sure.")
    born = forms.DateField(widget=DayInput(), required=False)
    begins = forms.DateTimeField(widget=MomentInput(), required=False)
    sleep = forms.ChoiceField(choices=[("0", "Not at all")], widget=Choices(), required=False)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def test_help_and_fault_are_read_out_with_their_field() -> None:
    written = str(Small({"name": ""})["name"].as_field_group())
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', written)
    assert described is not None
    assert [f'id="{name}"' in written for name in described[1].split()] == [True, True]
    assert 'aria-invalid="true"' in written


def test_a_group_of_choices_is_a_fieldset_with_a_legend_and_its_help() -> None:
    written = str(Small()["family"].as_field_group())
    assert '<fieldset class="field" aria-describedby="id_family_helptext">' in written
    assert "<legend>Anyone in your family?" in written
    assert "not answered yet" in written


def test_nothing_is_chosen_until_somebody_chooses() -> None:
    assert "checked" not in str(Small()["family"])


@pytest.mark.parametrize("answer", ["yes", "no", "not-sure", ""])
def test_each_answer_and_no_answer_stay_what_they_are(answer: str) -> None:
    form = Small({"name": "Mar", "family": answer})
    assert form.is_valid()
    assert form.cleaned_data["family"] == answer


def test_an_answer_that_was_not_offered_is_refused() -> None:
    assert "family" in Small({"name": "Mar", "family": "maybe"}).errors


def test_a_quantity_carries_its_unit_in_sight_and_in_its_label() -> None:
    written = str(Small()["weight"].as_field_group())
    assert '<span class="unit" aria-hidden="true">kg</span>' in written
    assert '<span class="out-of-sight"> (kg)</span>' in written
    assert 'inputmode="decimal"' in written


def test_the_summary_links_each_fault_to_its_field() -> None:
    written = str(Small({"weight": "900"}))
    assert '<a href="#id_name">Name</a>' in written
    assert '<a href="#id_weight">Weight</a>' in written


def test_a_form_nobody_has_sent_has_no_summary() -> None:
    assert "another look" not in str(Small())


def test_days_and_moments_use_the_pickers_of_the_browser() -> None:
    assert 'type="date"' in str(Small()["born"])
    assert 'type="datetime-local"' in str(Small()["begins"])


def test_every_field_of_the_style_page_renders_without_inline_style_or_script() -> None:
    form = EveryField({"systolic": "900"}, renderer=CairnRenderer())
    assert re.findall(r"(?:\sstyle=|\son\w+=|<script|<style)", str(form)) == []
