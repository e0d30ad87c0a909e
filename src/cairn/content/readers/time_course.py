"""The expectation band: `time_course.yaml` to the numbers of its curve."""

from collections.abc import Mapping
from types import MappingProxyType

from cairn.content.loader import load_yaml
from cairn.content.readers.fields import Fields
from cairn.content.source import kept_per_source
from cairn.domain.pharmacology.time_course import Model, Spread
from cairn.domain.quantities import Form

FILE = "time_course.yaml"


@kept_per_source
def time_course() -> Model:
    """The curve that comes with the package."""
    return read_time_course(load_yaml(FILE))


def read_time_course(data: Mapping[str, object]) -> Model:
    """Turn the file's mapping into a curve.

    :raises ContentFaultError: naming the entry and the mend, also for a number that would break the curve.
    """
    top = Fields(FILE, "file", dict(data))
    top.entry = top.text("id")
    curve, studied = top.inner("curve"), top.inner("studied")
    forms = top.inner("mass_per_anhydrate")
    model = Model(
        id=top.entry,
        uptake=_above_zero(curve, "uptake"),
        elimination=_above_zero(curve, "elimination"),
        lag=float(curve.decimal("lag")),
        volume=_above_zero(curve, "volume"),
        half_effect=_above_zero(curve, "half_effect"),
        steepness=_above_zero(curve, "steepness"),
        greatest_effect=_above_zero(curve, "greatest_effect"),
        psilocin_share=_above_zero(top, "psilocin_share"),
        mass_per_anhydrate=MappingProxyType({form: _above_zero(forms, form.value) for form in Form}),
        spreads=tuple(_spread(top, row) for row in top.rows("spreads")),
        studied=(studied.decimal("from"), studied.decimal("to")),
        label=top.text("label"),
        source=top.citation("source"),
    )
    for fields in (curve, studied, forms, top):
        fields.close()
    if model.uptake == model.elimination:
        curve.fault("uptake and elimination are the same.", "The curve needs two different rates.")
    doses = [spread.mg_psilocybin for spread in model.spreads]
    if not doses or doses != sorted(set(doses)):
        top.fault("the spreads do not rise by dose.", "Order them by their milligrams, each once.")
    return model


def _spread(top: Fields, row: object) -> Spread:
    fields = Fields(FILE, f"{top.entry}, spread", row)
    spread = Spread(_above_zero(fields, "mg_psilocybin"), _above_zero(fields, "points"))
    fields.close()
    return spread


def _above_zero(fields: Fields, key: str) -> float:
    value = float(fields.decimal(key))
    if value <= 0:
        fields.fault(f"'{key}' is not above zero.", "Write a number above zero.")
    return value
