"""Pieces that clinic and portal share."""

from django.apps import AppConfig


class ComponentsApp(AppConfig):
    """Pieces that clinic and portal share."""

    name = "cairn.components"
    label = "components"
