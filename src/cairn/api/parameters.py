"""The part of an address after the question mark: known names only, bounded, nothing empty."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from cairn.api.errors import bad_request

LONGEST = 200
MOST_VALUES = 20
PAGE = 20
MOST_ON_A_PAGE = 100
ALWAYS = ("_format",)
PAGED = ("_count", "_page")


@dataclass(frozen=True, slots=True)
class Parameters:
    """What was asked, by name: each repetition must hold; inside one, any of the values may."""

    values: dict[str, tuple[tuple[str, ...], ...]]
    page: int
    count: int

    def each(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The repetitions of a name; empty where it was not asked."""
        return self.values.get(name, ())

    def only(self, name: str) -> str | None:
        """The one value of a name that may be asked once.

        :raises ApiRefusedError: for more than one.
        """
        found = [value for repetition in self.each(name) for value in repetition]
        if len(found) > 1:
            raise bad_request(f"'{name}' takes one value. Ask once for each.")
        return found[0] if found else None

    @property
    def start(self) -> int:
        """How many come before this page."""
        return (self.page - 1) * self.count


def parameters(request: HttpRequest, known: Collection[str] = (), *, paged: bool = False) -> Parameters:
    """What a request asks.

    :param known: the names this address understands.
    :raises ApiRefusedError: 400, for a name or a number it does not understand, with what is possible.
    """
    possible = (*sorted(known), *(PAGED if paged else ()), *ALWAYS)
    values: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name, given in request.GET.lists():
        if name not in possible:
            words = f"'{name[:40]}' is not understood here. Possible: {', '.join(possible)}."
            raise bad_request(words, "not-supported")
        values[name] = tuple(_split(name, text) for text in given)
    asked = Parameters(values, 1, PAGE)
    count = min(_number(asked, "_count", PAGE), MOST_ON_A_PAGE)
    return Parameters(values, max(1, _number(asked, "_page", 1)), count)


def identifier(text: str) -> UUID:
    """An id of ours; what is not written like one is nobody's."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def referred(text: str, kind: str) -> UUID:
    """The id in a reference: bare, `Patient/id`, or a whole address that ends so.

    :raises ApiRefusedError: for a reference to another kind.
    """
    before, slash, last = text.rpartition("/")
    if slash and before.rpartition("/")[2] != kind:
        raise bad_request(f"'{text[:80]}' is not a reference to {kind}. Write {kind}/ and the id.")
    return identifier(last)


def _split(name: str, text: str) -> tuple[str, ...]:
    found = tuple(each.strip() for each in text.split(","))
    if not all(found) or len(text) > LONGEST or len(found) > MOST_VALUES:
        words = f"'{name}' holds nothing, or too much. At most {MOST_VALUES} values, {LONGEST} characters."
        raise bad_request(words)
    return found


def _number(asked: Parameters, name: str, default: int) -> int:
    text = asked.only(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= len("1000000")):
        raise bad_request(f"'{name}' must be a whole number that is not negative.")
    return int(text)
