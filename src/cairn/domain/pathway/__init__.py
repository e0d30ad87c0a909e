"""Where a person stands on the way, and what must happen before the next step."""
