"""Which ways of care may be proposed to somebody."""

from collections.abc import Iterable

from cairn.domain.protocols.protocol import Protocol, Status


def offered(protocols: Iterable[Protocol], *, concern: str, regime: str) -> tuple[Protocol, ...]:
    """The protocols for one person that fit what they come with and where they are, the most fitting first.

    A couple's plan concerns two records and is not proposed from one of them.

    :param concern: what they come with, as a code; empty where nobody knows, which leaves every one open.
    """
    found = [
        protocol
        for protocol in protocols
        if protocol.variant is None
        and protocol.status is not Status.RETIRED
        and (not protocol.regimes or regime in protocol.regimes)
        and (not protocol.indications or not concern or concern in protocol.indications)
    ]
    return tuple(sorted(found, key=lambda each: (concern not in each.indications, each.key)))
