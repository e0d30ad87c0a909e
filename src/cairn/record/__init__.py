"""The record: the only part with tables. Every write is a service, every read for a page a selector."""
