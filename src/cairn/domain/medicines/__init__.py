"""Medicines: names to ingredients and classes, and what is known of them together with psilocybin."""
