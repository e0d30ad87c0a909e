"""Existential, couples' and psychedelic measures beside scorers written naively from the published instructions."""

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, score

DRAWS = 400
Given = dict[int, int | None]
Naive = Callable[[Given], dict[str, Fraction | None]]


def draws(instrument: Instrument) -> list[Given]:
    """The same pseudo-random forms on every run; every other one has blanks."""
    chance = random.Random(f"{instrument.id} 20261128")  # noqa: S311 - not for secrets
    forms: list[Given] = []
    for turn in range(DRAWS):
        form: Given = {int(item.number): chance.choice(item.values) for item in instrument.items}
        if turn % 2:
            for number in chance.sample(sorted(form), chance.randint(1, min(4, len(form)))):
                form[number] = None
        forms.append(form)
    return forms


def added(given: Given, *numbers: int) -> Fraction | None:
    """Add them up by hand; one blank and there is nothing."""
    total = 0
    for number in numbers:
        value = given[number]
        if value is None:
            return None
        total += value
    return Fraction(total)


def averaged(given: Given, *numbers: int) -> Fraction | None:
    total = added(given, *numbers)
    return None if total is None else total / len(numbers)


def turned(given: Given, around: int, *numbers: int) -> Given:
    """Reverse those items: `around` minus the answer."""
    changed = dict(given)
    for number in numbers:
        value = given[number]
        changed[number] = None if value is None else around - value
    return changed


def halves(given: Given, *numbers: int) -> Fraction | None:
    """The FACIT guide: sum times number of items divided by number answered, if more than half are answered."""
    answers = [value for number in numbers if (value := given[number]) is not None]
    return Fraction(sum(answers) * len(numbers), len(answers)) if len(answers) * 2 > len(numbers) else None


def facit(given: Given) -> dict[str, Fraction | None]:
    key = turned(given, 4, 4, 8)
    parts = {
        "meaning": halves(key, 2, 3, 5, 8),
        "peace": halves(key, 1, 4, 6, 7),
        "faith": halves(key, 9, 10, 11, 12),
    }
    known = [part for part in parts.values() if part is not None]
    return {
        "total": added(key, *range(1, 13)),
        **parts,
        "total-of-subscales": sum(known, Fraction(0)) if len(known) == 3 else None,
        "meaning-peace": halves(key, *range(1, 9)),
    }


def mlq(given: Given) -> dict[str, Fraction | None]:
    key = turned(given, 8, 9)
    return {"presence": added(key, 1, 4, 5, 6, 9), "search": added(key, 2, 3, 7, 8, 10)}


def scs_sf(given: Given) -> dict[str, Fraction | None]:
    key = turned(given, 6, 11, 12, 4, 8, 1, 9)
    return {
        "total": averaged(key, *range(1, 13)),
        "self-kindness": averaged(key, 2, 6),
        "self-judgment": averaged(key, 11, 12),
        "common-humanity": averaged(key, 5, 10),
        "isolation": averaged(key, 4, 8),
        "mindfulness": averaged(key, 3, 7),
        "over-identification": averaged(key, 1, 9),
    }


def wai_sr(given: Given) -> dict[str, Fraction | None]:
    return {
        "total": added(given, *range(1, 13)),
        "task": added(given, 1, 2, 10, 12),
        "bond": added(given, 3, 5, 7, 9),
        "goal": added(given, 4, 6, 8, 11),
    }


def rdas(given: Given) -> dict[str, Fraction | None]:
    return {
        "total": added(given, *range(1, 15)),
        "consensus": added(given, 1, 2, 3, 4, 5, 6),
        "satisfaction": added(given, 7, 8, 9, 10),
        "cohesion": added(given, 11, 12, 13, 14),
    }


def ecr_s(given: Given) -> dict[str, Fraction | None]:
    key = turned(given, 8, 1, 5, 8, 9)
    return {
        "anxiety": added(key, 2, 4, 6, 8, 10, 12),
        "avoidance": added(key, 1, 3, 5, 7, 9, 11),
        "anxiety-mean": averaged(key, 2, 4, 6, 8, 10, 12),
        "avoidance-mean": averaged(key, 1, 3, 5, 7, 9, 11),
    }


