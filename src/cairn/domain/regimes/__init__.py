"""What the law of a place asks, as dated data: packs, their rules, and what they say of one event."""
