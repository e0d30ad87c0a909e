"""Charts drawn on the server: SVG in the page's own tokens, each with its words and its table."""
