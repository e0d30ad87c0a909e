"""Every read for a page, scoped to what the reader may see."""
