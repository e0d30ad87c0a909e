"""What stands before a dose that a person has chosen. The product never names one."""

from decimal import Decimal

import pytest

from cairn.domain.administration.codes import DosePart
from cairn.domain.administration.dose import Ceiling, DosePlan, Ledger, unmet_before_dose
from cairn.domain.administration.session import fold
from cairn.domain.quantities import Amount, DoseUnit, Form, Incomparable
from tests.spec.session_day import dosed, mg

INITIAL, SUPPLEMENTARY = DosePart.INITIAL, DosePart.SUPPLEMENTARY
PLAN = DosePlan(initial=mg("25"), maximum=mg("35"))
OREGON = Ceiling("OR-DOSE-01", Decimal(50), DoseUnit.MG_PSILOCYBIN, "OAR 333-333-5250", enforced=True)
HOUSE = Ceiling("HOUSE-01", Decimal(30), DoseUnit.MG_PSILOCYBIN, "Site rule", enforced=False)


def after(*given: str) -> Ledger:
    return fold([dosed(minute, mg(amount)) for minute, amount in enumerate(given)]).ledger


@pytest.mark.parametrize(
    ("given", "amount", "part", "against", "unmet"),
    [
        # nothing given yet
        ([], mg("25"), INITIAL, (PLAN, OREGON), []),
        ([], mg("20"), INITIAL, (PLAN, OREGON), []),
        ([], mg("25.1"), INITIAL, (PLAN, OREGON), [("dose.plan.initial", "hold")]),
        ([], mg("25"), INITIAL, (None, OREGON), [("dose.plan", "hold")]),
        ([], mg("10"), SUPPLEMENTARY, (PLAN, OREGON), [("dose.order", "hold")]),
        ([], mg("25"), INITIAL, (PLAN, None), [("dose.ceiling", "note")]),
        # a supplementary dose counts with the first
        (["25"], mg("10"), SUPPLEMENTARY, (PLAN, OREGON), []),
        (["25"], mg("10.5"), SUPPLEMENTARY, (PLAN, OREGON), [("dose.plan.maximum", "hold")]),
        (["25"], mg("10"), INITIAL, (PLAN, OREGON), [("dose.order", "hold")]),
        # limits, at the edge and past it
        (["25"], mg("25"), SUPPLEMENTARY, (DosePlan(mg("25"), mg("60")), OREGON), []),
        (
            ["25"],
            mg("25.1"),
            SUPPLEMENTARY,
            (DosePlan(mg("25"), mg("60")), OREGON),
            [("OR-DOSE-01", "block")],
        ),
        (["25"], mg("6"), SUPPLEMENTARY, (PLAN, HOUSE), [("HOUSE-01", "hold")]),
        # units are never converted to fit
        (
            [],
            mg("10", DoseUnit.MG_PSILOCIN),
            INITIAL,
            (PLAN, OREGON),
            [("dose.plan.initial", "block"), ("dose.plan.maximum", "block"), ("OR-DOSE-01", "block")],
        ),
        (
            ["25"],
            mg("3", DoseUnit.G_MATERIAL),
            SUPPLEMENTARY,
            (PLAN, OREGON),
            [("dose.total", "block")],
        ),
        (
            [],
            mg("25", form=Form.TRIHYDRATE),
            INITIAL,
            (PLAN, OREGON),
            [("dose.plan.initial", "block"), ("dose.plan.maximum", "block")],
        ),
    ],
)
def test_a_dose_is_held_against_the_plan_and_the_rule(
    given: list[str],
    amount: Amount,
    part: DosePart,
    against: tuple[DosePlan | None, Ceiling | None],
    unmet: list[tuple[str, str]],
) -> None:
    plan, ceiling = against
    found = unmet_before_dose(amount, part, after(*given), plan=plan, ceiling=ceiling)
    assert [(each.id, each.severity.value) for each in found] == unmet


def test_a_refusal_says_what_and_what_next_and_names_no_other_dose() -> None:
    (found,) = unmet_before_dose(
        mg("30"), SUPPLEMENTARY, after("25"), plan=DosePlan(mg("25"), mg("60")), ceiling=OREGON
    )
    assert (found.what, found.how, found.source) == (
        "55 mg psilocybin in all is more than the 50 mg psilocybin allowed in one session.",
        "Do not give it.",
        "OAR 333-333-5250",
    )


def test_doses_counted_in_different_things_have_no_total() -> None:
    ledger = fold([dosed(0, mg("20")), dosed(60, mg("8", DoseUnit.MG_PSILOCIN))]).ledger
    assert [entry.dosed.amount.unit for entry in ledger.entries] == [
        DoseUnit.MG_PSILOCYBIN,
        DoseUnit.MG_PSILOCIN,
    ]
    assert isinstance(ledger.total, Incomparable)
