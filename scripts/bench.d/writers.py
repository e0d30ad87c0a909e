"""Eight writers at once, then two hundred requests whose sender goes away: what is lost, doubled, left open?"""

import asyncio
import itertools
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus

from asks import Asker
from load import Ask, Connection
from servers import Place, Server, ask_cairn

EMAIL = re.compile(rb"email=([^&]+)")
FORM = re.compile(rb"^POST /portal/measures/([0-9a-f-]{36})/")
SEEN_OTHER = 302


@dataclass(slots=True)
class Told:
    """What the server acknowledged."""

    registered: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def note(self, ask: Ask) -> None:
        """Remember what an acknowledged request wrote."""
        if form := FORM.match(ask):
            self.finished.append(form[1].decode())
        elif email := EMAIL.search(ask):
            self.registered.append(unquote_plus(email[1].decode()))


async def _writer(port: int, asks: Iterator[Ask], until: float, told: Told) -> None:
    connection = Connection(port)
    for ask in asks:
        if time.perf_counter() >= until:
            break
        answer = await asyncio.wait_for(connection.ask(ask), 60)
        if answer.status == SEEN_OTHER:
            told.note(ask)
        else:
            told.failures.append(f"{answer.status} {ask[:70]!r}")
    connection.close()


def _mixed(asker: Asker) -> Iterator[Ask]:
    """Newcomers without end, with a waiting form between each two for as long as there are any."""
    both = itertools.zip_longest(asker.create(), asker.measure())
    return (ask for pair in both for ask in pair if ask is not None)


async def _eight(port: int, asks: Iterator[Ask], seconds: float, told: Told) -> None:
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_writer(port, asks, until, told) for _ in range(8)))


async def _abort(port: int, ask: Ask, chance: random.Random) -> None:
    """Send a request, or a part of it, and go away before the answer is there."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(ask if chance.random() < 0.7 else ask[: chance.randrange(20, len(ask))])  # noqa: PLR2004 -- most of them whole
    await writer.drain()
    await asyncio.sleep(chance.random() * 0.03)
    writer.transport.abort()


async def _aborted(port: int, asks: Iterator[Ask], count: int) -> None:
    chance = random.Random(7)  # noqa: S311 -- the same on every run
    for some in _eights(asks, count):
        await asyncio.gather(*(_abort(port, ask, chance) for ask in some))


def _eights(asks: Iterator[Ask], count: int) -> Iterator[list[Ask]]:
    for _ in range(0, count, 8):
        yield list(itertools.islice(asks, 8))


def write_hard(
    where: Place, server: Server, asker: Asker, seconds: float, aborted: int = 200
) -> dict[str, object]:
    """Write, go away, and compare what was acknowledged with what is kept."""
    told, asks = Told(), _mixed(asker)
    asyncio.run(_eight(server.port, asks, seconds, told))
    before = _compare(where, told)
    asyncio.run(_aborted(server.port, asks, aborted))
    time.sleep(1.5)  # what was begun may end
    after = _compare(where, told)
    answers = Told()
    asyncio.run(_eight(server.port, asks, 2, answers))
    return {
        "seconds": seconds,
        "written": len(told.registered) + len(told.finished),
        "failures": len(told.failures),
        "first failures": told.failures[:3],
        "after eight writers": before,
        "aborted": aborted,
        "after aborted requests": after,
        "answers afterwards": len(answers.registered) + len(answers.finished),
        "failures afterwards": len(answers.failures),
    }


def _compare(where: Place, told: Told) -> dict[str, object]:
    file = Path(where.folder, "told.json")
    file.write_text(json.dumps({"registered": told.registered, "finished": told.finished}))
    return ask_cairn(where, "ledger.py", str(file))
