"""Renders a line of template with our tags, as a page would."""

from typing import Any

from django.http import HttpRequest
from django.template import engines


def rendered(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    template = engines["django"].from_string("{% load cairn_pieces %}" + source)
    return " ".join(template.render(context, request).split())
