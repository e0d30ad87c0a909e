"""Every pair of colours that carries words or marks a control is measured in all three themes."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "src/cairn/components/static/cairn/css/tokens.css"
THEMES = ("light", "dark", "dim")
WORDS = 4.5
MARKS = 3.0

GROUNDS = ("ground", "sheet", "well", "accent-soft", "note-soft")
PAIRS = [
    *((ink, ground, WORDS) for ink in ("ink", "ink-soft", "accent", "accent-strong") for ground in GROUNDS),
    *((kind, f"{kind}-soft", WORDS) for kind in ("block", "hold", "review", "note", "clear")),
    *((kind, "sheet", WORDS) for kind in ("block", "hold", "review", "note", "clear")),
    *(("ink", f"{kind}-soft", WORDS) for kind in ("block", "hold", "review", "note", "clear")),
    ("on-accent", "accent", WORDS),
    ("on-accent", "accent-strong", WORDS),
    ("block", "ground", WORDS),
    ("hold", "ground", WORDS),
    *(("edge", ground, MARKS) for ground in ("ground", "sheet", "well")),
    ("accent", "stone", 1.3),
]


def _themes() -> dict[str, dict[str, str]]:
    css = TOKENS.read_text(encoding="utf-8")
    pairs = dict(re.findall(r"--([\w-]+): light-dark\((#\w+), #\w+\);", css))
    light = dict(pairs)
    dark = dict(re.findall(r"--([\w-]+): light-dark\(#\w+, (#\w+)\);", css))
    dim_block = css[css.index('[data-theme="dim"]') :]
    dim = dark | dict(re.findall(r"--([\w-]+): (#\w+);", dim_block[: dim_block.index("}")]))
    return {"light": light, "dark": dark, "dim": dim}


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_marks_stand_out_from_what_is_behind_them(theme: str) -> None:
    colours = _themes()[theme]
    faint = {
        f"{over} on {under}": round(_contrast(colours[over], colours[under]), 2)
        for over, under, least in PAIRS
        if _contrast(colours[over], colours[under]) < least
    }
    assert faint == {}


def test_black_on_white_is_the_most_there_is() -> None:
    assert round(_contrast("#000", "#fff"), 1) == 21.0


def test_the_dim_room_holds_no_bright_surface() -> None:
    colours = _themes()["dim"]
    surfaces = [
        name for name in colours if name in GROUNDS or (name.endswith("-soft") and name != "ink-soft")
    ]
    bright = {name: colours[name] for name in surfaces if _luminance(colours[name]) > 0.02}
    assert bright == {}


def test_the_dim_theme_names_every_colour_itself() -> None:
    css = TOKENS.read_text(encoding="utf-8")
    named = set(re.findall(r"--([\w-]+): light-dark\(#", css))
    dim_block = css[css.index('[data-theme="dim"]') :]
    assert named - set(re.findall(r"--([\w-]+):", dim_block[: dim_block.index("}")])) == set()
