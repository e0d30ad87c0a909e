"""The threshold profile of a centre: what another would change, and the signature that changes it."""

from django.urls import reverse

from cairn.clinic.profile_lines import ProfileChange, profile_changes
from cairn.record.models import AuditEvent, Signature
from tests.cast import PASSWORD, Cast, signed_in

STRICT = reverse("clinic:content-profile-use", args=["strict"])


def test_what_would_change_is_seen_before_anything_is_signed(cast: Cast) -> None:
    browser = signed_in(cast.reviewer)
    entry = browser.get(reverse("clinic:content-entry", args=["profiles", "strict"])).content.decode()
    assert STRICT in entry
    page = browser.get(STRICT).content.decode()
    assert "SCR-PSY-06" in page
    assert "screens under “General” now" in page
    assert ProfileChange("SCR-PSY-06", *_of("SCR-PSY-06"), "review", "block") in profile_changes(
        "general", "strict"
    )


def _of(rule: str) -> tuple[str]:
    return (next(each.title for each in profile_changes("general", "strict") if each.rule == rule),)


def test_a_signature_changes_it_and_is_kept(cast: Cast) -> None:
    browser = signed_in(cast.reviewer)
    assert browser.post(STRICT, {"secret": PASSWORD}).status_code == 302
    cast.site.refresh_from_db()
    assert cast.site.screening_profile == "strict"
    assert Signature.objects.get().subject == "Content/strict@2"
    assert AuditEvent.objects.filter(action="site.screening-profile", reason="strict@2").count() == 1
    assert "Nothing would change" in browser.get(STRICT).content.decode()
    assert (
        STRICT
        not in browser.get(reverse("clinic:content-entry", args=["profiles", "strict"])).content.decode()
    )


def test_a_wrong_password_changes_nothing(cast: Cast) -> None:
    refused = signed_in(cast.reviewer).post(STRICT, {"secret": "a guess"})
    assert refused.status_code == 422
    assert "Nothing was signed" in refused.content.decode()
    cast.site.refresh_from_db()
    assert cast.site.screening_profile == "general"
    assert not Signature.objects.exists()


def test_who_may_choose(cast: Cast) -> None:
    for reader in (cast.facilitator, cast.coordinator, cast.administrator, cast.researcher):
        assert signed_in(reader).get(STRICT).status_code == 403
        entry = reverse("clinic:content-entry", args=["profiles", "strict"])
        assert STRICT not in signed_in(reader).get(entry).content.decode()
    missing = reverse("clinic:content-profile-use", args=["no-such"])
    assert signed_in(cast.reviewer).get(missing).status_code == 404
