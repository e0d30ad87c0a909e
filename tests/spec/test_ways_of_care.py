"""Each way of care, alone and as a couple, dated under two places: the same sessions on the same days in both."""

import pytest

from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.domain.protocols.people import Part, Who
from cairn.domain.protocols.protocol import Protocol, Status
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import NotEncoded
from cairn.domain.roadmap.planner import Around, propose
from cairn.domain.roadmap.roadmap import Roadmap, seen_by
from cairn.domain.vocabulary import EncounterKind, Grade
from tests.spec.plans import TODAY, WEEKDAYS, can_come
from tests.spec.ways_of_care import ALONE, COUPLES

PERSON = can_come(*WEEKDAYS)
PARTNER = can_come(1, 2, 3, since=8, until=19)
PLACES = ("us-or", "us-co")


def planned(key: str, place: str) -> Roadmap:
    protocol = protocols()[key]
    around = Around(partner=PARTNER if protocol.variant else None)
    found = propose(protocol, packs()[place], PERSON, TODAY, around=around)
    assert isinstance(found, Roadmap)
    return found


def drawn(found: Roadmap, *, whole: bool) -> str:
    lines = []
    for step in found.steps:
        together = step.kind is EncounterKind.ADMINISTRATION or step.id.startswith("together")
        if step.kind is not EncounterKind.FOLLOW_UP and (whole or together):
            who = ", ".join(f"{who} {part}" for who, part in step.people)
            lines.append(f"{step.id:<24}  {step.starts:%a %Y-%m-%d %H:%M}-{step.ends:%H:%M}  {who}")
    return "\n".join(lines)


def test_every_way_of_care_is_drawn_here() -> None:
    assert {*ALONE, *COUPLES, "supported-session@1"} == set(protocols())
    assert {protocol.variant for protocol in protocols().values()} == {
        None,
        "joint",
        "parallel",
        "staggered",
        "one-partner",
    }


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", ALONE)
def test_one_person_s_sessions(key: str, place: str) -> None:
    assert drawn(planned(key, place), whole=True) == ALONE[key].strip()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("key", COUPLES)
def test_a_couple_s_sessions(key: str, place: str) -> None:
    assert drawn(planned(key, place), whole=key.startswith("trd-mood")) == COUPLES[key].strip()


def test_the_contacts_of_the_year_are_those_of_the_trials() -> None:
    found = planned("trd-mood@1", "us-or")
    day = found.step("administration-1").starts.date()
    contacts = [step for step in found.steps if step.kind is EncounterKind.FOLLOW_UP]
    after = [(step.starts.date() - day).days for step in contacts]
    assert after == [1, 2, 7, 14, 28, 42, 84, 182, 365]


def test_every_place_there_is_can_be_planned_in_its_gaps_said() -> None:
    for pack in packs().values():
        found = propose(protocols()["trd-mood@1"], pack, PERSON, TODAY)
        assert isinstance(found, Roadmap)
        day = found.step("administration-1")
        assert day.duration.reserved >= 480
        gaps = session_requirements(pack, dose=None, clients=1, on=day.starts.date()).gaps
        asked = {gap.rule for gap in gaps}
        requirements = session_requirements(pack, dose=None, clients=1, on=day.starts.date())
        unsaid = isinstance(requirements.min_duration, NotEncoded)
        assert unsaid == ("regime.duration" in [note.code for note in found.notes])
        unsaid = isinstance(requirements.facilitators_needed, NotEncoded)
        assert unsaid == ("regime.facilitators" in [note.code for note in found.notes])
        assert asked <= {note.code for note in found.notes}


def test_where_the_law_names_no_number_the_protocol_s_stands() -> None:
    colorado = planned("trd-mood@1", "us-co").step("administration-1")
    assert (colorado.facilitators, colorado.duration.minutes, colorado.duration.reserved) == (2, None, 480)


def test_a_service_of_two_states_says_so_elsewhere() -> None:
    codes = [note.code for note in planned("state-adult-use@1", "us-or").notes]
    assert "protocol.regime" not in codes
    found = propose(protocols()["state-adult-use@1"], packs()["au"], PERSON, TODAY)
    assert isinstance(found, Roadmap)
    [note] = [note for note in found.notes if note.code == "protocol.regime"]
    assert note.words["en"].startswith("This protocol is meant for us-or, us-co, not for au.")


