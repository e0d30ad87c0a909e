"""What may be typed as an amount, and what the product says when it will not guess."""

from decimal import Decimal

import pytest

from cairn.domain.quantities import (
    Amount,
    DoseUnit,
    Doubtful,
    Equivalent,
    Form,
    Incomparable,
    Measure,
    NotConvertible,
    NotRead,
    doubt_amount,
    doubt_measure,
    doubt_pressure,
    for_information,
    incomparable,
    parse_amount,
    parse_number,
    total,
)

PSILOCYBIN = DoseUnit.MG_PSILOCYBIN
PSILOCIN = DoseUnit.MG_PSILOCIN
MATERIAL = DoseUnit.G_MATERIAL


@pytest.mark.parametrize(
    ("typed", "asked", "understood"),
    [
        ("25 mg psilocybin", None, "25 mg psilocybin"),
        ("25mg psilocybin", None, "25 mg psilocybin"),
        ("25 mg of psilocybin analyte", None, "25 mg psilocybin"),
        ("25.0 mg psilocybin", None, "25 mg psilocybin"),
        ("0.5 mg psilocybin", None, "0.5 mg psilocybin"),
        ("500 mcg psilocybin", None, "0.5 mg psilocybin"),
        ("500 µg psilocybin", None, "0.5 mg psilocybin"),
        ("30 mg psilocybin trihydrate", None, "30 mg psilocybin trihydrate"),
        ("10 mg total psilocin", None, "10 mg psilocin"),
        ("3.5 g dried mushrooms", None, "3.5 g dried material"),
        ("25 mg", PSILOCYBIN, "25 mg psilocybin"),
        ("25 mg psilocybin dihydrate", PSILOCYBIN, "25 mg psilocybin dihydrate"),
        ("3.5 g", MATERIAL, "3.5 g dried material"),
        ("100 mg psilocybin", None, "100 mg psilocybin"),
    ],
)
def test_an_amount_is_read_as_typed(typed: str, asked: DoseUnit | None, understood: str) -> None:
    assert str(parse_amount(typed, asked)) == understood


@pytest.mark.parametrize(
    ("typed", "asked", "refused_as"),
    [
        ("", None, "no-number"),
        ("mg psilocybin", None, "no-number"),
        ("25", None, "no-unit"),
        ("25", PSILOCYBIN, "no-unit"),
        ("25 mg", None, "no-substance"),
        ("25 mg mystery", None, "no-substance"),
        ("0,5 mg psilocybin", None, "ambiguous"),
        ("1,000 mg psilocybin", None, "ambiguous"),
        (".5 mg psilocybin", None, "ambiguous"),
        ("5. mg psilocybin", None, "ambiguous"),
        ("-.5 mg psilocybin", None, "ambiguous"),
        ("-25 mg psilocybin", None, "not-positive"),
        ("0 mg psilocybin", None, "not-positive"),
        ("25-30 mg psilocybin", None, "no-number"),
        ("٢٥ mg psilocybin", None, "no-number"),
        ("1e3 mg psilocybin", None, "unknown-unit"),
        ("2 caps psilocybin", None, "unknown-unit"),
        ("0.025 g psilocybin", None, "wrong-unit"),
        ("3500 mg dried material", None, "wrong-unit"),
        ("3500 mcg dried material", None, "wrong-unit"),
        ("25 mg psilocin", PSILOCYBIN, "wrong-unit"),
    ],
)
def test_what_could_be_read_two_ways_is_refused_with_a_reason(
    typed: str, asked: DoseUnit | None, refused_as: str
) -> None:
    answer = parse_amount(typed, asked)
    assert isinstance(answer, NotRead)
    assert answer.code == refused_as
    assert answer.what.endswith((".", "?"))
    assert answer.do.endswith(".")


