"""What a record holds, kind by kind: read by id, searched within one person, judged by others."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.api.kinds import KINDS
from cairn.fhir.json_reading import read_json
from cairn.record.models import AuditEvent
from tests.administration_day import started
from tests.api.conftest import Asking, matches, notes
from tests.api.measured import measured, measured_more
from tests.cast import NOON, Cast
from tests.fhir.test_dossier_bundle import objections


def find(asking: Asking, kind: str, cast: Cast, more: str = "") -> list[dict[str, Any]]:
    return matches(asking.json(f"{kind}?patient={cast.maren.pk}{more}"))


def test_every_kind_is_searched_read_and_judged(cast: Cast, facilitator: Asking) -> None:
    started(cast, NOON + timedelta(days=40))
    wrong: dict[str, object] = {}
    for kind in KINDS:
        found = find(facilitator, kind, cast, "&_count=100")
        assert found, kind
        assert {each["resourceType"] for each in found} == {kind}
        alone = facilitator.json(f"{kind}/{found[0]['id']}")
        assert alone == found[0]
        wrong |= {f"{kind}/{each['id']}": said for each in found[:12] if (said := objections(each))}
    assert wrong == {}


def test_scores_are_found_by_code_category_and_date(cast: Cast, facilitator: Asking) -> None:
    measured(cast)
    total = "&code=phq-9/total"
    assert [each["valueQuantity"]["value"] for each in find(facilitator, "Observation", cast, total)]
    for more, expected in {
        total: {24, 16, 8},
        "&code=https://cairn.example/fhir/CodeSystem/score|phq-9/total": {24, 16, 8},
        "&code=http://loinc.org|phq-9/total": set(),
        f"{total},gad-7/total&category=survey": {24, 16, 8},
        f"{total}&category=vital-signs": set(),
        f"{total}&date=2026-11-02": {24},
        f"{total}&date=ge2026-11-30": {16, 8},
        f"{total}&date=gt2026-11-30": {8},
        f"{total}&date=2026": {24, 16, 8},
        f"{total}&date=ge2026-11-03&date=lt2026-12": {16},
        f"{total}&status=final": {24, 16, 8},
        f"{total}&status=preliminary": set(),
    }.items():
        found = find(facilitator, "Observation", cast, more)
        assert {each["valueQuantity"]["value"] for each in found} == expected, more


def test_a_score_keeps_its_digits(cast: Cast, facilitator: Asking) -> None:
    measured(cast, 1)
    raw = facilitator.get(f"Observation?patient={cast.maren.pk}&code=phq-9/total").content
    bundle: Any = read_json(raw)
    assert str(bundle["entry"][0]["resource"]["valueQuantity"]["value"]) == "24.000"


def test_answers_are_found_by_their_form(cast: Cast, facilitator: Asking) -> None:
    measured(cast)
    form = "https://cairn.example/fhir/Questionnaire/phq-9"
    for written in (form, f"{form}|1", "phq-9", "phq-9|1"):
        assert len(find(facilitator, "QuestionnaireResponse", cast, f"&questionnaire={written}")) == 3
    assert find(facilitator, "QuestionnaireResponse", cast, "&questionnaire=gad-7") == []
    assert len(find(facilitator, "QuestionnaireResponse", cast, "&authored=lt2026-12-01")) == 2
    assert len(find(facilitator, "QuestionnaireResponse", cast, "&status=completed,amended")) == 3


def test_meetings_that_have_no_time_yet_are_not_found_by_one(cast: Cast, facilitator: Asking) -> None:
    started(cast, NOON + timedelta(days=40))
    everything = find(facilitator, "Encounter", cast)
    dated = find(facilitator, "Encounter", cast, "&date=ge2000")
    assert {each["id"] for each in dated} == {each["id"] for each in everything if "period" in each}
    assert len(dated) < len(everything)
    assert find(facilitator, "Encounter", cast, "&type=preparation&status=finished")


def test_an_open_episode_lasts_until_now(cast: Cast, facilitator: Asking) -> None:
    episode, _ = measured(cast, 1)
    assert [each["id"] for each in find(facilitator, "EpisodeOfCare", cast, "&date=gt2027")] == [
        str(episode.pk)
    ]
    assert find(facilitator, "EpisodeOfCare", cast, "&date=lt2026") == []


@pytest.mark.parametrize("kind", KINDS)
def test_whose_must_be_said(cast: Cast, facilitator: Asking, kind: str) -> None:
    status, code, words = facilitator.refused(kind)
    assert (status, code) == (400, "required")
    assert f"{kind}?patient=" in words


def test_a_person_may_be_named_in_three_ways(cast: Cast, facilitator: Asking) -> None:
    measured(cast, 1)
    key = cast.maren.pk
    for written in (key, f"Patient/{key}", f"http://testserver/fhir/Patient/{key}"):
        assert facilitator.json(f"EpisodeOfCare?patient={written}")["total"] == 1
    assert facilitator.refused(f"EpisodeOfCare?patient=Group/{key}")[0] == 400
    assert facilitator.refused(f"EpisodeOfCare?patient={key},{cast.other.pk}")[0] == 400


def test_another_person_s_record_is_empty_and_why_is_said(cast: Cast, facilitator: Asking) -> None:
    for key in (cast.other.pk, UUID(int=7), "nobody"):
        bundle = facilitator.json(f"Observation?patient={key}")
        assert (bundle["total"], notes(bundle)) == (
            0,
            ["There is no such person, or none that this account can open."],
        )
    assert not AuditEvent.objects.filter(action="fhir.read", patient=cast.other.pk).exists()


def test_what_is_another_person_s_is_not_read_by_its_id(cast: Cast, facilitator: Asking) -> None:
    stranger_line = AuditEvent.objects.filter(patient=cast.other.pk)[0]
    assert facilitator.refused(f"AuditEvent/access-{stranger_line.pk}")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "AuditEvent/7",
        "AuditEvent/access-",
        "AuditEvent/access-²",
        "AuditEvent/access-" + "9" * 30,
        f"Consent/{UUID(int=7)}",
        "Consent/7",
        f"Consent/{UUID(int=7)}".replace("-", ""),
    ],
)
def test_an_id_that_is_none_is_not_found(facilitator: Asking, path: str) -> None:
    assert facilitator.refused(path)[0] == 404


def test_a_coordinator_reads_scores_but_no_notes_of_the_session(
    cast: Cast, coordinator: Asking, facilitator: Asking
) -> None:
    started(cast, NOON + timedelta(days=40))
    assert "events, fit-decisions" in notes(coordinator.json(f"Observation?patient={cast.maren.pk}"))[0]
    assert notes(facilitator.json(f"Observation?patient={cast.maren.pk}")) == []
    event = find(facilitator, "Observation", cast, "&code=started&_count=100")
    for each in event:
        assert coordinator.refused(f"Observation/{each['id']}")[0] == 404


def test_pages_of_a_kind_follow_each_other(cast: Cast, facilitator: Asking) -> None:
    measured(cast)
    bundle = facilitator.json(f"QuestionnaireResponse?patient={cast.maren.pk}&_count=2")
    links = {each["relation"]: each["url"] for each in bundle["link"]}
    assert (bundle["total"], len(matches(bundle)), sorted(links)) == (3, 2, ["next", "self"])
    rest = facilitator.json(links["next"].partition("/fhir/")[2])
    assert len(matches(rest)) == 1


def test_one_and_three_answers_ask_the_database_as_often(cast: Cast, facilitator: Asking) -> None:
    measured(cast, 1)

    def queries(kind: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert facilitator.get(f"{kind}?patient={cast.maren.pk}").status_code == 200
        return len(asked)

    before = {kind: queries(kind) for kind in ("QuestionnaireResponse", "Observation", "AuditEvent")}
    measured_more(cast)
    assert {kind: queries(kind) for kind in before} == before
    assert max(before.values()) <= 10


def test_the_log_is_read_and_the_reading_is_in_it(cast: Cast, facilitator: Asking) -> None:
    first = find(facilitator, "AuditEvent", cast, "&_count=100")
    second = find(facilitator, "AuditEvent", cast, "&_count=100")
    assert len(second) == len(first) + 1
    assert second[-1]["subtype"][0]["code"] == "fhir.read"
