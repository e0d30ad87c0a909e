"""The record works under a place whose rules give no ceiling, no duration and no ratio; each stays a question."""

import pytest
from django.urls import reverse

from cairn.content.readers.regime import packs
from cairn.domain.administration.from_regime import stay_of
from cairn.domain.administration.release_rules import UnknownStay
from cairn.domain.pathway.gates import unmet_before
from cairn.domain.pathway.stages import Stage
from cairn.domain.quantities import Amount, DoseUnit
from cairn.record.models import EpisodeOfCare, Site
from cairn.record.to_domain.session_day import day_regime
from cairn.record.to_domain.situation import situation_of
from tests.administration_day import Morning, mg, morning
from tests.cast import NOON, Cast, signed_in

PLACES = [key for key in packs() if key != "us-or"]


def under(cast: Cast, regime: str) -> Morning:
    """Maren's day, the centre having moved under other rules."""
    day = morning(cast, NOON)
    Site.objects.filter(pk=cast.site.pk).update(regime=regime)
    return Morning(
        EpisodeOfCare.objects.get(pk=day.episode.pk), type(day.encounter).objects.get(pk=day.encounter.pk)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("regime", PLACES)
def test_the_day_is_asked_and_what_nobody_read_is_shown(cast: Cast, regime: str) -> None:
    day = under(cast, regime)
    situation = situation_of(day.episode, NOON)
    shown = {outcome.provenance.pack for outcome in situation.requirements}
    assert shown <= {regime}
    unmet_before(Stage.ADMINISTRATION, situation)
    rules = day_regime(day.encounter, NOON)
    asked = rules.asks(mg("25"), None)
    assert asked is not None
    assert asked.refused is False
    assert rules.ceiling is None or regime == "cz"


@pytest.mark.django_db
def test_in_colorado_a_dose_in_psilocin_has_no_ceiling_and_the_stay_is_a_question(cast: Cast) -> None:
    day = under(cast, "us-co")
    rules = day_regime(day.encounter, NOON)
    assert rules.ceiling is None
    asked = rules.asks(Amount(mg("25").value, DoseUnit.MG_PSILOCIN), None)
    assert asked is not None
    stay = stay_of(asked.min_duration)
    assert isinstance(stay, UnknownStay)
    assert "Is there a minimum duration" in stay.question


@pytest.mark.django_db
def test_in_colorado_the_papers_shown_are_colorados(cast: Cast) -> None:
    under(cast, "us-co")
    page = (
        signed_in(cast.facilitator)
        .get(reverse("clinic:person-consents", args=[cast.maren.pk]))
        .content.decode()
    )
    assert "Form 4: supportive touch contract" in page
    assert "Medicines and assistive devices (OHA)" not in page
