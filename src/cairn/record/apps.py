"""The record as an application."""

from django.apps import AppConfig


class RecordApp(AppConfig):
    """The tables and what may be done with them."""

    name = "cairn.record"
    label = "record"
