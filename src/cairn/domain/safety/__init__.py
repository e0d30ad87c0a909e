"""Concerns that must reach a named person."""
