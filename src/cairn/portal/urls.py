"""Addresses of the pages for the person in care."""

from django.urls import path

from cairn.portal.views import home

app_name = "portal"
urlpatterns = [
    path("", home.show, name="home"),
]
