"""The live room: one page, every button without scripts, events from tablets, and nobody else's eyes."""

import json
from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from cairn.clock import now
from cairn.record.models import Administration, SessionEvent
from cairn.record.to_domain.session_day import session_of
from tests.administration_day import DOSE, raw, started
from tests.cast import Cast, signed_in


def address(administration: Administration, name: str = "clinic:room", *more: object) -> str:
    return reverse(name, args=[administration.patient_id, administration.encounter_id, *more])


def begun(cast: Cast, minutes: int = 100) -> Administration:
    return started(cast, now() - timedelta(minutes=minutes))


def send(client: Client, administration: Administration, *events: dict[str, object]) -> dict:
    url = address(administration, "clinic:room-events")
    return client.post(url, json.dumps(events), content_type="application/json").json()


def answers(answer: dict) -> list[str]:
    return [each["answer"] for each in answer["answers"]]


def test_the_room_shows_the_person_the_boundaries_the_presence_and_what_is_due(cast: Cast) -> None:
    administration = begun(cast)
    page = signed_in(cast.facilitator).get(address(administration)).content.decode()
    for words in (
        "To meet the quiet.",
        "Hand on foot",
        "no hug",
        "Palm up means stop.",
        "Nkechi Okafor here since",
        "no dose yet",
        "Blood pressure, pulse",
        "The garden",
    ):
        assert words in page, words


