"""What changed for one person over time."""
