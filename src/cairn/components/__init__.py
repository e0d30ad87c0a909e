"""Pieces that clinic and portal share."""
