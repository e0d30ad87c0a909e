"""Refuses a pack that would mislead, with a site's rules or without."""

from cairn.content.loader import ContentFaultError
from cairn.content.readers.fields import Fields
from cairn.domain.regimes.pack import Pack, PackStatus
from cairn.domain.regimes.tightening import loosened


def check_pack(top: Fields, pack: Pack) -> None:
    """Refuse a pack whose ids are not its own, that nobody answers for, or whose house rules loosen."""
    ids = [rule.id for rule in pack.rules]
    twice = [rule_id for rule_id in ids if ids.count(rule_id) > 1]
    if twice:
        top.fault(f"the rule '{twice[0]}' stands twice.", "Give each its own id.")
    if pack.status is PackStatus.RELEASED and not pack.reviewers:
        top.fault("is released and nobody has reviewed it.", "Add a licensed reviewer, or call it a draft.")
    for rule, what in loosened(pack):
        raise ContentFaultError(top.file, rule.id, what, "A house rule may only tighten.")
