"""Readiness: every gate on one screen, the dose agreed beforehand, and a start that refuses with the reason."""

from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.clock import now
from cairn.record.models import Administration, Consent, Encounter, EpisodeOfCare, Screening, Site, Task
from tests.administration_day import PAPERS, Morning, morning
from tests.cast import Cast, signed_in

PLAN = {
    "first": "25", "most": "35", "unit": "mg_psilocybin_analyte", "salt": "not-stated", "product": "Clear Springs 25",
    "lot": "L-204", "product_form": "extract", "words": "", "signed_name": "Maren Solberg",
}  # fmt: skip


def address(day: Morning, name: str = "clinic:readiness") -> str:
    return reverse(name, args=[day.encounter.patient_id, day.encounter.pk])


def soon(cast: Cast, papers: tuple[str, ...] = PAPERS) -> Morning:
    return morning(cast, now(), papers=papers)


def staff(cast: Cast) -> dict[str, object]:
    return {
        "facilitators": [str(cast.facilitator.pk), str(cast.second_facilitator.pk)],
        "representative": str(cast.coordinator.pk),
    }


def test_with_everything_met_the_page_says_so_and_the_session_begins(cast: Cast) -> None:
    day = soon(cast)
    client = signed_in(cast.facilitator)
    page = client.get(address(day)).content.decode()
    assert "Nothing stands before the session." in page
    assert "Begin the session" in page
    begun = client.post(address(day, "clinic:administration-start"), staff(cast))
    assert begun.url == address(day, "clinic:room")
    assert client.get(begun.url).status_code == 200


def test_a_gate_that_is_not_met_says_what_who_and_where_and_there_is_no_start(cast: Cast) -> None:
    day = soon(cast, papers=tuple(code for code in PAPERS if code != "transportation-plan"))
    client = signed_in(cast.facilitator)
    page = client.get(address(day)).content.decode()
    for words in (
        "The session cannot start yet.",
        "Not on file: Transport plan.",
        "OR-PREP-03",
        "Open consents",
    ):
        assert words in page, words
    assert "Begin the session" not in page
    refused = client.post(address(day, "clinic:administration-start"), staff(cast))
    assert refused.status_code == 422
    assert "The session cannot start: Not on file: Transport plan." in refused.content.decode()
    assert Encounter.objects.get(pk=day.encounter.pk).status == "planned"


def test_what_the_way_of_care_asks_for_first_holds_until_its_task_is_done(cast: Cast) -> None:
    day = soon(cast)
    task = Task.objects.get(because="roadmap:ongoing-clinician")
    Task.objects.filter(pk=task.pk).update(done_at=None, done_by=None)
    client = signed_in(cast.facilitator)
    page = client.get(address(day)).content.decode()
    tasks = reverse("clinic:person-tasks", args=(day.episode.patient_id,))
    for words in ("Not yet: Somebody goes on treating you afterwards.", tasks, "Open what must be done"):
        assert words in page, words
    assert client.post(address(day, "clinic:administration-start"), staff(cast)).status_code == 422
    assert "clinical reviewer, asked for by the roadmap, by" in client.get(tasks).content.decode()
    client.post(reverse("clinic:task-finish", args=(day.episode.patient_id, task.pk)))
    assert "Nothing stands before the session." in client.get(address(day)).content.decode()


def test_what_changed_since_is_asked_and_screened_again(cast: Cast) -> None:
    day = soon(cast)
    Encounter.objects.filter(pk=day.encounter.pk).update(planned_start=now() + timedelta(days=2))
    client = signed_in(cast.facilitator)
    assert "Nobody has asked yet what changed" in client.get(address(day)).content.decode()
    before = Screening.objects.count()
    client.post(address(day, "clinic:readiness-ask-again"))
    assert Screening.objects.count() == before + 1


def test_room_and_people_are_set_and_one_person_is_not_both(cast: Cast) -> None:
    day = soon(cast)
    client = signed_in(cast.coordinator)
    url = address(day, "clinic:readiness-assign")
    same = {"room": str(cast.room.pk), "lead": str(cast.facilitator.pk), "second": str(cast.facilitator.pk)}
    refused = client.post(url, same)
    assert (refused.status_code, "two people" in refused.content.decode()) == (422, True)
    client.post(url, {"room": "", "lead": str(cast.facilitator.pk), "second": ""})
    assert "1 of 2 facilitators are assigned." in client.get(address(day)).content.decode()


