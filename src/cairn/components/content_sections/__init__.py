"""Clinical content laid out for a clinician: the same sections stand on the content pages and in the reference."""
