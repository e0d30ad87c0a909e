"""The application that joins the parts: commands, no tables."""

from django.apps import AppConfig
from django.conf import settings

from cairn import clock
from cairn.content.site_folder import watch


class ConfigApp(AppConfig):
    """Commands that need more than one part of the product."""

    name = "cairn.config"
    label = "cairn_config"

    def ready(self) -> None:
        """Go by the site's own content, where it has any."""
        watch(settings.CAIRN_SITE_CONTENT, settings.VAR / "site-content", clock.now())
