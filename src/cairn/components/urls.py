"""Addresses of the choices every reader has."""

from django.urls import path

from cairn.components.appearance import choose_language, choose_theme

app_name = "components"
urlpatterns = [
    path("appearance/theme/", choose_theme, name="theme"),
    path("appearance/language/", choose_language, name="language"),
]
