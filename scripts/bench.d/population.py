"""Invented people for measuring, the same on every run: what both Cairn and the floor are filled with."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

BEGUN = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)
FAMILY_STARTS = (
    "Mar",
    "Sol",
    "Bren",
    "Cal",
    "Dun",
    "Els",
    "Fair",
    "Gren",
    "Hol",
    "Lin",
    "Nor",
    "Oak",
    "Ped",
    "Quil",
    "Ros",
    "Tor",
    "Val",
    "Wes",
)
FAMILY_ENDS = (
    "berg",
    "ton",
    "wick",
    "dale",
    "mann",
    "ez",
    "sen",
    "ley",
    "field",
    "strom",
    "ova",
    "more",
    "quist",
    "well",
    "ford",
    "etti",
)
GIVEN = (
    "Ada",
    "Ben",
    "Clara",
    "Dario",
    "Elin",
    "Farid",
    "Grace",
    "Hugo",
    "Imani",
    "Jonas",
    "Karin",
    "Leo",
    "Mina",
    "Nils",
    "Olga",
    "Paulo",
    "Rosa",
    "Sami",
    "Tess",
    "Uma",
    "Vera",
    "Wim",
    "Yara",
    "Zeno",
    "Marta",
    "Soren",
)
STAGES = ("fit", "screening", "roadmap", "preparation", "integration", "following-up")
FACTS: tuple[tuple[str, object], ...] = (
    ("body.weight", "71.5"),
    ("body.height", "168"),
    ("history.seizure", "none"),
    ("diabetes.kind", "none"),
    ("pregnancy.status", "no"),
    ("liver.disease", False),
    ("vitals.systolic", 122),
    ("vitals.diastolic", 78),
    ("cardiac.hypertension", False),
    ("psychosis.ever", False),
    ("bipolar.kind", "none"),
    ("support.adult_after", True),
)
"""The facts of an everyday record, as the record stores them."""
LONG_RECORDS = 20
STAFF = 24


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person and how much their record holds."""

    number: int
    given: str
    family: str
    born: date
    stage: str
    registered: datetime
    is_long: bool
    wrote: str

    @property
    def email(self) -> str:
        """Their address, which exists nowhere."""
        return f"person{self.number}@example.org"

    @property
    def phone(self) -> str:
        """A number nobody has."""
        return f"+1 503 555 {self.number % 10_000:04d}"

    @property
    def measures(self) -> int:
        """How many measures they have finished."""
        return 60 if self.is_long else 1

    @property
    def meetings(self) -> int:
        """How many meetings they have had or will have."""
        return 40 if self.is_long else 2

    @property
    def restated(self) -> int:
        """How often each fact was stated before it was stated last."""
        return 5 if self.is_long else 0


def people(count: int) -> Iterator[Person]:
    """The first ``count`` invented people; the last few have long records."""
    chance = random.Random(20261122)  # noqa: S311 -- the same people every time, not secrets
    for number in range(count):
        family = chance.choice(FAMILY_STARTS) + chance.choice(FAMILY_ENDS)
        if chance.random() < 0.2:  # noqa: PLR2004 -- one in five has two family names
            family += " " + chance.choice(FAMILY_STARTS) + chance.choice(FAMILY_ENDS)
        yield Person(
            number=number,
            given=chance.choice(GIVEN) + (" " + chance.choice(GIVEN) if number % 3 == 0 else ""),
            family=family,
            born=date(1940, 1, 1) + timedelta(days=chance.randrange(24_000)),
            stage=chance.choice(STAGES),
            registered=BEGUN + timedelta(minutes=31 * number % 400_000),
            is_long=number >= count - LONG_RECORDS,
            wrote="I would like to talk about grief, and about sleeping. " * chance.randrange(1, 8),
        )


def search_words() -> tuple[str, ...]:
    """Beginnings of names that each find twenty people and more."""
    return tuple(start.lower() for start in FAMILY_STARTS)


def newcomer(run: str, number: int) -> dict[str, str]:
    """What is typed to register somebody nobody has seen before; ``run`` keeps them apart from run to run."""
    chance = random.Random(f"{run} {number}")  # noqa: S311 -- the same newcomers every time
    family = chance.choice(FAMILY_STARTS) + chance.choice(FAMILY_ENDS)
    return {
        "given": f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}",
        "family": family,
        "preferred": "",
        "pronouns": "they/them",
        "birth_date": (date(1941, 1, 1) + timedelta(days=number * 37 % 23_000)).isoformat(),
        "gender": "unknown",
        "email": f"new-{run}-{number}@example.org",
        "phone": "",
        "language": "en",
        "who": "new",
    }


def answers(number: int) -> dict[str, int]:
    """Nine answers to a PHQ-9, none of which raises a flag."""
    return {str(item): (number + item) % 4 for item in range(1, 9)} | {"9": 0}
