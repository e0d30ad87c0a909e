"""Pages for the person in care."""

from django.apps import AppConfig


class PortalApp(AppConfig):
    """Pages for the person in care."""

    name = "cairn.portal"
    label = "portal"
