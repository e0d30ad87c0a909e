"""The application that joins the parts: commands, no tables."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    """Commands that need more than one part of the product."""

    name = "cairn.config"
    label = "cairn_config"
