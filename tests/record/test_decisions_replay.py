"""What the record keeps of the rules asked at a start is enough to ask them again."""

from cairn.content.readers.regime import pack_as_decided
from cairn.domain.regimes.replay import replayed
from cairn.domain.regimes.stored import from_stored
from tests.administration_day import started
from tests.cast import NOON, Cast


def test_every_decision_kept_at_the_start_of_a_session_is_made_again(cast: Cast) -> None:
    kept = started(cast, NOON).requirements["outcomes"]
    assert len(kept) > 10
    for outcome in kept:
        provenance = from_stored(outcome)
        again = replayed(provenance, pack_as_decided(provenance))
        assert (again.rule, again.standing.value, again.said) == (
            outcome["rule"],
            outcome["standing"],
            outcome["said"],
        )
