"""Agreement with scorers written naively here from the published instructions, on the same draws every run."""

import random
from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.scoring import Amount, Category, Score, score

DRAWS = 400
Answers = dict[str, int]
Naive = Callable[[Answers], Mapping[str, object]]


def draws(instrument: Instrument) -> list[Answers]:
    """Pseudo-random whole forms."""
    chance = random.Random(instrument.id)  # noqa: S311 - not for secrets
    return [{each.number: chance.choice(each.values) for each in instrument.items} for _ in range(DRAWS)]


def values(form: Answers, first: int, last: int, after: str = "", before: str = "") -> list[int]:
    return [form[f"{before}{place}{after}"] for place in range(first, last + 1)]


def phq_2(form: Answers) -> Mapping[str, object]:
    return {"total": form["1"] + form["2"]}


def qids(form: Answers) -> Mapping[str, object]:
    """Rush: the highest of the sleep items, of appetite and weight, of slowing and restlessness; the rest as is."""
    total = max(values(form, 1, 4)) + form["5"] + max(values(form, 6, 9))
    for place in range(10, 15):
        total += form[str(place)]
    return {"total": total + max(form["15"], form["16"])}


def plain_sum(count: int) -> Naive:
    return lambda form: {"total": sum(values(form, 1, count))}


def who_5(form: Answers) -> Mapping[str, object]:
    raw = form["1"] + form["2"] + form["3"] + form["4"] + form["5"]
    return {"raw": raw, "index": raw * 4}


def isi(form: Answers) -> Mapping[str, object]:
    return {"total": form["1a"] + form["1b"] + form["1c"] + sum(values(form, 2, 5))}


def wsas(form: Answers) -> Mapping[str, object]:
    """Mundt: who does not work because of something else is scored on the other four."""
    rest = sum(values(form, 2, 5))
    return {"total-without-work": rest} | ({} if form["na"] == 1 else {"total": form["1"] + rest})


def sheehan(form: Answers) -> Mapping[str, object]:
    found = {"social": form["2"], "family": form["3"]}
    if form["na"] == 0:
        found |= {"work": form["1"], "total": form["1"] + form["2"] + form["3"]}
    return found


def whodas(form: Answers) -> Mapping[str, object]:
    raw = sum(values(form, 1, 12))
    return {"simple": raw, "simple-percent": Fraction(100 * raw, 48)}


def eq_5d(form: Answers) -> Mapping[str, object]:
    levels = values(form, 1, 5)
    return {"level-sum": sum(levels), "profile": "".join(map(str, levels)), "vas": form["vas"]}


def panas(form: Answers) -> Mapping[str, object]:
    positive = [1, 3, 5, 9, 10, 12, 14, 16, 17, 19]
    found = {"positive-affect": 0, "negative-affect": 0}
    for place in range(1, 21):
        found["positive-affect" if place in positive else "negative-affect"] += form[str(place)]
    return found


def pc_ptsd_5(form: Answers) -> Mapping[str, object]:
    return {"total": 0 if form["gate"] == 0 else values(form, 1, 5).count(1)}


def itq(form: Answers) -> Mapping[str, object]:
    """Cloitre: one of each pair and one impairment, at moderately or more; complex PTSD replaces PTSD."""

    def met(letter: str) -> bool:
        pairs = [(1, 2), (3, 4), (5, 6), (7, 8, 9)]
        return all(any(form[f"{letter}{place}"] > 1 for place in pair) for pair in pairs)

    ptsd, dso = met("P"), met("C")
    return {
        "ptsd": sum(values(form, 1, 6, before="P")),
        "dso": sum(values(form, 1, 6, before="C")),
        "pattern": ("complex-ptsd" if dso else "ptsd") if ptsd else "neither",
        "ptsd-criteria": "met" if ptsd else "not-met",
        "dso-criteria": "met" if dso else "not-met",
    }


def c_ssrs(form: Answers) -> Mapping[str, object]:
    """The triage column of the screener, from the bottom up; three to five only count after a yes to two."""
    yes = {number for number, answer in form.items() if answer == 1}
    if "2" not in yes:
        yes -= {"3", "4", "5"}
    if "6" not in yes:
        yes -= {"6-recent"}
    level = "none-identified"
    for question, then in [("1", "low"), ("2", "low"), ("3", "moderate"), ("6", "moderate")]:
        level = then if question in yes else level
    for question in ("4", "5", "6-recent"):
        level = "high" if question in yes else level
    return {"triage": level, "answered-yes": len(yes - {"6-recent"})}


