"""Screenings: worked out from confirmed facts, decided by a named person, signed, and decided once."""

from datetime import timedelta

import pytest

from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.stages import Stage
from cairn.domain.screening.decision import Decision
from cairn.record.actor import Actor
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import EpisodeOfCare, Screening, ScreeningDecision, Signature, Site, Task
from cairn.record.selectors.reviewers import reviewers_at, version_in_force
from cairn.record.services.episode import open_episode
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.screening import Signer, decide_screening, run_screening
from cairn.record.services.site import review_content
from cairn.record.to_domain.situation import situation_of
from tests.cast import NOON, PASSWORD, Cast, actor

CLEAR_ANSWERS: dict[str, object] = {
    "history.seizure": "none", "diabetes.kind": "none", "pregnancy.status": "no", "lactation.now": False,
    "allergy.mushrooms": False, "liver.disease": False, "lab.alt": "22", "lab.ast": "20", "lab.egfr": "92",
    "vitals.systolic": "118", "vitals.diastolic": "76", "ecg.qtc": "410", "cardiac.hypertension": False,
    "cardiac.infarction": False, "cardiac.stroke": False, "cardiac.conditions": {"known": [], "complete": True},
    "psychosis.ever": False, "psychosis.induced": False, "bipolar.kind": "none",
    "family.psychosis_or_bipolar": False, "hppd.current": False, "personality.borderline": False,
    "substance.disorder_active": False, "harm.thoughts_now": False, "suicide.intent_now": False,
    "suicide.attempt": False, "medicines": {"items": [], "complete": True}, "medicines.lithium_30_days": False,
    "neuro.conditions": {"known": [], "complete": True}, "contraception.kind": "not-applicable",
    "pregnancy.test": "negative", "allergy.excipients": False, "illness.other": False, "body.bmi": "23",
    "liver.child_pugh": "no-liver-disease", "lab.meld": "6", "lab.liver_multiple": "0.6",
    "lab.potassium": "normal", "lab.magnesium": "normal", "ecg.reading": "normal", "family.second_degree": False,
    "personality.msi_bpd": 1, "mind.unstable": False, "suicide.cssrs_ideation": 0, "psychedelics.ever": False,
    "psychedelics.microdosing": False, "consent.language": "shared",
    "support.adult_after": True, "support.transport": True, "support.clinician": True, "consent.capacity": True,
}  # fmt: skip


@pytest.fixture
def episode(cast: Cast) -> EpisodeOfCare:
    return open_episode(patient=cast.maren, by=actor(cast.coordinator), at=NOON)


def _state(cast: Cast) -> None:
    for fact, value in CLEAR_ANSWERS.items():
        state_fact(patient=cast.maren, fact=fact, value=value, seen=None, by=actor(cast.facilitator), at=NOON)


def _decide(cast: Cast, screening: Screening, **changes: object) -> ScreeningDecision:
    stated: dict[str, object] = {
        "screening": screening,
        "decision": Decision.DEFER,
        "reason": "an ECG is missing",
        "signer": Signer(cast.reviewer, PASSWORD),
        "by": actor(cast.reviewer),
        "at": NOON,
    }
    return decide_screening(**(stated | changes))  # type: ignore[arg-type]  # the call's own keywords


def _reviewer(cast: Cast) -> Actor:
    return actor(cast.reviewer)


def test_nothing_asked_is_never_clear(cast: Cast, episode: EpisodeOfCare) -> None:
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    assert screening.disposition == "on-hold"
    with pytest.raises(RefusedError, match="not asked yet"):
        _decide(cast, screening, decision=Decision.ACCEPT)


def test_a_decision_is_signed_and_made_once(cast: Cast, episode: EpisodeOfCare) -> None:
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    decision = _decide(cast, screening)
    assert decision.signature.printed_name == "Emi Aoki, MD"
    with pytest.raises(ChangedMeanwhileError, match="a colleague has decided"):
        _decide(cast, screening)
    assert Signature.objects.count() == 1


def test_a_wrong_password_signs_nothing(cast: Cast, episode: EpisodeOfCare) -> None:
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    with pytest.raises(RefusedError, match="Nothing was signed"):
        _decide(cast, screening, signer=Signer(cast.reviewer, "guess"))
    assert not ScreeningDecision.objects.exists()


