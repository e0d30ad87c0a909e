from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from cairn.config.messages import texts, untranslated


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
