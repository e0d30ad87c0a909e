"""`cairn regime list`: every pack with its status, version, rules by grade and questions."""

from collections import Counter
from collections.abc import Iterator

from cairn.cli.regime_json import pack_as_json
from cairn.cli.terminal import Exit, say, say_json
from cairn.content.readers.regime import packs
from cairn.domain.regimes.events import Effect
from cairn.domain.regimes.pack import Pack
from cairn.domain.vocabulary import Grade


def run_list(*, as_json: bool) -> Exit:
    """Show them all."""
    if as_json:
        say_json({"regimes": [_json(pack) for pack in packs().values()]})
    else:
        say("\n".join(line for pack in packs().values() for line in _lines(pack)))
    return Exit.DONE


def _grades(pack: Pack) -> dict[str, int]:
    counted = Counter(rule.citation.grade for rule in pack.rules if rule.effect is not Effect.GAP)
    return {grade.value: counted[grade] for grade in Grade if counted[grade]}


def _questions(pack: Pack) -> int:
    return sum(rule.effect is Effect.GAP or not rule.is_verified for rule in pack.rules)


def _json(pack: Pack) -> dict[str, object]:
    return {
        **pack_as_json(pack),
        "rules": sum(_grades(pack).values()),
        "rules_by_grade": _grades(pack),
        "gaps": _questions(pack),
        "reviewers": [reviewer.name for reviewer in pack.reviewers],
    }


def _lines(pack: Pack) -> Iterator[str]:
    graded = ", ".join(f"{count} {grade}" for grade, count in _grades(pack).items())
    yield f"{pack.key:<14}{pack.title}"
    yield f"{'':<14}{pack.version}, {pack.status}; text of {pack.text_as_of}, read again by {pack.recheck_by}"
    yield f"{'':<14}{sum(_grades(pack).values())} rules ({graded}), {_questions(pack)} questions open"
