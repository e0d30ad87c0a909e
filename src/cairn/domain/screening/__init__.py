"""Screening: rules to findings, findings to a disposition, and what a named person may then decide."""
