"""The five requests, as each of the two products is asked them."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from load import Ask
from population import answers, newcomer, search_words

CSRF = "m" * 32
BOUNDARY = "measured-part"
OPERATIONS = ("search", "person", "measure", "create", "import")
WORDS = {
    "search": "search by name, 20 rows",
    "person": "person page",
    "measure": "submit a PHQ-9",
    "create": "register a person",
    "import": "import a bundle",
}
WANTED_STATUS = {"search": 200, "person": 200, "measure": 302, "create": 302, "import": 302}
ADDRESSES = {
    "cairn": {
        "search": "/clinic/people/?q={}",
        "person": "/clinic/people/{}/",
        "measure": "/portal/measures/{}/",
        "create": "/clinic/people/register/",
        "import": "/clinic/referrals/",
    },
    "floor": {
        "search": "/people/?q={}",
        "person": "/people/{}/",
        "measure": "/measures/{}/",
        "create": "/people/new/",
        "import": "/referrals/",
    },
}


@dataclass(slots=True)
class Asker:
    """Makes the requests to one product, each write a new one for as long as the run lasts."""

    product: str
    ways: dict[str, list[dict[str, str]]]
    bundle: bytes
    run: str = "a"
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _waiting: Iterator[dict[str, str]] | None = None

    @classmethod
    def read(cls, product: str, ways: Path, bundle: bytes) -> "Asker":
        """With the sessions and ids that filling has written."""
        return cls(product, json.loads(ways.read_text()), bundle)

    def asks(self, operation: str) -> Iterator[Ask]:
        """Requests of one kind, without end (but for measures: each open one once)."""
        makers = {
            "search": self.search,
            "person": self.person,
            "measure": self.measure,
            "create": self.create,
            "import": self.bundles,
        }
        return makers[operation]()

    def _address(self, operation: str, *parts: str) -> str:
        return ADDRESSES[self.product][operation].format(*(quote(part) for part in parts))

    def _staff(self) -> Iterator[str]:
        return itertools.cycle(self.ways["coordinators"])  # type: ignore[arg-type]  # a list of session keys

    def search(self) -> Iterator[Ask]:
        """Names that find twenty people and more."""
        for session, word in zip(self._staff(), itertools.cycle(search_words()), strict=False):
            yield get(self._address("search", word), session)

    def person(self) -> Iterator[Ask]:
        """One everyday record after the other."""
        everyday = self.ways["people"][:-20]
        for session, someone in zip(self._staff(), itertools.cycle(everyday[::7]), strict=False):
            yield get(self._address("person", someone["id"]), session)

    def charts(self) -> Iterator[Ask]:
        """The drawn measures of the longest records, each twice."""
        for session, someone in zip(self._staff(), self.ways["people"][-20:] * 2, strict=False):
            yield get(f"/clinic/people/{someone['id']}/measures/charts/", session)

    def measure(self) -> Iterator[Ask]:
        """Each person finishes the form that waits for them."""
        if self._waiting is None:
            self._waiting = iter(self.ways["people"])
        for number, someone in zip(self._numbers, self._waiting, strict=False):
            given = {f"item-{item}": value for item, value in answers(number).items()} | {"version": 1}
            yield post(self._address("measure", someone["response"]), someone["session"], given)

    def create(self) -> Iterator[Ask]:
        """Somebody new each time."""
        for session, number in zip(self._staff(), self._numbers, strict=False):
            yield post(self._address("create"), session, newcomer(self.run, number))

    def bundles(self) -> Iterator[Ask]:
        """The same record, each time in a document of its own."""
        for session, number in zip(self._staff(), self._numbers, strict=False):
            document = self.bundle.rstrip() + f" \n{' ' * (number % 97)}\n{' ' * (number // 97)}".encode()
            yield upload(self._address("import"), session, document)


def get(address: str, session: str) -> Ask:
    """A page asked for."""
    return f"GET {address} HTTP/1.1\r\n{_head(session)}\r\n".encode()


def post(address: str, session: str, told: dict[str, object]) -> Ask:
    """A form sent."""
    body = urlencode(told | {"csrfmiddlewaretoken": CSRF})
    kind = "application/x-www-form-urlencoded"
    return _post(address, session, kind, body.encode())


def upload(address: str, session: str, document: bytes) -> Ask:
    """A file handed in."""
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{{}}"{{}}\r\n\r\n'
    body = b"".join(
        (
            (part.format("csrfmiddlewaretoken", "") + CSRF + "\r\n").encode(),
            (part.format("sender", "") + "Cedar Street Clinic\r\n").encode(),
            part.format("document", '; filename="bundle.json"').encode() + document + b"\r\n",
            f"--{BOUNDARY}--\r\n".encode(),
        )
    )
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return _post(address, session, kind, body)


def _post(address: str, session: str, kind: str, body: bytes) -> Ask:
    said = f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"POST {address} HTTP/1.1\r\n{_head(session)}{said}\r\n".encode() + body


def _head(session: str) -> str:
    return (
        "Host: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0\r\nAccept-Language: en\r\n"
        f"Cookie: sessionid={session}; csrftoken={CSRF}\r\n"
    )
