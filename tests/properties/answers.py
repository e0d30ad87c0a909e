"""Generated answers to an instrument."""

from hypothesis import strategies as st

from cairn.domain.instruments.definition import Instrument


def partial(instrument: Instrument) -> st.SearchStrategy[dict[str, int | None]]:
    """Any items answered, left out, or explicitly blank."""
    return st.fixed_dictionaries(
        {}, optional={item.number: st.none() | st.sampled_from(item.values) for item in instrument.items}
    )


def complete(instrument: Instrument) -> st.SearchStrategy[dict[str, int]]:
    """Every scored item answered."""
    return st.fixed_dictionaries(
        {item.number: st.sampled_from(item.values) for item in instrument.items if item.scored}
    )
