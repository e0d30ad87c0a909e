"""A load client that costs little: HTTP/1.1 over kept connections, one request at a time on each."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Ask = bytes
"""One whole request as it goes over the wire."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, seconds it took, and the start of the head."""

    status: int
    seconds: float
    head: bytes


@dataclass(slots=True)
class Load:
    """What one measurement saw."""

    seconds: float
    took: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers as expected, a second."""
        return len(self.took) / self.seconds if self.seconds else 0.0


class Connection:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        """Remember where to; connect when first asked."""
        self.port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, ask: Ask) -> Answer:
        """Send one request and read its whole answer."""
        if self._writer is None or self._reader is None or self._writer.is_closing():
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        begun = time.perf_counter()
        self._writer.write(ask)
        head = await self._reader.readuntil(b"\r\n\r\n")
        lower = head.lower()
        start = lower.find(b"content-length:")
        if start >= 0:
            length = int(lower[start + 15 : lower.find(b"\r\n", start)])
            if length:
                await self._reader.readexactly(length)
        elif b"transfer-encoding: chunked" in lower:
            while size := int(await self._reader.readuntil(b"\r\n"), 16):
                await self._reader.readexactly(size + 2)
            await self._reader.readexactly(2)
        if b"connection: close" in lower:
            self.close()
        return Answer(int(head[9:12]), time.perf_counter() - begun, head)

    def close(self) -> None:
        """Let go of the connection."""
        if self._writer is not None:
            self._writer.close()
        self._writer = None


async def _client(port: int, asks: Iterator[Ask], wanted: int, until: float, load: Load) -> None:
    connection = Connection(port)
    for ask in asks:
        if time.perf_counter() >= until:
            break
        try:
            answer = await asyncio.wait_for(connection.ask(ask), 60)
        except (OSError, EOFError, TimeoutError, asyncio.IncompleteReadError) as fault:
            load.failures.append(type(fault).__name__)
            connection.close()
            continue
        if answer.status == wanted:
            load.took.append(answer.seconds)
        else:
            load.failures.append(f"{answer.status} {ask[:60]!r}")
    connection.close()


async def _run(port: int, asks: Iterator[Ask], wanted: int, clients: int, seconds: float) -> Load:
    load = Load(0.0)
    begun = time.perf_counter()
    until = begun + seconds
    await asyncio.gather(*(_client(port, asks, wanted, until, load) for _ in range(clients)))
    load.seconds = time.perf_counter() - begun
    return load


def measure(port: int, asks: Iterator[Ask], *, wanted: int, clients: int, seconds: float) -> Load:
    """Ask for some seconds with so many clients at once; ``asks`` is shared, so each request is sent once."""
    return asyncio.run(_run(port, asks, wanted, clients, seconds))


def share(values: list[float], part: float) -> float:
    """The value below which this part of the values lies; nought where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


Maker = Callable[[], Iterator[Ask]]
