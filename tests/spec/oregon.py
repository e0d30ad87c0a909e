"""Oregon as the specifications ask it: a person with nothing against them, on an ordinary day."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

from cairn.content.readers.fact import declared_facts
from cairn.content.readers.regime import packs
from cairn.domain.citations import Reviewer
from cairn.domain.facts import Codes, Exposures, Facts, FactValue
from cairn.domain.regimes.evaluation import outcome_of
from cairn.domain.regimes.outcomes import Outcome

OREGON = packs()["us-or"]
ZONE = ZoneInfo("America/Los_Angeles")
DAY = date(2026, 12, 1)
START = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
REVIEWED = (Reviewer("Ines Duarte, attorney", date(2026, 11, 1)),)

DOCUMENTS = frozenset(
    {
        "client-information-form",
        "informed-consent",
        "client-bill-of-rights",
        "safety-and-support-plan",
        "transportation-plan",
        "state-data-form",
        "state-data-choice",
        "agreed-dose-plan",
    }
)

READY: Mapping[str, FactValue] = MappingProxyType(
    {
        "patient.birth_date": date(1986, 4, 2),
        "medicines": Exposures((), complete=True),
        "medicines.lithium_30_days": False,
        "harm.thoughts_now": False,
        "psychosis.ever": False,
        "admin.start_at": START,
        "admin.is_first_with_facilitator": True,
        "admin.is_first_at_site": True,
        "admin.client_count": 1,
        "admin.area_occupancy_limit": 6,
        "admin.facilitators_present": 1,
        "admin.site_representatives_present": 1,
        "admin.facilitator_differs": False,
        "admin.elapsed_min": Decimal(0),
        "prep.completed_at": datetime(2026, 11, 24, 15, 0, tzinfo=ZONE),
        "prep.client_count": 1,
        "dose.total_mg_analyte": Decimal(25),
        "dose.group_max_mg_analyte": Decimal(25),
        "dose.product_form": "edible",
        "touch.offered": False,
        "documents.on_file": Codes(DOCUMENTS, complete=True),
        "actions.on_file": Codes(complete=True),
        "allergy.mushrooms": False,
        "suicide.attempt": False,
        "pregnancy.status": "not-applicable",
        "lactation.now": False,
        "cif.under_care": False,
        "cif.session_medication": False,
        "cif.interpreter": False,
        "cif.physical_assistance": False,
        "cif.communication_support": False,
        "cif.harm_history": False,
        "cif.mobility_device": False,
        "cif.help_consuming": False,
        "cif.other_condition": False,
        "cif.cannot_self_administer": False,
        "cif.unanswered": 0,
        "cif.language_unmet": False,
        "touch.between_clients": False,
        "facilitator.has_authority": False,
        "site.licensed_area": True,
        "presence.sees_and_hears": True,
        "presence.client_in_restroom": False,
        "presence.break_min": Decimal(4),
        "presence.on_premises": True,
        "presence.representative_watches": True,
        "presence.others": 0,
        "presence.client_accompanied": True,
        "transport.danger": False,
        "reaction.needed_care": False,
    }
)


def known(**changes: FactValue) -> Facts:
    """The ready person, with facts changed: `harm__thoughts_now=True`."""
    changed = {name.replace("__", "."): value for name, value in changes.items()}
    return Facts(declared_facts(), MappingProxyType({**READY, **changed}))


def ask(
    rule: str, facts: Facts, *, on: date | datetime = START, reviewers: tuple[Reviewer, ...] = ()
) -> Outcome:
    """What one rule of Oregon says."""
    return outcome_of(OREGON.rule(rule), OREGON, facts, on, reviewers)
