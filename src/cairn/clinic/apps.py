"""Pages for the care team."""

from django.apps import AppConfig


class ClinicApp(AppConfig):
    """Pages for the care team."""

    name = "cairn.clinic"
    label = "clinic"
