"""Names as the search reads them."""

import unicodedata


def searchable(*names: str) -> str:
    """Names as the search reads them: no capitals, no accents, each word after a space."""
    plain = unicodedata.normalize("NFKD", " ".join(names)).encode("ascii", "ignore").decode().lower()
    return (" " + " ".join(plain.replace("-", " ").replace("'", "").split()))[:400]
