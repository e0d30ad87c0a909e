"""Pages for the care team."""
