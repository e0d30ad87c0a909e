"""Cairn: the clinical platform for lawful psilocybin-assisted psychotherapy."""
