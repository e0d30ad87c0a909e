"""Stating facts: only what somebody confirmed counts, and nobody's words are written over."""

from datetime import date

import pytest

from cairn.domain.facts import UNKNOWN, Exposures
from cairn.record.errors import ChangedMeanwhileError, NotAllowedError, RefusedError
from cairn.record.models import FactStatement
from cairn.record.services.fact_statement import Offer, mark_fact_in_error, prefill_facts, state_fact
from cairn.record.to_domain.facts import facts_of
from tests.cast import NOON, Cast, actor


def _mar(cast: Cast):
    assert cast.maren.account is not None
    return actor(cast.maren.account)


def test_an_offer_from_a_referral_is_unknown_until_confirmed(cast: Cast) -> None:
    (offer,) = prefill_facts(
        patient=cast.maren,
        offers=[Offer("psychosis.ever", at=NOON, value=True)],
        by=actor(cast.coordinator),
        at=NOON,
    )
    assert facts_of(cast.maren, NOON).get("psychosis.ever") is UNKNOWN
    state_fact(patient=cast.maren, fact="psychosis.ever", value=True, seen=offer.pk, by=_mar(cast), at=NOON)
    assert facts_of(cast.maren, NOON).get("psychosis.ever") is True


def test_an_offer_never_replaces_what_the_person_confirmed(cast: Cast) -> None:
    state_fact(patient=cast.maren, fact="lactation.now", value=False, seen=None, by=_mar(cast), at=NOON)
    prefill_facts(
        patient=cast.maren,
        offers=[Offer("lactation.now", at=NOON, value=True)],
        by=actor(cast.coordinator),
        at=NOON,
    )
    assert facts_of(cast.maren, NOON).get("lactation.now") is False
    assert FactStatement.objects.filter(fact="lactation.now").count() == 2


def test_two_devices_do_not_write_over_each_other(cast: Cast) -> None:
    first = state_fact(patient=cast.maren, fact="body.weight", value="71", seen=None, by=_mar(cast), at=NOON)
    state_fact(patient=cast.maren, fact="body.weight", value="72", seen=first.pk, by=_mar(cast), at=NOON)
    for seen in (first.pk, None):
        with pytest.raises(ChangedMeanwhileError):
            state_fact(patient=cast.maren, fact="body.weight", value="70", seen=seen, by=_mar(cast), at=NOON)
    assert str(facts_of(cast.maren, NOON).get("body.weight")) == "72"


def test_a_weight_in_the_wrong_unit_is_asked_back(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="above 350 kg"):
        state_fact(patient=cast.maren, fact="body.weight", value="710", seen=None, by=_mar(cast), at=NOON)


def test_nobody_states_facts_about_someone_else_without_the_role(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        state_fact(patient=cast.other, fact="body.weight", value="80", seen=None, by=_mar(cast), at=NOON)


def test_medicines_are_resolved_when_they_are_read(cast: Cast) -> None:
    stated = {
        "items": [{"name": "Zoloft 50 mg", "last_taken": "ongoing"}, {"name": "zentrium"}],
        "complete": True,
    }
    state_fact(patient=cast.maren, fact="medicines", value=stated, seen=None, by=_mar(cast), at=NOON)
    medicines = facts_of(cast.maren, NOON).get("medicines")
    assert isinstance(medicines, Exposures)
    known, unknown = medicines.items
    assert "ssri" in known.classes  # type: ignore[operator]  # a set of classes
    assert unknown.classes is UNKNOWN


def test_the_registered_birth_date_is_a_fact(cast: Cast) -> None:
    assert facts_of(cast.maren, NOON).get("patient.birth_date") == date(1985, 4, 12)


def test_a_mistake_stays_and_no_longer_counts(cast: Cast) -> None:
    row = state_fact(patient=cast.maren, fact="hppd.current", value=True, seen=None, by=_mar(cast), at=NOON)
    mark_fact_in_error(statement=row, reason="meant another question", by=actor(cast.facilitator), at=NOON)
    assert facts_of(cast.maren, NOON).get("hppd.current") is UNKNOWN
    assert FactStatement.objects.get(pk=row.pk).status == "entered-in-error"
    with pytest.raises(RefusedError, match="Say why"):
        mark_fact_in_error(statement=row, reason=" ", by=actor(cast.facilitator), at=NOON)


def test_a_day_that_has_not_come_is_asked_back(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="not come yet"):
        state_fact(
            patient=cast.maren, fact="cardiac.stroke_on", value="2031", seen=None, by=_mar(cast), at=NOON
        )
    state_fact(patient=cast.maren, fact="cardiac.stroke_on", value="2026", seen=None, by=_mar(cast), at=NOON)
