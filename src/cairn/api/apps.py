"""FHIR and JSON for other systems."""

from django.apps import AppConfig


class ApiApp(AppConfig):
    """FHIR and JSON for other systems."""

    name = "cairn.api"
    label = "api"
