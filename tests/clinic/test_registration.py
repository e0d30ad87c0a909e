"""Registering by hand, the care team, opening a way, and the invitation to the portal."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse

from cairn.domain.pathway.stages import Stage
from cairn.domain.vocabulary import Role
from cairn.record.models import CareTeamMember, Patient, SignInLink
from tests.cast import Cast, signed_in

REGISTER = "/clinic/people/register/"


def test_a_person_is_registered_by_hand(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    assert browser.get(REGISTER).status_code == 200
    told = {"given": "Ada", "family": "Lind", "pronouns": "she/her", "birth_date": "1990-02-01", "who": "new"}
    done = browser.post(REGISTER, told, follow=True)
    patient = Patient.objects.get(family="Lind")
    assert done.redirect_chain[-1][0] == reverse("clinic:person", args=[patient.pk])
    assert "No way through care is open" in done.content.decode()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"given": "", "family": ""}, "Write what they gave you as their name"),
        ({"given": "Ada", "birth_date": "2090-01-01"}, "cannot be in the future"),
        ({"given": "Ada", "birth_date": "1800-01-01"}, "more than 120 years ago"),
        ({"given": "Ada", "birth_date": "soon"}, "Enter a valid date"),
    ],
)
def test_a_fault_is_said_and_nobody_is_registered(cast: Cast, told: dict[str, str], words: str) -> None:
    people = Patient.objects.count()
    response = signed_in(cast.coordinator).post(REGISTER, {**told, "pronouns": "they/them"})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert 'value="they/them"' in response.content.decode()
    assert Patient.objects.count() == people


def test_somebody_known_is_shown_before_a_second_record_is_opened(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    told = {"given": "Maren", "family": "Solberg", "birth_date": "1985-04-12"}
    people = Patient.objects.count()
    asked = browser.post(REGISTER, told)
    assert asked.status_code == 422
    assert "Is it somebody you know?" in asked.content.decode()
    known = browser.post(REGISTER, {**told, "who": str(cast.maren.pk)})
    assert known["Location"] == reverse("clinic:person", args=[cast.maren.pk])
    assert Patient.objects.count() == people
    browser.post(REGISTER, {**told, "who": "new"})
    assert Patient.objects.count() == people + 1


def test_only_a_coordinator_registers(cast: Cast) -> None:
    for account in (cast.facilitator, cast.researcher, cast.maren.account):
        assert signed_in(account).get(REGISTER).status_code == 403
        assert signed_in(account).post(REGISTER, {"given": "Ada", "who": "new"}).status_code == 403


def test_who_joins_the_team_can_open_the_record_and_who_leaves_cannot(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    team = reverse("clinic:person-team", args=[cast.maren.pk])
    record = reverse("clinic:person", args=[cast.maren.pk])
    theirs = signed_in(cast.stranger)
    assert theirs.get(record).status_code == 404
    told = {"account": str(cast.stranger.pk), "role": Role.FACILITATOR.value}
    browser.post(team, told)
    browser.post(team, told)
    assert CareTeamMember.objects.filter(account=cast.stranger, until=None).count() == 1
    assert theirs.get(record).status_code == 200
    browser.post(reverse("clinic:person-team-leave", args=[cast.maren.pk, cast.stranger.pk]))
    assert theirs.get(record).status_code == 404


def test_nobody_who_does_not_care_for_people_joins_a_team(cast: Cast) -> None:
    team = reverse("clinic:person-team", args=[cast.maren.pk])
    told = {"account": str(cast.researcher.pk), "role": Role.FACILITATOR.value}
    assert signed_in(cast.coordinator).post(team, told).status_code == 422
    assert signed_in(cast.facilitator).get(team).status_code == 403


def test_a_way_is_opened_once(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    address = reverse("clinic:person-episode", args=[cast.other.pk])
    told = {"for_whom": "couple", "concern": "depression"}
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"for_whom": "crowd"}).status_code == 422
    browser.post(address, told)
    again = browser.post(address, told)
    assert again.status_code == 422
    assert "is open already" in again.content.decode()
    episode = cast.other.episodes.get()
    assert (episode.stage, episode.for_whom, episode.concern) == (Stage.FIT.value, "couple", "depression")
    assert (
        signed_in(cast.facilitator).get(reverse("clinic:person-episode", args=[cast.maren.pk])).status_code
        == 403
    )


def test_the_link_is_shown_once_and_sent(cast: Cast) -> None:
    address = reverse("clinic:person-invite", args=[cast.maren.pk])
    browser = signed_in(cast.facilitator)
    before = SignInLink.objects.count()
    assert "sign-in/link" not in browser.get(address).content.decode()
    page = browser.post(address).content.decode()
    assert SignInLink.objects.count() == before + 1
    assert "/sign-in/link/" in page
    assert "<svg" in page
    assert "style=" not in page.split('class="qr"')[1].split("</div>")[0]
    assert [message.to for message in mail.outbox] == [["mar@example.org"]]
    assert "/sign-in/link/" in mail.outbox[0].body
    assert "no-store" in browser.get(address)["Cache-Control"]
    assert signed_in(cast.stranger).get(address).status_code == 404


def test_without_an_address_the_link_is_only_shown(cast: Cast) -> None:
    page = (
        signed_in(cast.coordinator)
        .post(reverse("clinic:person-invite", args=[cast.other.pk]))
        .content.decode()
    )
    assert "No e-mail address is known" in page
    assert mail.outbox == []


class NoServer(BaseEmailBackend):
    """A mail server that cannot be reached."""

    def send_messages(self, email_messages: Any) -> int:  # noqa: ARG002 -- Django's signature
        raise ConnectionRefusedError


def test_a_mail_server_that_is_away_is_said_and_the_link_still_works(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{NoServer.__module__}.NoServer"
    page = (
        signed_in(cast.coordinator)
        .post(reverse("clinic:person-invite", args=[cast.maren.pk]))
        .content.decode()
    )
    assert "The e-mail was not sent" in page
    assert "/sign-in/link/" in page