MEQ_30 = {
    "mystical": (4, 5, 6, 9, 14, 15, 16, 18, 20, 21, 23, 24, 25, 26, 28),
    "positive-mood": (2, 8, 12, 17, 27, 30),
    "time-and-space": (1, 7, 11, 13, 19, 22),
    "ineffability": (3, 10, 29),
}


def meq_30(given: Given) -> dict[str, Fraction | None]:
    means = {name: averaged(given, *numbers) for name, numbers in MEQ_30.items()}
    return {f"{name}-mean": mean for name, mean in means.items()} | {
        f"{name}-percent": None if mean is None else mean / 5 * 100 for name, mean in means.items()
    }


def asc(given: Given) -> dict[str, Fraction | None]:
    """Studerus 2010, in the numbers of the 94-item form."""
    return {
        "unity": averaged(given, 18, 34, 41, 42, 52),
        "spiritual": averaged(given, 9, 81, 94),
        "bliss": averaged(given, 12, 86, 91),
        "insight": averaged(given, 50, 69, 77),
        "disembodiment": averaged(given, 26, 62, 63),
        "impaired-control": averaged(given, 8, 27, 38, 47, 64, 67, 78),
        "anxiety": averaged(given, 32, 43, 44, 46, 56, 89),
        "complex-imagery": averaged(given, 39, 72, 82),
        "elementary-imagery": averaged(given, 14, 22, 33),
        "audio-visual-synaesthesia": averaged(given, 20, 23, 75),
        "changed-meaning": averaged(given, 28, 31, 54),
    }


def ceq(given: Given) -> dict[str, Fraction | None]:
    mean = averaged(given, *range(1, 27))
    return {"total-mean": mean, "total-percent": None if mean is None else mean * 20}


NAIVE: dict[str, Naive] = {
    "facit-sp-12": facit,
    "demoralization-ii": lambda given: {"total": added(given, *range(1, 17))},
    "mlq": mlq,
    "scs-sf": scs_sf,
    "wai-sr": wai_sr,
    "aaq-ii": lambda given: {"total": added(given, *range(1, 8))},
    "csi-16": lambda given: {"total": added(given, *range(1, 17))},
    "csi-4": lambda given: {"total": added(given, 1, 2, 3, 4)},
    "rdas": rdas,
    "ecr-s": ecr_s,
    "ios": lambda given: {"closeness": added(given, 1)},
    "meq-30": meq_30,
    "ceq-challenging-26": ceq,
    "11-asc": asc,
    "edi": lambda given: {"mean": averaged(given, *range(1, 9)), "sum": added(given, *range(1, 9))},
    "ebi-breakthrough": lambda given: {
        "sum": added(given, *range(1, 7)),
        "mean": averaged(given, *range(1, 7)),
    },
    "sdi-0-10": lambda given: {"intensity": added(given, 1)},
    "sdi-0-100": lambda given: {"intensity": added(given, 1)},
}


def as_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / value.denominator


@pytest.mark.parametrize("measure", NAIVE)
def test_every_number_agrees_with_a_naive_scorer_on_whole_and_on_partial_forms(measure: str) -> None:
    instrument = instruments()[measure]
    for form in draws(instrument):
        found = score(instrument, {str(number): value for number, value in form.items()})
        numbers = {each.score: each.value for each in found.results if isinstance(each, Amount)}
        expected = NAIVE[measure](form)
        assert numbers == {name: as_decimal(value) for name, value in expected.items() if value is not None}


def test_complete_is_sixty_percent_on_each_of_the_four_factors() -> None:
    meq = instruments()["meq-30"]
    outcomes = set()
    for form in draws(meq):
        strong = {number: None if value is None else max(value, 2) for number, value in form.items()}
        found = score(meq, {str(number): value for number, value in strong.items()})
        percents = [value for name, value in meq_30(strong).items() if name.endswith("-percent")]
        known = [value for value in percents if value is not None]
        if len(known) == 4:
            expected = "complete" if all(value >= 60 for value in known) else "not-complete"
            outcome = next(each for each in found.results if each.score == "complete")
            assert getattr(outcome, "outcome", None) == expected
            outcomes.add(expected)
    assert outcomes == {"complete", "not-complete"}
