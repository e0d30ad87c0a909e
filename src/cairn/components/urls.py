"""The two choices every reader has, signed in or not: theme and language."""

from django.urls import path
from django.views.i18n import set_language

from cairn.components.appearance import choose_theme

app_name = "components"
urlpatterns = [
    path("appearance/theme/", choose_theme, name="theme"),
    path("appearance/language/", set_language, name="language"),
]
