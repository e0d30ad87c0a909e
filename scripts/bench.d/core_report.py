"""The clinical core's part of the page."""

# ruff: noqa: E501 -- lines of the page stand as they are printed

from collections.abc import Iterator
from typing import Any


def core_lines(found: dict[str, Any]) -> Iterator[str]:
    """What the core needs, each figure beside what is wanted or beside its floor."""
    if "core" not in found:
        return
    said = found["core"]
    yield "## The clinical core"
    yield ""
    yield "Processor seconds of one thread, the median of the rounds."
    yield ""
    yield "| what | measured | wanted |"
    yield "| --- | --- | --- |"
    content = said["content"]
    yield f"| all content read in a fresh process; loading the code before it; both by the clock of this busy machine | {content['content_seconds']:.2f} s; {content['code_seconds']:.2f} s; {content['clock_seconds']:.2f} s | under 1 s |"
    for key, microseconds in said["score_microseconds"].items():
        yield f"| one score, {key} | {microseconds:.1f} µs | under 50 µs |"
    yield f"| one screening, general profile with Oregon's rules | {said['screening_ms']:.2f} ms | under 1 ms |"
    yield ""
    yield f"A table of {said['rows']:,} responses in memory, beside NumPy adding up the rows of the same numbers; the two take turns, {said['rounds']} rounds."
    yield "Scoring gives every score, band, flag, what is missing, and refuses cells; adding up gives one number a row and takes a blank for a number."
    yield ""
    yield "| measure | items | rows a second scored | rows a second added up | scoring takes (spread) |"
    yield "| --- | --- | --- | --- | --- |"
    for key, row in said["tables"].items():
        yield (
            f"| {key} | {row['items']} | {row['rows_a_second']:,.0f} | {row['sum_rows_a_second']:,.0f} "
            f"| {row['times']:.1f} times ({row['lowest']:.1f} to {row['highest']:.1f}) |"
        )
    yield ""
