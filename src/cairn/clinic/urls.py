"""Addresses of the care team's pages."""

from django.urls import path

from cairn.clinic.views import safety_flag, today

app_name = "clinic"
urlpatterns = [
    path("", today.show, name="today"),
    path("flags/", safety_flag.waiting, name="flags"),
]