def test_a_dose_is_agreed_and_the_numbers_are_kept_when_something_is_wrong(cast: Cast) -> None:
    day = soon(cast)
    client = signed_in(cast.facilitator)
    url = address(day, "clinic:dose-plan")
    seen = client.get(url).context["seen"]
    over = client.post(url, PLAN | {"most": "60", "sure": "on", "seen": seen})
    page = over.content.decode()
    assert over.status_code == 422
    assert "60 mg psilocybin in all is more than the 50 mg psilocybin allowed" in page
    assert 'value="60"' in page
    assert client.post(url, PLAN | {"first": "20", "seen": seen}).status_code == 302
    assert Administration.objects.get(encounter=day.encounter).plan["initial"] == "20"
    assert Consent.objects.filter(kind="agreed-dose-plan", status="active").count() == 1
    late = client.post(url, PLAN | {"seen": seen})
    assert "Someone else has just changed the dose plan" in late.content.decode()


def test_an_ambiguous_or_unlikely_amount_is_asked_about(cast: Cast) -> None:
    day = soon(cast)
    client = signed_in(cast.facilitator)
    url = address(day, "clinic:dose-plan")
    assert "can be read two ways" in client.post(url, PLAN | {"first": "2,5"}).content.decode()
    slip = PLAN | {"first": "25", "most": "35", "unit": "g_dried_material"}
    assert client.post(url, slip).status_code == 422


def test_a_stranger_finds_no_day_and_a_researcher_no_page(cast: Cast) -> None:
    day = soon(cast)
    for name in ("clinic:readiness", "clinic:dose-plan"):
        assert signed_in(cast.stranger).get(address(day, name)).status_code == 404
        assert signed_in(cast.researcher).get(address(day, name)).status_code == 403
    assert signed_in(cast.stranger).post(address(day, "clinic:administration-start")).status_code == 404
    assert signed_in(cast.coordinator).post(address(day, "clinic:administration-start")).status_code == 403


def test_the_days_of_a_person_ask_the_same_of_the_database_for_one_and_for_three(cast: Cast) -> None:
    day = soon(cast)
    client = signed_in(cast.facilitator)
    url = reverse("clinic:person-days", args=[day.encounter.patient_id])

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page = client.get(url)
        assert page.status_code == 200
        return len(found)

    first = asked()
    for number in (2, 3):
        row = Encounter.objects.create(
            patient_id=day.encounter.patient_id, episode=day.episode, kind="administration", number=number,
            status="planned",
        )  # fmt: skip
        Administration.objects.create(encounter=row, patient_id=day.encounter.patient_id)
    assert asked() == first
    assert first <= 16


def test_the_days_tab_shows_what_was_agreed_and_a_stranger_sees_nothing(cast: Cast) -> None:
    day = soon(cast)
    url = reverse("clinic:person-days", args=[day.encounter.patient_id])
    page = signed_in(cast.facilitator).get(url).content.decode()
    assert "25 mg psilocybin" in page
    assert "What stands before it" in page
    assert signed_in(cast.stranger).get(url).status_code == 404


def test_what_the_law_of_a_place_asks_and_nobody_said_can_be_said_from_here(cast: Cast) -> None:
    day = soon(cast)
    Site.objects.update(regime="us-co")
    EpisodeOfCare.objects.update(regime="us-co")
    client = signed_in(cast.facilitator)
    form = reverse("clinic:person-fact", args=[day.encounter.patient_id, "facilitator.license_class"])
    asked = f"{form}?{urlencode({'next': address(day)})}"
    page = client.get(address(day)).content.decode()
    assert "CO-LIC-04" in page
    assert asked in unescape(page)
    opened = client.get(asked).content.decode()
    assert "Which licence does the facilitator hold?" in opened
    told = {"value": "clinical-facilitator", "next": address(day)}
    kept = client.post(form, told)
    assert kept.status_code == 302, kept.content.decode()
    assert asked not in unescape(client.get(address(day)).content.decode())
