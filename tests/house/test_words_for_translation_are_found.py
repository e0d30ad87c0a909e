import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from cairn.config.messages import renewed, texts, untranslated


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% load i18n %}<p>{% translate "Your way" %}</p>', [(None, ("Your way",))]),
        (
            "  <p>\n      {% blocktranslate %}It's {{ name }}{% endblocktranslate %}\n  </p>",
            [(None, ("It's %(name)s",))],
        ),
        (
            "{% blocktranslate count n=n trimmed %}\n One{% plural %} {{ n }} steps{% endblocktranslate %}",
            [(None, ("One", "%(n)s steps"))],
        ),
        ('{% translate "clear" context "a finding" %}', [("a finding", ("clear",))]),
        ("<p>Not marked</p>", []),
    ],
)
def test_a_template_tells_its_words(
    tmp_path: Path, source: str, found: list[tuple[str | None, tuple[str, ...]]]
) -> None:
    path = tmp_path / "page.html"
    path.write_text(source)
    assert list(texts(path)) == found


def test_a_module_tells_its_words(tmp_path: Path) -> None:
    path = tmp_path / "view.py"
    path.write_text('title = _("Today")\nunder = ngettext("%d flag", "%d flags", n)\nother = say("no")\n')
    assert list(texts(path)) == [(None, ("Today",)), (None, ("%d flag", "%d flags"))]


def test_a_text_is_translated_when_each_of_its_forms_is() -> None:
    catalogue = Catalog(locale="es")
    catalogue.add("Today", "Hoy")
    catalogue.add("Clear", "")
    catalogue.add(("%d flag", "%d flags"), ("%d aviso", ""))
    assert untranslated(catalogue) == ["Clear", "('%d flag', '%d flags')"]


@pytest.mark.parametrize(
    "language", [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
)
def test_every_text_has_words_and_they_keep_the_places_of_values(language: str) -> None:
    catalogue = renewed(language)
    assert untranslated(catalogue) == []
    moved = [
        message.id
        for message in catalogue
        if message.id and any(places(said) != places(message.id) for said in forms(message.string))
    ]
    assert moved == []


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def places(text: str | tuple[str, ...]) -> set[str]:
    """The values a text has room for; one of its plural forms may leave the number out."""
    return set(re.findall(r"%\(\w+\)[0-9]*[sd]|%[sd]", " ".join(forms(text)))) - {"%(n)s"}
