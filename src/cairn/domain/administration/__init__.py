"""The administration day: an append-only list of events, and what follows from folding over them."""
