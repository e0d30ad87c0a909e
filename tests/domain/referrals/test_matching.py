"""Who may already be known: drawn as rows of what agrees and what is offered."""

from datetime import date

import pytest

from cairn.domain.referrals.matching import KnownPerson, Strength, match_candidates
from cairn.domain.referrals.person import HumanName, Identifier, ReferredPerson, Telecom, TelecomSystem
from cairn.domain.referrals.said import SaidDate

BORN = date(1984, 6, 14)
NAME = HumanName(family="Aldana", given=("Marisol", "Inés"))
PHONE = Telecom(TelecomSystem.PHONE, "(555) 010-4477")
MAIL = Telecom(TelecomSystem.EMAIL, "Marisol@aldana.example")
RECORD = Identifier("urn:example:harbour", "HP-1042", "MR")
REFERRED = ReferredPerson(
    "p",
    names=(NAME, HumanName(family="Quiroga", given=("Marisol",))),
    birth_date=SaidDate("1984-06-14", BORN, BORN),
    telecoms=(PHONE, MAIL),
    identifiers=(RECORD,),
)


def known(
    *names: HumanName,
    born: date | None = None,
    telecoms: tuple[Telecom, ...] = (),
    ids: tuple[Identifier, ...] = (),
) -> KnownPerson:
    return KnownPerson("k", names, born, telecoms, ids)


def score(person: KnownPerson, referred: ReferredPerson = REFERRED) -> int:
    found = match_candidates(referred, [person])
    return found[0].score if found else 0


def named(given: str, family: str) -> HumanName:
    return HumanName(family=family, given=(given,) if given else ())


ROWS = [
    ("the same in everything", known(NAME, born=BORN, telecoms=(PHONE, MAIL), ids=(RECORD,)), 195),
    ("name and birth date", known(NAME, born=BORN), 70),
    ("name without accents or case", known(named("MARISOL ines", "aldana"), born=BORN), 70),
    ("name as one text", known(HumanName(text="Marisol Inés Aldana"), born=BORN), 70),
    ("first and last of one text", known(HumanName(text="Marisol Aldana"), born=BORN), 70),
    ("a former name", known(named("Marisol", "Quiroga"), born=BORN), 70),
    ("names exchanged", known(named("Aldana", "Marisol"), born=BORN), 60),
    ("a letter mistyped", known(named("Marisol", "Aldanna"), born=BORN), 55),
    ("an initial", known(named("M", "Aldana"), born=BORN), 55),
    ("only the family name", known(named("Peter", "Aldana"), born=BORN), 0),
    ("only the birth date", known(named("Peter", "Smith"), born=BORN), 0),
    ("only the name", known(NAME), 0),
    ("name and telephone", known(NAME, telecoms=(Telecom(TelecomSystem.SMS, "+1 555 0104477"),)), 65),
    ("name and e-mail", known(NAME, telecoms=(Telecom(TelecomSystem.EMAIL, "marisol@aldana.example "),)), 70),
    ("a relative at the same number", known(named("Peter", "Aldana"), telecoms=(PHONE,)), 0),
    ("a number too short to tell", known(NAME, telecoms=(Telecom(TelecomSystem.PHONE, "4477"),)), 0),
    ("the record number alone", known(named("", ""), ids=(RECORD,)), 70),
    ("a record number of another place", known(NAME, ids=(Identifier("urn:other", "HP-1042", "MR"),)), 0),
    ("day and month exchanged", known(NAME, born=date(1984, 6, 15)), 50),
    ("another birth date", known(NAME, born=date(1979, 1, 30), telecoms=(PHONE,)), 0),
    ("another birth date, same record", known(NAME, born=date(1979, 1, 30), ids=(RECORD,)), 90),
]


@pytest.mark.parametrize(("name", "person", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_what_agrees_decides_whether_a_person_is_offered(
    name: str, person: KnownPerson, expected: int
) -> None:
    assert score(person) == expected


def test_a_match_gives_its_reasons_in_words() -> None:
    (match,) = match_candidates(REFERRED, [known(NAME, born=BORN, telecoms=(PHONE,))])
    assert match.strength is Strength.STRONG
    assert match.reasons == (
        "The same date of birth.",
        "The same name: Marisol Inés Aldana.",
        "The same telephone number.",
    )


def test_the_likeliest_comes_first_and_strangers_not_at_all() -> None:
    people = [
        KnownPerson("b", (named("Marisol", "Aldanna"),), BORN),
        KnownPerson("a", (NAME,), BORN),
        KnownPerson("z", (named("Peter", "Smith"),)),
    ]
    found = match_candidates(REFERRED, people)
    assert [(each.key, each.strength) for each in found] == [
        ("a", Strength.POSSIBLE),
        ("b", Strength.POSSIBLE),
    ]


def test_day_and_month_written_the_other_way_are_noticed() -> None:
    born = SaidDate("1984-06-05", date(1984, 6, 5), date(1984, 6, 5))
    referred = ReferredPerson("p", names=(NAME,), birth_date=born)
    assert score(known(NAME, born=date(1984, 5, 6)), referred) == 50


def test_a_span_that_holds_the_birth_date_speaks_a_little_for_it() -> None:
    born = SaidDate("1984", date(1984, 1, 1), date(1984, 12, 31))
    referred = ReferredPerson("p", names=(NAME,), birth_date=born)
    assert score(known(NAME, born=BORN), referred) == 50


@pytest.mark.parametrize("name", [HumanName(), HumanName(text="Madonna"), HumanName(family="Li")])
def test_names_with_parts_missing_never_match_by_what_is_missing(name: HumanName) -> None:
    referred = ReferredPerson("p", names=(name,), birth_date=SaidDate("1984-06-14", BORN, BORN))
    assert score(known(NAME, HumanName(), HumanName(text="Cher"), born=BORN), referred) == 0


def test_short_names_must_agree_more_closely() -> None:
    referred = ReferredPerson(
        "p", names=(named("Anna", "Lee"),), birth_date=SaidDate("1984-06-14", BORN, BORN)
    )
    assert score(known(named("Anne", "Lea"), born=BORN), referred) == 55
    assert score(known(named("Anko", "Loa"), born=BORN), referred) == 0


def test_a_family_name_mistyped_beside_a_first_name_of_another_length_is_nobody() -> None:
    referred = ReferredPerson(
        "p", names=(named("Ann", "Solberg"),), birth_date=SaidDate("1984-06-14", BORN, BORN)
    )
    assert score(known(named("Alexandra", "Solburg"), born=BORN), referred) == 0