def test_a_number_alone_keeps_every_digit_typed() -> None:
    assert parse_number(" 12.50 ") == Decimal("12.50")


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "Infinity"])
def test_an_amount_is_a_number_above_zero(value: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Amount(Decimal(value), PSILOCYBIN)


def test_only_psilocybin_has_a_solid_form() -> None:
    with pytest.raises(ValueError, match="form of psilocybin"):
        Amount(Decimal(3), MATERIAL, Form.DIHYDRATE)


def mg(value: str, unit: DoseUnit = PSILOCYBIN, form: Form = Form.NOT_STATED) -> Amount:
    return Amount(Decimal(value), unit, form)


def test_amounts_of_one_kind_add_up_exactly() -> None:
    assert total(mg("0.1"), mg("0.2")) == mg("0.3")


def test_psilocybin_and_psilocin_are_never_added() -> None:
    answer = total(mg("20"), mg("8", PSILOCIN))
    assert isinstance(answer, Incomparable)
    assert answer.what == "20 mg psilocybin and 8 mg psilocin cannot be put together."


def test_two_solid_forms_are_not_added_but_each_may_be_held_against_a_label_limit() -> None:
    dry, wet = mg("20", form=Form.ANHYDRATE), mg("8", form=Form.TRIHYDRATE)
    assert isinstance(incomparable(dry, wet), Incomparable)
    assert incomparable(dry, wet, mind_form=False) is None


@pytest.mark.parametrize(
    ("amount", "to", "reads"),
    [
        (mg("25", form=Form.ANHYDRATE), PSILOCIN, "about 17.96 mg psilocin"),
        (mg("10", form=Form.ANHYDRATE), PSILOCIN, "about 7.19 mg psilocin"),
        (mg("11.9", form=Form.TRIHYDRATE), PSILOCIN, "about 7.19 mg psilocin"),
        (mg("11.27", form=Form.DIHYDRATE), PSILOCIN, "about 7.19 mg psilocin"),
        (mg("10", PSILOCIN), PSILOCYBIN, "about 13.92 mg psilocybin"),
    ],
)
def test_another_unit_is_shown_only_as_information_of_grade_d(
    amount: Amount, to: DoseUnit, reads: str
) -> None:
    answer = for_information(amount, to)
    assert isinstance(answer, Equivalent)
    assert (str(answer), answer.source.grade.value) == (reads, "D")
    assert "For reading only" in answer.note


@pytest.mark.parametrize(
    ("amount", "to", "because"),
    [
        (mg("25"), PSILOCYBIN, "already"),
        (mg("25"), PSILOCIN, "form is not stated"),
        (mg("3", MATERIAL), PSILOCYBIN, "batch"),
        (mg("25", form=Form.ANHYDRATE), MATERIAL, "batch"),
    ],
)
def test_an_unsafe_conversion_is_refused_even_as_information(
    amount: Amount, to: DoseUnit, because: str
) -> None:
    answer = for_information(amount, to)
    assert isinstance(answer, NotConvertible)
    assert because in answer.why


@pytest.mark.parametrize(
    ("amount", "doubt"),
    [
        (mg("0.005"), Doubtful.IMPOSSIBLE),
        (mg("0.2"), Doubtful.CONFIRM),
        (mg("0.5"), None),
        (mg("50"), None),
        (mg("50.1"), Doubtful.CONFIRM),
        (mg("250"), Doubtful.CONFIRM),
        (mg("2500"), Doubtful.IMPOSSIBLE),
        (mg("40", PSILOCIN), Doubtful.CONFIRM),
        (mg("3.5", MATERIAL), None),
        (mg("3500", MATERIAL), Doubtful.IMPOSSIBLE),
    ],
)
def test_an_unlikely_dose_is_asked_about_and_an_impossible_one_refused(
    amount: Amount, doubt: Doubtful | None
) -> None:
    answer = doubt_amount(amount)
    assert (answer and answer.kind) == doubt


def test_a_question_about_a_dose_never_names_another_dose() -> None:
    answer = doubt_amount(mg("250"))
    assert answer is not None
    assert answer.what == (
        "Psilocybin: 250 mg. That is unusual; often it is a lost decimal point, or micrograms or grams."
    )
    assert answer.do == "Read it again. If it is right, confirm it."


@pytest.mark.parametrize(
    ("measure", "value", "doubt"),
    [
        (Measure.BODY_WEIGHT, "72", None),
        (Measure.BODY_WEIGHT, "250", Doubtful.CONFIRM),
        (Measure.BODY_WEIGHT, "7", Doubtful.IMPOSSIBLE),
        (Measure.BODY_HEIGHT, "1.75", Doubtful.IMPOSSIBLE),
        (Measure.SYSTOLIC, "185", None),
        (Measure.SYSTOLIC, "205", None),
        (Measure.SYSTOLIC, "230", Doubtful.CONFIRM),
        (Measure.SYSTOLIC, "13", Doubtful.IMPOSSIBLE),
        (Measure.DIASTOLIC, "121", None),
        (Measure.PULSE, "30", Doubtful.CONFIRM),
        (Measure.TEMPERATURE, "98.6", Doubtful.IMPOSSIBLE),
        (Measure.TEMPERATURE, "39.2", None),
        (Measure.OXYGEN_SATURATION, "101", Doubtful.IMPOSSIBLE),
    ],
)
def test_an_unlikely_measurement_is_asked_about_but_one_worth_an_alarm_is_not_delayed(
    measure: Measure, value: str, doubt: Doubtful | None
) -> None:
    answer = doubt_measure(measure, Decimal(value))
    assert (answer and answer.kind) == doubt


@pytest.mark.parametrize(
    ("systolic", "diastolic", "doubt"),
    [
        (138, 86, None),
        (80, 120, Doubtful.IMPOSSIBLE),
        (90, 90, Doubtful.IMPOSSIBLE),
        (100, 90, Doubtful.CONFIRM),
        (190, 60, Doubtful.CONFIRM),
    ],
)
def test_the_two_pressures_must_be_able_to_stand_together(
    systolic: int, diastolic: int, doubt: Doubtful | None
) -> None:
    answer = doubt_pressure(systolic, diastolic)
    assert (answer and answer.kind) == doubt
