"""From a chart description to an SVG that a page may show: named, without scripts, styles or inner roles."""

import re
from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Any, Literal

from cairn.components.charts.tokens import FONT, INK, INK_SOFT, LINE
from cairn.domain.instruments.wording import Language

_INNER_ROLES = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_ROOT = re.compile(r"<svg [^>]*?(?P<box>viewBox=\"[^\"]*\")[^>]*>")
_LOCALES: Mapping[Language, Literal["en-GB", "es-ES"]] = MappingProxyType(
    {Language.ENGLISH: "en-GB", Language.SPANISH: "es-ES"}
)


def draw(chart: Any, *, chart_id: str, title: str, description: str, language: Language) -> str:
    """The SVG of an Altair chart. Its width is its container's.

    `chart_id` must be unique on the page: the title and description are named after it.
    """
    import vl_convert

    styled = (
        chart.configure(font=FONT, aria=False, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK_SOFT,
            titleColor=INK_SOFT,
            gridColor=LINE,
            domainColor=LINE,
            tickColor=LINE,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        )
        .configure_text(color=INK, fontSize=12)
    )
    drawn = vl_convert.vegalite_to_svg(styled.to_dict(), time_format_locale=_LOCALES[language])
    return _named(drawn, chart_id=chart_id, title=title, description=description, language=language)


def _named(svg: str, *, chart_id: str, title: str, description: str, language: Language) -> str:
    plain = _INNER_ROLES.sub("", svg)
    root = _ROOT.match(plain)
    if root is None:
        raise ValueError("The drawing library returned no SVG.")
    names = f"{chart_id}-title {chart_id}-description"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {root["box"]} role="img" lang="{language}" '
        f'aria-labelledby="{escape(names)}">'
        f'<title id="{escape(chart_id)}-title">{escape(title)}</title>'
        f'<desc id="{escape(chart_id)}-description">{escape(description)}</desc>'
    )
    return opening + plain[root.end() :]
