"""Pages for the person in care."""
