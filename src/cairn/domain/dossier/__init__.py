"""Everything one person's record holds, as frozen values: what leaves in an export and comes back equal."""
