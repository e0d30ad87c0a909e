"""One reader for each kind of content: plain data in, domain values out, or a fault that says the mend."""