def both_take_it(protocol: Protocol) -> bool:
    taking = {who for step in protocol.steps for who, part in step.people if part is Part.DOSED}
    return taking == set(Who)


COUPLED = [protocol for protocol in protocols().values() if protocol.variant]


@pytest.mark.parametrize("protocol", COUPLED, ids=lambda each: each.key)
def test_a_couple_s_way_is_a_draft_that_says_how_thin_the_evidence_is(protocol: Protocol) -> None:
    assert protocol.status is Status.DRAFT
    gates = {gate.id for gate in protocol.gates}
    assert {"each-asked-alone", "separate-consent"} <= gates
    assert ("medical-director-signature" in gates) == both_take_it(protocol)
    words = "No controlled evidence" if both_take_it(protocol) else "little evidence on couples"
    assert words in protocol.purpose["en"]


def test_the_default_for_couples_is_that_one_takes_it_and_the_other_stays_away() -> None:
    day = protocols()["trd-mood-couples-one-partner@1"].step("administration-1")
    assert day.people == ((Who.PERSON, Part.DOSED), (Who.PARTNER, Part.APART))


def test_joint_sessions_are_at_one_time_and_parallel_ones_begin_together() -> None:
    joint = planned("trd-mood-couples-joint@1", "us-or").step("administration-1")
    assert joint.people == ((Who.PERSON, Part.DOSED), (Who.PARTNER, Part.DOSED))
    assert joint.facilitators == 3
    parallel = planned("trd-mood-couples-parallel@1", "us-or")
    one, other = parallel.step("administration-1"), parallel.step("partner-administration-1")
    assert (one.starts, one.facilitators) == (other.starts, 2)
    assert other.reasons[1].words["en"] == "Begins together with: Administration session."
    staggered = planned("trd-mood-couples-staggered@1", "us-or")
    days = [staggered.step(step).starts for step in ("administration-1", "partner-administration-1")]
    assert (days[1] - days[0]).days >= 28


def test_the_law_s_time_is_kept_for_each_of_the_two() -> None:
    for variant in ("joint", "parallel", "staggered"):
        found = planned(f"trd-mood-couples-{variant}@1", "us-or")
        theirs = "administration-1" if variant == "joint" else "partner-administration-1"
        for last, day in (("preparation-3", "administration-1"), ("partner-preparation-3", theirs)):
            between = found.step(day).starts - found.step(last).ends
            assert 1 <= between.total_seconds() / 86_400 <= 90
        assert "OR-PREP-02" in [reason.code for reason in found.step(theirs).reasons]


def test_each_of_a_couple_sees_only_their_own_and_what_they_share() -> None:
    found = planned("trd-mood-couples-parallel@1", "us-or")
    mine, theirs = seen_by(found, Who.PERSON), seen_by(found, Who.PARTNER)
    assert not [step.id for step in mine.steps if step.id.startswith("partner-")]
    assert not [step.id for step in theirs.steps if step.id.startswith(("preparation", "integration"))]
    shared = {step.id for step in mine.steps} & {step.id for step in theirs.steps}
    assert {step for step in shared if step.startswith("together")} == {
        "together-preparation",
        "together-integration-1",
        "together-integration-2",
    }
    assert {measure.id for measure in theirs.measures if "csi" in measure.id} == {
        "csi-16-baseline",
        "csi-16-week-6",
        "csi-16-week-26",
    }
    assert "partner-phq-9-baseline" not in [measure.id for measure in mine.measures]


def test_without_the_partner_s_days_the_plan_says_they_are_not_theirs_yet() -> None:
    found = propose(protocols()["trd-mood-couples-joint@1"], packs()["us-or"], PERSON, TODAY)
    assert isinstance(found, Roadmap)
    assert "partner.unknown" in [note.code for note in found.notes]


def test_what_is_our_own_choice_says_so() -> None:
    trauma = protocols()["complex-trauma-ptsd@1"]
    graded = {step.id: step.citation.grade for step in trauma.of_kind(EncounterKind.PREPARATION)}
    assert set(graded.values()) == {Grade.P}
    for protocol in protocols().values():
        for point in protocol.measures:
            assert point.choice.grade is Grade.P
        for each in (*protocol.steps, *protocol.gates, *protocol.tailoring):
            assert set(each.why) == {"en", "es"}
            assert each.citation.text
