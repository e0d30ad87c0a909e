"""A way of working as versioned data: its steps, their windows, its measures and what must be on file."""
