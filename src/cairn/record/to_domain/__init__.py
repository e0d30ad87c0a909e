"""Rows to domain values: one direction, no rule."""
