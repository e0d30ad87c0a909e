"""Measures as data: what is asked, how it is scored, what a score means, and when an answer cannot wait."""
