"""What the rules of a place ask on a day, remembered for as long as the same pack is asked."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from decimal import Decimal
from typing import Final, Protocol, TypeVar

from cairn.domain.citations import Reviewer
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.preparation import PreparationWindow, preparation_windows
from cairn.domain.regimes.session import (
    facilitators_whatever_the_dose,
    longest_minutes,
    session_requirements,
)
from cairn.domain.regimes.session_values import SessionRequirements

_MOST_KEPT: Final = 20_000
Answer = TypeVar("Answer")


class Agreed(Protocol):
    """What is agreed of a session."""

    @property
    def dose(self) -> Decimal | None: ...
    @property
    def form(self) -> str | None: ...
    @property
    def clients(self) -> int: ...
    @property
    def first_at_site(self) -> bool | None: ...


class Once:
    """Remembers an answer about the very same object, the last few thousand of them.

    The object stays alive with the answer, so that its identity names it for as long as it is looked up.
    """

    def __init__(self, most: int = _MOST_KEPT) -> None:
        """Begin with nothing.

        :param most: how many answers are remembered; the oldest goes first.
        """
        self._most = most
        self._kept: OrderedDict[tuple[int, Hashable], tuple[object, object]] = OrderedDict()

    def answer(self, it: object, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """What is remembered of ``it`` under a key, or what ``work`` says, from now on remembered."""
        found = self._kept.get((id(it), key))
        if found is None:
            found = self._kept[id(it), key] = (it, work())
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found[1]  # type: ignore[return-value]


_REQUIREMENTS: Final = Once()
_WINDOWS: Final = Once()
_STAFF: Final = Once()
_LONGEST: Final = Once()


def asked_of(pack: Pack, session: Agreed, day: date, reviewers: tuple[Reviewer, ...]) -> SessionRequirements:
    """What is asked of a session as agreed, on a day."""
    key = (session.dose, session.form, session.clients, session.first_at_site, day, reviewers)
    return _REQUIREMENTS.answer(
        pack,
        key,
        lambda: session_requirements(
            pack,
            dose=session.dose,
            clients=session.clients,
            on=day,
            form=session.form,
            first_at_site=session.first_at_site,
            reviewers=reviewers,
        ),
    )


def windows_on(pack: Pack, day: date, reviewers: tuple[Reviewer, ...]) -> tuple[PreparationWindow, ...]:
    """The enforced windows between preparation and administration in force on a day."""
    return _WINDOWS.answer(
        pack,
        (day, reviewers),
        lambda: tuple(window for window in preparation_windows(pack, day, reviewers) if window.enforced),
    )


def staff_whatever_the_dose(pack: Pack, clients: int, day: date) -> int | None:
    """The facilitators needed where every dose calls for the same number."""
    return _STAFF.answer(pack, (clients, day), lambda: facilitators_whatever_the_dose(pack, clients, day))


def longest_of(pack: Pack) -> Decimal | None:
    """The longest minimum duration any dose may call for."""
    return _LONGEST.answer(pack, None, lambda: longest_minutes(pack))
