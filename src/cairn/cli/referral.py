"""`cairn referral BUNDLE`: what a FHIR R4 referral says, where it says it, and what was not understood."""

import argparse
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from cairn import clock
from cairn.cli.terminal import BadInput, Exit, add_json_option, say, say_json
from cairn.content.readers.fact import declared_facts
from cairn.domain.dates import ApproximateDate
from cairn.domain.facts import Codes, Exposures, FactValue, Unknown
from cairn.domain.referrals.challenge import plain
from cairn.domain.referrals.person import ReferredPerson
from cairn.domain.referrals.plain import as_plain
from cairn.domain.referrals.referral import Referral, UnderstoodFact
from cairn.domain.referrals.refusal import ReferralRefused
from cairn.fhir.json_reading import LARGEST_BYTES, refuse_larger
from cairn.fhir.referral import read_referral

_ORIGINS_SHOWN = 3


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "referral",
        help="read a FHIR R4 referral bundle",
        description="Facts understood with their origin, what was not understood, and what is doubtful.",
        epilog="exit codes: 0 understood, 1 understood with doubts, 2 refused, 3 content fault",
    )
    command.add_argument("bundle", help="a FHIR R4 bundle as JSON, or - for standard input")
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Read the bundle; exit 1 when something in it is doubtful."""
    try:
        referral = read_referral(_bytes_of(arguments.bundle), received_at=clock.now())
    except ReferralRefused as refused:
        if arguments.json:
            parts = {"what": refused.what, "why": refused.why, "next": refused.next_step}
            say_json({"status": "refused", "code": refused.code.value, **parts})
            return Exit.UNUSABLE
        raise BadInput(f"{refused} [{refused.code.value}]") from refused
    if arguments.json:
        say_json({"status": "doubtful" if referral.challenges else "understood", **as_plain(referral)})
    else:
        say("\n".join(_lines(referral)))
    return Exit.NO if referral.challenges else Exit.DONE


def _bytes_of(source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(LARGEST_BYTES + 1)
        path = Path(source)
        refuse_larger(path.stat().st_size)
        return path.read_bytes()
    except OSError as fault:
        raise BadInput(f"Cannot read {source}: {fault.strerror or fault}. Check the path.") from fault


def _lines(referral: Referral) -> Iterator[str]:
    yield from _person_lines(referral.person)
    yield ""
    yield "Understood. Each is the sender's word, to be confirmed by the person:"
    for fact in referral.understood:
        yield from _fact_lines(fact)
    yield from _section(
        "Conditions", [f"{each.words} [{each.status or each.course}]" for each in referral.conditions]
    )
    yield from _section("Medicines", [f"{each.words} [{each.status}]" for each in referral.medicines])
    yield from _section("Allergies", [each.words for each in referral.allergies])
    yield from _section(
        "Not understood",
        [f"{each.how_many} × {each.what}: {each.explanation}" for each in referral.not_understood],
    )
    yield from _section("To look at", [f"{each.words} {each.where}".strip() for each in referral.challenges])


def _person_lines(person: ReferredPerson) -> Iterator[str]:
    yield f"Person: {'; '.join(name.shown for name in person.names) or 'no name'}"
    yield f"  born {person.birth_date.text if person.birth_date else 'not said'}"
    yield f"  gender {person.gender.value if person.gender else 'not said'}"
    yield f"  language {person.language or 'not said'}"
    for telecom in person.telecoms:
        yield f"  {telecom.system.value} {telecom.value}"
    if person.left_out:
        yield f"  left out on purpose: {'; '.join(person.left_out)}"


def _fact_lines(fact: UnderstoodFact) -> Iterator[str]:
    label = declared_facts()[fact.fact].label["en"]
    when = f" ({fact.on.text[:10]})" if fact.on else ""
    mark = "  ! look at this" if fact.needs_attention else ""
    yield f"  {label}: {_shown(fact.value)} {fact.unit}".rstrip() + f"{when}  [{fact.fact}]{mark}"
    if fact.as_sent:
        yield f"      as sent: {fact.as_sent}"
    for origin in fact.origins[:_ORIGINS_SHOWN]:
        yield f"      from {origin.where}: {origin.words}"
    if len(fact.origins) > _ORIGINS_SHOWN:
        yield f"      and {len(fact.origins) - _ORIGINS_SHOWN} more"


def _shown(value: FactValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Codes):
        return ", ".join(sorted(value.known))
    if isinstance(value, Exposures):
        return f"{len(value.items)} named"
    if isinstance(value, ApproximateDate):
        return f"between {value.earliest} and {value.latest}"
    if isinstance(value, Decimal):
        return plain(value)
    return "not clear" if isinstance(value, Unknown) else str(value)


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in lines)