def asq(form: Answers) -> Mapping[str, object]:
    yes = values(form, 1, 4).count(1)
    if yes == 0:
        return {"answered-yes": 0, "result": "negative"}
    return {"answered-yes": yes, "result": "acute-positive" if form["5"] == 1 else "non-acute-positive"}


def audit(form: Answers) -> Mapping[str, object]:
    """WHO: after a never to 1, or nought to 2 and 3, go to 9; what was skipped is nought."""
    counted = dict(form)
    if form["1"] == 0:
        counted |= dict.fromkeys(map(str, range(2, 9)), 0)
    elif form["2"] + form["3"] == 0:
        counted |= dict.fromkeys(map(str, range(4, 9)), 0)
    return {
        "total": sum(counted.values()),
        "consumption": sum(values(counted, 1, 3)),
        "dependence": sum(values(counted, 4, 6)),
        "harm": sum(values(counted, 7, 10)),
    }


def dast(form: Answers) -> Mapping[str, object]:
    total = 0
    for place in range(1, 11):
        total += (form[str(place)] == 0) if place == 3 else (form[str(place)] == 1)
    return {"total": total}


def mdq(form: Answers) -> Mapping[str, object]:
    count = values(form, 1, 13).count(1)
    positive = count >= 7 and form["14"] == 1 and form["15"] in (2, 3)
    return {"symptoms": count, "screen": "positive" if positive else "negative"}


def count_and_distress(items: int) -> Naive:
    """Distress is added up over the items that were said to be so."""

    def scored(form: Answers) -> Mapping[str, object]:
        so = [str(place) for place in range(1, items + 1) if form[str(place)] == 1]
        return {"symptoms": len(so), "distress": sum(form[f"{number}-distress"] for number in so)}

    return scored


def cape(form: Answers) -> Mapping[str, object]:
    distress = [1 if form[str(place)] == 1 else form[f"{place}-distress"] for place in range(1, 16)]
    return {"frequency": Fraction(sum(values(form, 1, 15)), 15), "distress": Fraction(sum(distress), 15)}


NAIVE: Mapping[str, Naive] = {
    "phq-2": phq_2,
    "qids-sr16": qids,
    "madrs": plain_sum(10),
    "madrs-s": plain_sum(9),
    "ham-d17": plain_sum(17),
    "ham-d17-52": plain_sum(17),
    "who-5": who_5,
    "isi": isi,
    "wsas": wsas,
    "sds-sheehan": sheehan,
    "whodas-12": whodas,
    "eq-5d-5l": eq_5d,
    "panas": panas,
    "pc-ptsd-5": pc_ptsd_5,
    "itq": itq,
    "c-ssrs-screener": c_ssrs,
    "asq-suicide": asq,
    "audit": audit,
    "audit-c": plain_sum(3),
    "dast-10": dast,
    "ace": plain_sum(10),
    "mdq": mdq,
    "pq-16": count_and_distress(16),
    "pq-b": count_and_distress(21),
    "cape-p15": cape,
}


def given(result: Score) -> dict[str, object]:
    """The scores that were given, numbers to six places."""
    return {
        each.score: round(Fraction(each.value), 6) if isinstance(each, Amount) else each.outcome
        for each in result.results
        if isinstance(each, Amount | Category)
    }


@pytest.mark.parametrize("measure", NAIVE)
def test_the_scorer_agrees_with_the_instruction_read_naively(measure: str) -> None:
    instrument = instruments()[measure]
    for form in draws(instrument):
        result = score(instrument, form)
        assert isinstance(result, Score)
        expected = {
            name: value if isinstance(value, str) else round(Fraction(value), 6)
            for name, value in NAIVE[measure](form).items()
        }
        assert given(result) == expected


def test_of_each_pair_of_the_qids_only_one_direction_is_answered() -> None:
    chance = random.Random("pairs")  # noqa: S311 - not for secrets
    instrument = instruments()["qids-sr16"]
    for form in draws(instrument):
        halved = dict(form)
        for pair in (("6", "7"), ("8", "9")):
            del halved[chance.choice(pair)]
        result = score(instrument, halved)
        assert isinstance(result, Score)
        assert result.value == qids({**dict.fromkeys("6789", 0), **halved})["total"]