def test_after_a_dose_the_clock_the_band_and_the_shortest_stay_are_there(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    taken = now() - timedelta(minutes=70)
    sent = [
        raw("dose-given", taken, DOSE),
        raw("intensity", now() - timedelta(minutes=20), {"rating": 4, "rated_by": "client"}),
        raw("vitals", now() - timedelta(minutes=30), {"systolic": 131, "diastolic": 82, "pulse": 78}),
        raw("vitals", now() - timedelta(minutes=10), {"systolic": 138, "diastolic": 86, "pulse": 84}),
    ]
    assert answers(send(client, administration, *sent)) == ["kept"] * 4
    page = client.get(address(administration)).content.decode()
    for words in (
        "1:10",
        "since 25 mg psilocybin",
        "at least until",
        "138/86",
        "Expectation from published",
        "<svg",
    ):
        assert words in page, words


def test_events_are_answered_one_by_one(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    odd = raw("vitals", now(), {"systolic": 228, "diastolic": 120, "pulse": 78})
    answer = send(
        client, administration, raw("note", now(), {"words": "Quiet."}), odd, raw("note", now(), {})
    )
    assert answers(answer) == ["kept", "confirm", "refused"]
    assert answer["answers"][1]["faults"][0]["do"]


def test_what_is_no_list_of_events_is_answered_in_words(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    url = address(administration, "clinic:room-events")
    for body in ("{", '{"a": 1}'):
        answer = client.post(url, body, content_type="application/json")
        assert (answer.status_code, "list of events" in answer.json()["refused"]) == (400, True)
    many = json.dumps([{}] * 501)
    assert client.post(url, many, content_type="application/json").status_code == 409


def test_every_button_works_as_a_plain_form_and_twice_is_once(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    url = address(administration, "clinic:room-events")
    tap = {"id": str(uuid4()), "kind": "observation", "text:code": "tears"}
    before = SessionEvent.objects.count()
    for _ in range(2):
        assert client.post(url, tap).url == address(administration)
    vitals = {
        "kind": "vitals",
        "whole:systolic": "131",
        "whole:diastolic": "82",
        "whole:pulse": "",
        "ago": "5",
    }
    assert client.post(url, vitals).status_code == 302
    alarm = {"kind": "adverse-event", "list:signs": ["seizure", "faint"], "text:words": ""}
    assert client.post(url, alarm).status_code == 302
    assert SessionEvent.objects.count() == before + 3
    page = client.get(address(administration)).content.decode()
    assert "A seizure." in page
    assert "Keep the airway clear" in page


def test_an_unusual_number_in_a_form_is_asked_about_and_kept_once_confirmed(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    url = address(administration, "clinic:room-events")
    asked = client.post(url, {"kind": "vitals", "whole:systolic": "228", "whole:diastolic": "120"})
    assert asked.status_code == 422
    assert "Is this right?" in asked.content.decode()
    assert client.post(url, {"raw": asked.context["raw"]}).status_code == 302
    assert session_of(administration).vitals[-1].said.systolic == 228


def test_an_impossible_number_in_a_form_comes_back_with_words(cast: Cast) -> None:
    administration = begun(cast)
    answer = signed_in(cast.facilitator).post(
        address(administration, "clinic:room-events"),
        {"kind": "vitals", "whole:systolic": "80", "whole:diastolic": "90"},
    )
    assert "This entry was not kept" in answer.content.decode()


def test_a_touch_outside_the_consent_is_marked_and_declined_touch_is_said(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    hug = raw("touch", now() - timedelta(minutes=2), {"touch": "hug", "asked_for": "yes"})
    declined = raw("observation", now(), {"code": "touch-declined"})
    send(client, administration, hug, declined)
    page = client.get(address(administration)).content.decode()
    assert "The signed consent does not name this kind of touch." in page
    assert "taken back today" in page
    assert "Hand held, asked for" not in page


def test_an_alarm_is_answered_by_name_and_a_gap_in_presence_is_one(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    for account in (cast.facilitator, cast.second_facilitator):
        left = {"person": str(account.pk), "name": account.name, "role": "facilitator", "movement": "left"}
        send(client, administration, raw("presence", now() - timedelta(minutes=3), left))
    page = client.get(address(administration, "clinic:room-live")).content.decode()
    assert "no facilitator in the room" in page
    assert "PRES-1" in page
    said = {"alarm": "PRES-1", "answer": "seen", "words": "Back in a moment."}
    send(client, administration, raw("alarm-answered", now(), said))
    page = client.get(address(administration, "clinic:room-live")).content.decode()
    assert "Nkechi Okafor: Back in a moment." in page


def test_an_entry_is_corrected_and_the_first_stays_readable(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    first = raw("vitals", now() - timedelta(minutes=9), {"systolic": 191, "diastolic": 82, "pulse": 78})
    send(client, administration, first)
    url = address(administration, "clinic:room-correct", first["id"])
    assert "191/82" in client.get(url).content.decode()
    assert client.post(url, {"reason": "", "do": "replace"}).status_code == 422
    mended = {"reason": "Wrong line.", "do": "replace", "whole:systolic": "131", "whole:diastolic": "82"}
    assert client.post(url, mended).status_code == 302
    page = client.get(address(administration)).content.decode()
    assert "first written: 191/82" in page
    assert client.post(url, {"reason": "Not taken.", "do": "error"}).status_code == 302
    assert session_of(administration).vitals == ()


def test_an_odd_replacement_is_asked_about_on_the_page(cast: Cast) -> None:
    administration = begun(cast)
    client = signed_in(cast.facilitator)
    first = raw("vitals", now() - timedelta(minutes=9), {"systolic": 131, "diastolic": 82})
    send(client, administration, first)
    url = address(administration, "clinic:room-correct", first["id"])
    odd = {"reason": "Higher.", "do": "replace", "whole:systolic": "228", "whole:diastolic": "120"}
    asked = client.post(url, odd)
    assert asked.status_code == 422
    assert 'value="228"' in asked.content.decode()
    assert client.post(url, odd | {"confirmed": "yes"}).status_code == 302


def test_release_says_what_stands_before_it_then_signatures_close_the_day(cast: Cast) -> None:
    administration = begun(cast, minutes=420)
    cast.second_facilitator.set_password("a long walk over the pass")
    cast.second_facilitator.save()
    client = signed_in(cast.facilitator)
    send(client, administration, raw("dose-given", now() - timedelta(minutes=400), DOSE))
    url = address(administration, "clinic:room-release")
    page = client.get(url).content.decode()
    assert "Release Mar" not in page
    assert "The client has not rated it" in page
    send(
        client, administration, raw("vitals", now(), {"systolic": 120, "diastolic": 78, "pulse": 70}),
        raw("intensity", now(), {"rating": 0, "rated_by": "client"}),
    )  # fmt: skip
    for row in client.get(url).context["criteria"]:
        found = {"kind": "criterion-assessed", "text:criterion": row["id"], "text:finding": "met"}
        assert client.post(address(administration, "clinic:room-assess"), found).url == url
    assert "Release Mar" in client.get(url).content.decode()
    gone = {"kind": "released", "text:manner": "released", "text:escort": "Her sister"}
    client.post(address(administration, "clinic:room-assess"), gone)
    assert "Sign the record" in client.get(url).content.decode()
    sign = address(administration, "clinic:room-sign")
    assert client.post(sign, {"signer": str(cast.facilitator.pk), "secret": "guess"}).status_code == 422
    for account in (cast.facilitator, cast.second_facilitator):
        assert (
            client.post(sign, {"signer": str(account.pk), "secret": "a long walk over the pass"}).status_code
            == 302
        )
    assert "Everyone has signed." in client.get(url).content.decode()
    days = client.get(reverse("clinic:person-days", args=[administration.patient_id])).content.decode()
    assert "Signed by" in days
    assert "What happened, " in days


def test_a_session_that_has_not_begun_has_no_room(cast: Cast) -> None:
    administration = begun(cast)
    unknown = reverse("clinic:room", args=[administration.patient_id, uuid4()])
    assert signed_in(cast.facilitator).get(unknown).status_code == 404


def test_a_stranger_finds_no_room_and_another_role_none_to_run(cast: Cast) -> None:
    administration = begun(cast)
    for name in ("clinic:room", "clinic:room-live", "clinic:room-release"):
        assert signed_in(cast.stranger).get(address(administration, name)).status_code == 404
        assert signed_in(cast.reviewer).get(address(administration, name)).status_code == 403
    url = address(administration, "clinic:room-events")
    body = json.dumps([raw("note", now(), {"words": "x"})])
    assert signed_in(cast.stranger).post(url, body, content_type="application/json").status_code == 404
