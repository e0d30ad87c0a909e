"""`cairn screen FACTS`: findings, what is not asked yet, and where that leaves the person."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from cairn import clock
from cairn.cli.facts_file import FactsRefusedError, NamedMedicine, facts_from, medicines_of
from cairn.cli.terminal import BadInput, Exit, add_json_option, read_json, say, say_json
from cairn.content.loader import ContentFaultError, parse_yaml
from cairn.content.readers.regime import packs
from cairn.content.readers.screening import DEFAULT_PROFILE, profiles, regime_rules, rule_set, site_rule_set
from cairn.domain.citations import Reviewer
from cairn.domain.screening.comparing import Comparison, compare
from cairn.domain.screening.finding import Finding, Said
from cairn.domain.screening.profile import ALL_RULES, RuleSet
from cairn.domain.screening.result import ScreeningResult, screen
from cairn.domain.screening.rule import Occasion, Rule
from cairn.domain.screening.written import as_plain, changes_as_plain, summary
from cairn.domain.vocabulary import Disposition

_FIRST, _LAST = date(1990, 1, 1), date(2200, 1, 1)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = subparsers.add_parser(
        "screen",
        help="screen the facts of one person",
        description=(
            'Facts are a JSON object by declared fact: {"psychosis.ever": false, "patient.birth_date": "1984-03-02"}. '
            "A fact that is null or left out is not asked, never no."
        ),
        epilog="exit codes: 0 clear, 1 blocked, on hold or needs review, 2 facts or usage refused, 3 content fault",
    )
    command.add_argument("facts", help="a JSON file, or - for standard input")
    command.add_argument(
        "--profile",
        default=DEFAULT_PROFILE,
        help="a profile such as general, strict or oregon, or a site's own as a .yaml file",
    )
    command.add_argument(
        "--regime",
        action="append",
        default=[],
        help="also ask what the law of a place excludes, such as us-or; may be given more than once",
    )
    command.add_argument(
        "--occasion",
        choices=[occasion.value for occasion in Occasion],
        default=Occasion.SCREENING.value,
        help="dose-day also asks what belongs to the day of a dose",
    )
    command.add_argument("--on", help="the day, as 2026-12-01; today where it is left out")
    command.add_argument(
        "--reviewer",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody of the site who has signed the whole content, so that what needs a reviewer binds",
    )
    command.add_argument(
        "--since", metavar="FACTS", help="an earlier facts file; says what has changed in the findings since"
    )
    add_json_option(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> Exit:
    """Screen; exit 1 unless the person is clear."""
    on = _day(arguments.on)
    files = [arguments.facts, *([arguments.since] if arguments.since else [])]
    documents = [_document(file) for file in files]
    reviewers = tuple(Reviewer(name, on) for name in arguments.reviewer)
    rules, law = _rules(arguments.profile, reviewers), tuple(_law(arguments.regime, on, reviewers))
    try:
        known = [facts_from(document, on) for document in documents]
    except FactsRefusedError as refused:
        if not arguments.json:
            raise BadInput(f"Nothing was screened.\n{refused}") from refused
        say_json({"status": "refused", "refused": [asdict(each) for each in refused.refused]})
        return Exit.UNUSABLE
    occasion = Occasion(arguments.occasion)
    result, *earlier = (screen(facts, rules, on, law, occasion) for facts in known)
    medicines = medicines_of(known[0])
    changed = compare(earlier[0], result) if earlier else None
    if arguments.json:
        said = as_plain(result) | ({"changes": changes_as_plain(changed)} if changed else {})
        say_json({"status": "screened", **said, "medicines": [asdict(each) for each in medicines]})
    else:
        say("\n".join([*_lines(result, medicines), *(_changes(changed) if changed else ())]))
    return Exit.DONE if result.disposition is Disposition.CLEAR else Exit.NO


def _document(file: str) -> dict[str, object]:
    document = read_json(file)
    if not isinstance(document, dict):
        raise BadInput('Facts are a JSON object by declared fact, such as {"psychosis.ever": false}.')
    return document


def _day(text: str | None) -> date:
    if text is None:
        return clock.now().date()
    try:
        on = date.fromisoformat(text)
    except ValueError:
        on = date.min
    if not _FIRST <= on <= _LAST:
        raise BadInput("--on is not a day anyone is screened on. Write it as 2026-12-01.")
    return on


def _rules(profile: str, reviewers: tuple[Reviewer, ...]) -> RuleSet:
    if profile in profiles():
        rules = rule_set(profile)
    elif profile.endswith((".yaml", ".yml")):
        rules = _site_rules(profile)
    else:
        known = ", ".join(profiles())
        raise BadInput(f"There is no profile '{profile}' here. Known: {known}, or a site's .yaml file.")
    own: Mapping[str, tuple[Reviewer, ...]] = rules.profile.reviewers
    return rules.reviewed_by({**own, ALL_RULES: reviewers}) if reviewers else rules


def _site_rules(path: str) -> RuleSet:
    try:
        return site_rule_set(parse_yaml(Path(path).read_text(encoding="utf-8"), path), path)
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput(f"Cannot read {path}: {fault}. Check the path.") from fault
    except ContentFaultError as fault:
        raise BadInput(str(fault)) from fault


def _law(regimes: list[str], on: date, reviewers: tuple[Reviewer, ...]) -> Iterator[Rule]:
    for regime in dict.fromkeys(regimes):
        if regime not in packs():
            raise BadInput(f"There is no regime '{regime}' here. Known: {', '.join(packs())}.")
        yield from regime_rules(packs()[regime], on, reviewers)


def _lines(result: ScreeningResult, medicines: tuple[NamedMedicine, ...]) -> Iterator[str]:
    places = "".join(f", {origin.split()[0]}" for origin in result.regime)
    day = ", the day of a dose" if result.occasion is Occasion.DOSE_DAY else ""
    yield f"{summary(result)}."
    yield f"Profile {result.profile}{places}, on {result.on}{day}, content {result.content_version}."
    for finding in result.said(Said.FIRED):
        yield from _finding(finding)
    for question in result.questions:
        yield f"\nnot asked   {question.words['en']}"
        yield f"            {question.fact}; decides {', '.join(question.rules)}"
    for medicine in medicines:
        if medicine.suggestions:
            yield f"\n“{medicine.name}”: did they mean {' or '.join(medicine.suggestions)}? Nothing is assumed."
    yield f"\n{len(result.said(Said.CLEAR))} rules asked and clear."


def _changes(changed: Comparison) -> Iterator[str]:
    yield f"\nSince the earlier facts: {changed.before.value}, now {changed.after.value}."
    for each in changed.rules:
        before, after = (
            "not asked then" if finding is None else f"{finding.said.value} ({finding.weighs.value})"
            for finding in (each.before, each.after)
        )
        yield f"changed     {each.rule}: {before}, now {after}"
    for fact in changed.facts:
        yield f"            {fact.fact}: {fact.before}, now {fact.after}"


def _finding(finding: Finding) -> Iterator[str]:
    rule = finding.rule
    yield f"\n{finding.severity.value:<12}{finding.headline}  [{rule.id}, grade {rule.citation.grade.value}]"
    yield f"            {rule.rationale}"
    yield f"            To settle it: {rule.resolve}"
    yield f"            {finding.standing}"
    for used in finding.facts:
        yield f"            {used.label}: {used.shown}"
