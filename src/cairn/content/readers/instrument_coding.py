"""The LOINC codes of an instrument file, each with a check digit that is right."""

from collections.abc import Iterable

from cairn.content.readers.fields import Fields
from cairn.domain.instruments.coding import Coding, has_loinc_check_digit
from cairn.domain.vocabulary import Grade


def read_coding(fields: Fields, also: Iterable[str] = ()) -> Coding:
    """A LOINC code whose check digit is right; `also` names keys of the same entry that others read."""
    code = fields.text("loinc")
    if not has_loinc_check_digit(code):
        fields.fault(f"'{code}' is no LOINC code: its check digit is wrong.", "Compare it with the source.")
    coding = Coding(code, fields.code("grade", Grade))
    if not also:
        fields.close()
    return coding
