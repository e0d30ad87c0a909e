"""The roadmap tab: proposed from the person's days, shown with its reasons, put before them, revised, printed."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.clock import now
from cairn.domain.vocabulary import EncounterKind
from cairn.record.models import AuditEvent, CarePlan, Encounter, EpisodeOfCare, Task
from cairn.record.selectors.care_plan import roadmap_of
from cairn.record.services.care_plan import agree_roadmap
from cairn.record.services.encounter import finish_encounter, start_encounter
from cairn.record.services.episode import open_episode
from tests.cast import NOON, PASSWORD, Cast, actor, signed_in


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


@pytest.fixture
def ines(cast: Cast, episode: EpisodeOfCare) -> Client:
    return signed_in(cast.coordinator)


def tab(cast: Cast) -> str:
    return reverse("clinic:person-roadmap", args=[cast.maren.pk])


def form(cast: Cast) -> str:
    return reverse("clinic:person-roadmap-plan", args=[cast.maren.pk])


def days(**changes: object) -> dict[str, object]:
    start = (now() + timedelta(days=2)).date().isoformat()
    usual = {"start_on": start, "days": ["0", "1", "2", "3", "4"], "since": "09:00", "until": "18:00"}
    return usual | {"do": "look"} | changes


def put(ines: Client, cast: Cast, **changes: object) -> CarePlan:
    ines.post(form(cast), days(do="put", **changes))
    return CarePlan.objects.order_by("-version")[0]


def agree(cast: Cast, plan: CarePlan) -> None:
    assert cast.maren.account is not None
    agree_roadmap(plan=plan, by=actor(cast.maren.account), at=now())


def test_an_empty_tab_says_how_to_begin(cast: Cast, ines: Client) -> None:
    assert "Propose a roadmap" in ines.get(tab(cast)).content.decode()
    assert "Propose a roadmap" not in signed_in(cast.facilitator).get(tab(cast)).content.decode()


def test_the_days_are_shown_as_a_roadmap_before_anything_is_kept(cast: Cast, ines: Client) -> None:
    page = ines.post(form(cast), days()).content.decode()
    assert "First preparation session" in page
    assert "Put before the client" in page
    assert "Why it is there, and why then" in page
    assert "What to know of the whole" in page
    assert CarePlan.objects.count() == 0


def test_put_before_the_client_it_waits_for_their_answer(cast: Cast, ines: Client) -> None:
    plan = put(ines, cast)
    assert (plan.version, plan.status) == (1, "draft")
    assert "It waits for their answer" in ines.get(tab(cast)).content.decode()
    agree(cast, plan)
    page = ines.get(tab(cast)).content.decode()
    assert "Version 1, agreed" in page
    assert "Nobody is named to hold it" in page


def test_a_conflict_says_what_cannot_hold_together_and_nothing_typed_is_lost(
    cast: Cast, ines: Client
) -> None:
    page = ines.post(form(cast), days(until="12:00")).content.decode()
    assert "No roadmap fits" in page
    assert "Ask the person whether other days or hours are possible." in page
    assert 'value="12:00"' in page
    assert "Put before the client" not in page
    ines.post(form(cast), days(until="12:00", do="put"))
    assert CarePlan.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"until": "08:00"}, "end before they begin"),
        ({"start_on": "2020-01-01"}, "This day is over"),
        ({"days": []}, "This field is required"),
        ({"away_1_first": "2027-01-04"}, "Name both days"),
        ({"away_1_last": "2027-01-04"}, "Name both days"),
        ({"away_2_first": "2027-01-04", "away_2_last": "2027-01-02"}, "The days away end before they begin"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(cast: Cast, ines: Client, changes, words: str) -> None:
    response = ines.post(form(cast), days(**changes))
    assert response.status_code == 422
    assert words in response.content.decode()


def test_days_away_are_kept_free(cast: Cast, ines: Client) -> None:
    first = put(ines, cast)
    opens = first.steps["steps"][0]["starts"][:10]
    second = put(ines, cast, away_1_first=opens, away_1_last=opens)
    assert second.steps["steps"][0]["starts"][:10] != opens


def test_a_revision_needs_a_reason_keeps_what_was_held_and_the_old_version(cast: Cast, ines: Client) -> None:
    agree(cast, put(ines, cast))
    held = Encounter.objects.get(step="preparation-1")
    begins = now()
    start_encounter(encounter=held, by=actor(cast.facilitator), at=begins)
    finish_encounter(encounter=held, by=actor(cast.facilitator), at=begins + timedelta(minutes=90))
    assert ines.post(form(cast), days(do="put")).status_code == 422
    plan = put(ines, cast, reason="A new job.")
    assert (plan.version, plan.reason) == (2, "A new job.")
    kept = {step["id"]: step["starts"] for step in plan.steps["steps"]}
    assert datetime.fromisoformat(kept["preparation-1"]) == begins
    page = ines.get(tab(cast)).content.decode()
    assert "A new job." in page
    assert "Every version" in page
    assert "An earlier version" not in page
    agree(cast, plan)
    earlier = ines.get(tab(cast), {"version": "1"}).content.decode()
    assert "An earlier version" in earlier


def test_it_prints_in_the_persons_language_and_the_other(cast: Cast, ines: Client) -> None:
    plan = put(ines, cast)
    address = reverse("clinic:roadmap-pdf", args=[cast.maren.pk, plan.pk])
    printed = ines.get(address)
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    assert 'filename="roadmap-1-en.pdf"' in printed["Content-Disposition"]
    assert "roadmap-1-es.pdf" in ines.get(address, {"language": "es"})["Content-Disposition"]
    assert "roadmap-1-en.pdf" in ines.get(address, {"language": "xx"})["Content-Disposition"]
    of_nobody = reverse("clinic:roadmap-pdf", args=[cast.other.pk, plan.pk])
    assert ines.get(of_nobody).status_code == 404


def test_people_and_rooms_are_assigned_at_once_or_one_by_one(cast: Cast, ines: Client) -> None:
    agree(cast, put(ines, cast))
    lead, second, room = (str(each.pk) for each in (cast.facilitator, cast.second_facilitator, cast.room))
    address = reverse("clinic:person-roadmap-assign", args=[cast.maren.pk])
    assert ines.get(address).status_code == 200
    assert ines.post(address, {"lead": lead, "second": lead}).status_code == 422
    ines.post(address, {"lead": lead, "second": second, "room": room})
    day = Encounter.objects.get(kind="administration")
    assert (day.lead, day.second, day.room) == (cast.facilitator, cast.second_facilitator, cast.room)
    other = Encounter.objects.get(step="preparation-1")
    assert (other.lead, other.second, other.room) == (cast.facilitator, None, None)
    assert ines.post(address, {"lead": second}).status_code == 422
    ines.post(address, {"lead": second, "second": lead})
    day.refresh_from_db()
    assert (day.lead, day.second, day.room) == (cast.second_facilitator, cast.facilitator, cast.room)


def test_a_date_is_changed_by_a_form_and_a_day_outside_its_window_is_said(cast: Cast, ines: Client) -> None:
    agree(cast, put(ines, cast))
    meeting = Encounter.objects.get(step="preparation-1")
    address = reverse("clinic:meeting-plan", args=[cast.maren.pk, meeting.pk])
    assert 'value="90"' in ines.get(address).content.decode()
    far = (now() + timedelta(days=200)).date().isoformat()
    ines.post(address, {"start": f"{far}T10:00", "minutes": "60", "room": str(cast.room.pk)})
    meeting.refresh_from_db()
    assert (meeting.planned_start.date().isoformat(), meeting.room) == (far, cast.room)
    page = ines.get(tab(cast)).content.decode()
    assert "Outside its window" in page
    start_encounter(encounter=meeting, by=actor(cast.facilitator), at=now())
    refused = ines.post(address, {"start": f"{far}T11:00", "minutes": "60"})
    assert refused.status_code == 422
    assert "It cannot be moved any more" in ines.get(address).content.decode()


def test_who_may_not(cast: Cast, ines: Client) -> None:
    plan = put(ines, cast)
    nkechi, stranger = signed_in(cast.facilitator), signed_in(cast.stranger)
    assert nkechi.get(tab(cast)).status_code == 200
    assert nkechi.get(form(cast)).status_code == 403
    pdf = reverse("clinic:roadmap-pdf", args=[cast.maren.pk, plan.pk])
    for address in (tab(cast), pdf, reverse("clinic:person-roadmap-assign", args=[cast.maren.pk])):
        assert stranger.get(address).status_code == 404
        assert signed_in(cast.maren.account).get(address).status_code == 403
        assert signed_in(cast.researcher).get(address).status_code == 403


def test_reading_it_is_in_the_log(cast: Cast, ines: Client) -> None:
    ines.get(tab(cast))
    assert AuditEvent.objects.filter(action="roadmap.read", patient=cast.maren.pk, writes=False).count() == 1


def test_many_versions_and_appointments_cost_no_more_queries(cast: Cast, ines: Client) -> None:
    agree(cast, put(ines, cast))

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert ines.get(tab(cast)).status_code == 200
        return len(caught)

    ines.get(tab(cast))
    before = asked()
    for reason in ("a", "b", "c"):
        agree(cast, put(ines, cast, reason=reason))
    assert asked() == before <= 12


def test_ways_of_care_that_fit_what_they_come_with_are_offered_each_saying_it_is_a_draft(
    cast: Cast, ines: Client, episode: EpisodeOfCare
) -> None:
    EpisodeOfCare.objects.filter(pk=episode.pk).update(concern="trauma")
    page = ines.get(form(cast)).content.decode()
    assert "Complex trauma and post-traumatic stress (draft)" in page
    assert "State adult-use service (draft)" in page
    assert "Depression that other treatments" not in page
    assert "pareja" not in page
    assert "as a couple" not in page


def test_a_way_of_care_is_no_draft_any_more_once_a_reviewer_here_signed_it_in_this_version(
    cast: Cast, ines: Client
) -> None:
    entry = reverse("clinic:content-entry", args=["protocols", "trd-mood@1"])
    stated = {"version": "1", "secret": PASSWORD, "note": ""}
    assert signed_in(cast.reviewer).post(f"{entry}review/", stated).status_code == 302
    page = ines.get(form(cast)).content.decode()
    assert "Depression that other treatments have not helped enough</option>" in page
    assert "State adult-use service (draft)" in page


def test_the_way_of_care_chosen_is_the_one_planned_with_what_must_be_true_first(
    cast: Cast, ines: Client
) -> None:
    plan = put(ines, cast, protocol="trd-mood@1")
    assert plan.protocol == "trd-mood@1"
    page = ines.get(tab(cast)).content.decode()
    assert "What must be true first" in page
    assert "A clinical reviewer has accepted the screening" in page
    agree(cast, plan)
    revision = put(ines, cast, reason="Another week.", away_1_first="2030-01-01", away_1_last="2030-01-02")
    assert (revision.protocol, revision.version) == ("trd-mood@1", 2)


def test_a_way_of_care_nobody_offered_is_refused(cast: Cast, ines: Client) -> None:
    response = ines.post(form(cast), days(do="put", protocol="trd-mood-couples-joint@1"))
    assert response.status_code == 422
    assert CarePlan.objects.count() == 0


def test_a_condition_of_the_screening_stands_before_the_administration_session(
    cast: Cast, ines: Client, episode: EpisodeOfCare
) -> None:
    Task.objects.create(
        patient=cast.maren,
        episode=episode,
        what="The electrocardiogram has been read.",
        role="clinical-reviewer",
        because="screening",
        made_at=NOON,
        made_by=cast.reviewer,
    )
    plan = put(ines, cast)
    [gate] = [gate for gate in plan.steps["gates"] if gate["id"].startswith("condition:")]
    assert (gate["before"], gate["title"]["en"]) == (
        "administration-1",
        "The electrocardiogram has been read.",
    )


def test_what_may_be_changed_comes_with_the_way_of_care_and_is_planned(cast: Cast, ines: Client) -> None:
    assert "What may be changed for them" not in ines.get(form(cast)).content.decode()
    page = ines.post(form(cast), days(protocol="trd-mood@1")).content.decode()
    assert 'name="tailor-preparation-sessions"' in page
    assert "2 to 6; usually 3." in page
    plan = put(ines, cast, **{"protocol": "trd-mood@1", "tailor-preparation-sessions": "5"})
    drawn = roadmap_of(plan)
    assert (drawn.protocol, drawn.tailored) == ("trd-mood@1", (("preparation-sessions", "5"),))
    assert sum(step.kind is EncounterKind.PREPARATION for step in drawn.steps) == 5


def test_a_wish_beyond_the_limits_is_a_conflict_that_names_them(cast: Cast, ines: Client) -> None:
    page = ines.post(
        form(cast), days(**{"protocol": "trd-mood@1", "tailor-preparation-sessions": "9"})
    ).content.decode()
    assert "What was asked for goes beyond what may be changed:" in page
    assert "between 2 and 6 are possible" in page
    assert 'value="9"' in page


def test_what_was_tailored_stays_when_the_roadmap_is_revised(cast: Cast, ines: Client) -> None:
    agree(cast, put(ines, cast, **{"protocol": "trd-mood@1", "tailor-integration-sessions": "4"}))
    page = ines.get(form(cast)).content.decode()
    assert 'name="tailor-integration-sessions" value="4"' in page
    revised = put(ines, cast, reason="Other hours.", since="10:00")
    assert roadmap_of(revised).tailored == (("integration-sessions", "4"),)


def test_a_way_of_care_that_is_not_on_offer_is_refused(cast: Cast, ines: Client) -> None:
    refused = ines.post(form(cast), days(protocol="trd-mood-couples-joint@1"))
    assert refused.status_code == 422
    assert not CarePlan.objects.exists()
