"""No template asks for a class, an icon or a kind that nobody has drawn."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src/cairn"
STATIC = PACKAGE / "components/static/cairn"
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))

TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
LEFT_TO_OTHERS = {
    "errorlist", "nonfield",  # Django's own names for lists of faults
    "htmx-indicator", "htmx-request",
}  # fmt: skip


def _drawn() -> set[str]:
    css = "\n".join(path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css"))
    return set(re.findall(r"\.(-?[a-z][\w-]*)", css)) | LEFT_TO_OTHERS


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_every_class_a_template_asks_for_is_drawn(template: Path) -> None:
    plain = TAGS.sub(" ", template.read_text(encoding="utf-8"))
    asked = {name for group in re.findall(r'class="([^"]*)"', plain) for name in group.split()}
    assert asked - _drawn() == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_every_icon_a_template_asks_for_is_in_the_sprite(template: Path) -> None:
    sprite = set(re.findall(r'id="([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    asked = set(re.findall(r"{% icon ['\"]([\w-]+)['\"]", template.read_text(encoding="utf-8")))
    assert asked - sprite == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_no_template_styles_or_scripts_by_itself(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    data_blocks = re.sub(r'<script[^>]*type="application/json"[^>]*>', "", text)
    assert (
        re.findall(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on", data_blocks) == []
    )
