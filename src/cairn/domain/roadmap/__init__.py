"""One person's roadmap: protocol, regime and the person's days turned into dated steps."""