def test_a_signature_after_the_facts_changed_is_refused(cast: Cast, episode: EpisodeOfCare) -> None:
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    _state(cast)
    with pytest.raises(RefusedError) as refused:
        _decide(cast, screening)
    assert refused.value.code == "facts-changed"


def test_someone_clear_of_every_rule_is_accepted_and_the_gate_opens(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    _state(cast)
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    open_findings = [f["rule"] for f in screening.findings if f["weighs"] not in {"clear", "note"}]
    overrides = dict.fromkeys(open_findings, "weighed with her physician")
    _decide(cast, screening, decision=Decision.ACCEPT, reason="", overrides=overrides)
    left = {unmet.id for unmet in unmet_before(Stage.ROADMAP, situation_of(episode, NOON))}
    assert left == {"intake.finished", "measure.PHQ-9", "measure.GAD-7", "measure.PCL-5"}


def test_facts_that_change_after_acceptance_stop_the_way_again(cast: Cast, episode: EpisodeOfCare) -> None:
    _state(cast)
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    overrides = {f["rule"]: "weighed" for f in screening.findings if f["weighs"] not in {"clear", "note"}}
    _decide(cast, screening, decision=Decision.ACCEPT, reason="", overrides=overrides)
    row = cast.maren.facts.get(fact="psychosis.ever", is_current=True)
    state_fact(
        patient=cast.maren, fact="psychosis.ever", value=True, seen=row.pk, by=_reviewer(cast), at=NOON
    )
    left = {
        unmet.id for unmet in unmet_before(Stage.ROADMAP, situation_of(episode, NOON + timedelta(days=1)))
    }
    assert "screening.changed" in left


def test_what_the_law_forbids_no_reason_opens(cast: Cast, episode: EpisodeOfCare) -> None:
    _state(cast)
    row = cast.maren.facts.get(fact="psychosis.ever", is_current=True)
    state_fact(
        patient=cast.maren, fact="psychosis.ever", value=True, seen=row.pk, by=_reviewer(cast), at=NOON
    )
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    assert screening.disposition == "blocked"
    overrides = {f["rule"]: "a reason" for f in screening.findings}
    with pytest.raises(RefusedError):
        _decide(cast, screening, decision=Decision.ACCEPT, reason="", overrides=overrides)


def test_conditions_become_tasks(cast: Cast, episode: EpisodeOfCare) -> None:
    _state(cast)
    screening = run_screening(episode=episode, by=_reviewer(cast), at=NOON)
    overrides = {f["rule"]: "weighed" for f in screening.findings if f["weighs"] not in {"clear", "note"}}
    _decide(
        cast,
        screening,
        decision=Decision.ACCEPT_WITH_CONDITIONS,
        conditions=("a letter from her prescriber",),
        overrides=overrides,
    )
    assert [task.what for task in Task.objects.all()] == ["a letter from her prescriber"]


def test_only_a_clinical_reviewer_decides_and_signs_for_themselves(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    screening = run_screening(episode=episode, by=actor(cast.facilitator), at=NOON)
    with pytest.raises(NotAllowedError):
        _decide(cast, screening, by=actor(cast.facilitator), signer=Signer(cast.facilitator, PASSWORD))
    with pytest.raises(NotAllowedError):
        _decide(cast, screening, signer=Signer(cast.facilitator, PASSWORD))
    with pytest.raises(RefusedError, match="another person's"):
        _decide(cast, screening, second=Signer(cast.reviewer, PASSWORD))


def test_a_review_holds_for_the_version_that_was_read(cast: Cast) -> None:
    for version in (version_in_force("us-or"), "an older one"):
        review_content(site=cast.site, content="us-or", version=version, by=_reviewer(cast), at=NOON)
    assert [reviewer.name for reviewer in reviewers_at(cast.site.pk)["us-or"]] == ["Emi Aoki"]


def test_a_centre_whose_own_profile_is_gone_screens_nobody_by_another(
    cast: Cast, episode: EpisodeOfCare
) -> None:
    Site.objects.filter(pk=episode.patient.site_id).update(screening_profile="ours")
    episode.patient.site.refresh_from_db()
    with pytest.raises(RefusedError) as refused:
        run_screening(episode=episode, by=actor(cast.coordinator), at=NOON)
    assert refused.value.code == "profile-gone"
    assert refused.value.words == (
        "This centre screens under the profile “ours”, which its content does not hold. "
        "Put it back into the content folder, or choose another profile under Content."
    )
