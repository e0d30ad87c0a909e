"""An administration day's rows as domain values: its events, the dose agreed, what the place's rules make of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from cairn.content.readers.regime import packs
from cairn.domain.administration.codes import ProductForm
from cairn.domain.administration.dose import Ceiling, DosePlan
from cairn.domain.administration.events import SessionEvent
from cairn.domain.administration.from_regime import DOSE_UNITS, break_of, ceiling_of, stay_of
from cairn.domain.administration.presence import BreakRule
from cairn.domain.administration.reading import EventRefused, parse_event
from cairn.domain.administration.release_rules import MinimumStay, UnknownStay
from cairn.domain.administration.session import SessionState, fold
from cairn.domain.citations import Reviewer
from cairn.domain.quantities import Amount, DoseUnit, Form, Incomparable
from cairn.domain.regimes.pack import Pack
from cairn.domain.regimes.session import session_requirements
from cairn.domain.regimes.session_values import SessionRequirements
from cairn.domain.vocabulary import EncounterKind, EncounterStatus
from cairn.record.models import Administration, Encounter
from cairn.record.models import SessionEvent as EventRow
from cairn.record.selectors.reviewers import reviewers_at

_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)
_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_OF_A_REGIME: Final[Mapping[ProductForm, str | None]] = MappingProxyType(
    {
        ProductForm.WHOLE_FUNGI: "whole-fungi",
        ProductForm.HOMOGENIZED_FUNGI: "homogenized-fungi",
        ProductForm.EXTRACT: "extract",
        ProductForm.EDIBLE: "edible",
        ProductForm.CAPSULE: None,
    }
)
"""A product's form as regimes name it; None where they have no word for it, so that the stricter row counts."""


@dataclass(frozen=True, slots=True)
class AgreedDose:
    """What the client and the team agreed beforehand, with the product it was agreed for."""

    plan: DosePlan
    product: str
    lot: str
    product_form: ProductForm
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is stored; ``unit``, ``most`` and ``form`` are what the gates read."""
        return {
            "initial": str(self.plan.initial.value),
            "most": str(self.plan.maximum.value),
            "unit": self.plan.initial.unit.value,
            "salt": self.plan.initial.form.value,
            "product": self.product,
            "lot": self.lot,
            "product_form": self.product_form.value,
            "form": regime_form(self.product_form) or "",
            "words": self.words,
        }


def regime_form(form: ProductForm) -> str | None:
    """A product's form as regimes name it."""
    return _OF_A_REGIME[form]


def agreed_dose(administration: Administration | None) -> AgreedDose | None:
    """The dose agreed for a day; None where nothing is agreed yet."""
    plan = administration.plan if administration is not None else None
    if not plan:
        return None
    unit, salt = DoseUnit(plan["unit"]), Form(plan.get("salt", "not-stated"))
    return AgreedDose(
        DosePlan(Amount(Decimal(plan["initial"]), unit, salt), Amount(Decimal(plan["most"]), unit, salt)),
        plan.get("product", ""),
        plan.get("lot", ""),
        ProductForm(plan.get("product_form", ProductForm.CAPSULE.value)),
        plan.get("words", ""),
    )


def events_of(rows: Iterable[EventRow]) -> tuple[SessionEvent, ...]:
    """Stored events as values."""
    return tuple(_read(row) for row in rows)


def _read(row: EventRow) -> SessionEvent:
    event = parse_event(row.payload, received_at=_LATEST, opens_at=_EARLIEST)
    if isinstance(event, EventRefused):
        raise TypeError(f"The stored event {row.pk} cannot be read: {event.faults}")
    return event


def session_of(administration: Administration) -> SessionState:
    """The session as it stands, folded from its events."""
    return fold(events_of(administration.events.all()))


@dataclass(frozen=True, slots=True)
class DayRegime:
    """The rules of the place for one day, and what they need to know of it."""

    pack: Pack | None
    reviewers: tuple[Reviewer, ...]
    on: date
    first_at_site: bool
    first_session_on: date | None
    occupancy: int | None

    @property
    def breaks(self) -> BreakRule | None:
        """How long a facilitator may step out, where the site has reviewed the rule."""
        return None if self.pack is None else break_of(self.pack, self.on, reviewed=bool(self.reviewers))

    def asks(self, total: Amount | None, form: ProductForm | None) -> SessionRequirements | None:
        """What the regime asks for a total; a total in another unit than the regime's is unknown to it."""
        if self.pack is None:
            return None
        fits = total is not None and DOSE_UNITS[self.pack.dose_unit] is total.unit
        return session_requirements(
            self.pack,
            dose=total.value if total is not None and fits else None,
            clients=1,
            on=self.on,
            form=None if form is None else regime_form(form),
            first_at_site=self.first_at_site,
            first_session_on=self.first_session_on,
            occupancy_limit=self.occupancy,
            reviewers=self.reviewers,
        )

    @property
    def ceiling(self) -> Ceiling | None:
        """The most one client may have in a session here."""
        asked = self.asks(None, None)
        return None if asked is None or self.pack is None else ceiling_of(asked.ceiling, self.pack.dose_unit)

    def stay(self, state: SessionState) -> MinimumStay | UnknownStay:
        """The shortest stay for what was given so far."""
        total = state.ledger.total
        if isinstance(total, Incomparable):
            return UnknownStay("session.min_duration", f"{total.what} {total.why}", "The doses recorded")
        form = state.ledger.entries[-1].dosed.product_form if state.ledger.entries else None
        asked = self.asks(total, form)
        if asked is None:
            question = "How long must the client stay? No rules are known for this place."
            return UnknownStay("session.min_duration", question, "The site's regime")
        return stay_of(asked.min_duration)


def day_regime(encounter: Encounter, at: datetime) -> DayRegime:
    """The rules of the place for one administration day: two queries."""
    site = encounter.episode.site
    pack = packs().get(site.regime)
    held = Encounter.objects.filter(
        patient_id=encounter.patient_id,
        kind=EncounterKind.ADMINISTRATION.value,
        status=EncounterStatus.FINISHED.value,
        episode__site=site,
    ).exclude(pk=encounter.pk)
    first = held.order_by("started_at").values_list("started_at", flat=True).first()
    moment = encounter.started_at or encounter.planned_start or at
    return DayRegime(
        pack=pack,
        reviewers=reviewers_at(site.pk).get(site.regime, ()),
        on=pack.day(moment) if pack else moment.date(),
        first_at_site=first is None,
        first_session_on=None if first is None else (pack.day(first) if pack else first.date()),
        occupancy=encounter.room.occupancy if encounter.room else None,
    )
