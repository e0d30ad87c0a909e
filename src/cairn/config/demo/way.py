"""One invented person's way, taken step by step by the services a page would call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from cairn.config.demo.answers import CALM_ANSWERS, CALM_DAY
from cairn.config.demo.house import House, client_actor
from cairn.content.readers.fact import declared_facts
from cairn.content.readers.paper import papers
from cairn.content.readers.protocol import protocols
from cairn.content.readers.regime import packs
from cairn.domain.administration.codes import ProductForm
from cairn.domain.administration.dose import DosePlan
from cairn.domain.pathway.situation import FitDecision
from cairn.domain.pathway.stages import Stage
from cairn.domain.quantities import Amount, DoseUnit
from cairn.domain.roadmap.planner import propose
from cairn.domain.roadmap.preferences import Hours, Preferences
from cairn.domain.roadmap.roadmap import Roadmap
from cairn.domain.screening.decision import Decision
from cairn.domain.vocabulary import EncounterKind, Role
from cairn.record.actor import Actor
from cairn.record.selectors.encounter import Encounter, encounters_of
from cairn.record.selectors.episode import EpisodeOfCare, current_episode
from cairn.record.selectors.patient import Patient
from cairn.record.selectors.response import responses_of
from cairn.record.services.account import invite_to_portal
from cairn.record.services.administration import assign_day, plan_dose
from cairn.record.services.care_plan import agree_roadmap, propose_roadmap
from cairn.record.services.consent import record_consent
from cairn.record.services.encounter import (
    decide_fit,
    finish_encounter,
    schedule_encounter,
    start_encounter,
    write_note,
)
from cairn.record.services.episode import advance_episode, open_episode
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.intake import finish_intake
from cairn.record.services.intention import write_intention
from cairn.record.services.patient import join_care_team, register_patient
from cairn.record.services.response import complete_response
from cairn.record.services.screening import Signer, decide_screening, run_screening
from cairn.record.to_domain.session_day import AgreedDose


@dataclass
class Way:
    """A person and where they are; each method takes one step at a stated moment."""

    house: House
    patient: Patient
    episode: EpisodeOfCare

    @property
    def me(self) -> "Way":
        """Read the episode again after a step."""
        episode = current_episode(self.patient)
        assert episode is not None  # noqa: S101 -- it was opened below
        return Way(self.house, self.patient, episode)

    def fit(self, at: datetime) -> None:
        """Hold the fit consultation; both sides go on."""
        by = self.house.facilitator.actor
        meeting = self.plan_fit(at)
        start_encounter(encounter=meeting, by=by, at=at)
        end = at + timedelta(minutes=18)
        finish_encounter(encounter=meeting, by=by, at=end)
        for side in ("client", "practitioner"):
            decide_fit(
                encounter=meeting, side=side, answer=FitDecision.GO_ON, reason="good-match", by=by, at=end
            )
        self._advance(Stage.SCREENING, end)

    def plan_fit(self, at: datetime) -> Encounter:
        """Plan the fit consultation."""
        return schedule_encounter(
            episode=self.episode,
            kind=EncounterKind.FIT_CONSULTATION,
            start=at,
            minutes=20,
            lead_id=self.house.facilitator.account.pk,
            by=self.house.coordinator.actor,
            at=at - timedelta(days=2),
        )

    def intake(self, at: datetime, changes: Mapping[str, object] | None = None) -> None:
        """Answer the questions, with what is particular to this person; staff add what was measured."""
        for fact, value in {**CALM_ANSWERS, **(changes or {})}.items():
            at_centre = declared_facts()[fact].asked_of == "staff"
            by = self.house.facilitator.actor if at_centre else self.client
            state_fact(patient=self.patient, fact=fact, value=value, seen=None, by=by, at=at)
        finish_intake(episode=self.episode, by=self.client, at=at)

    def answer(self, instrument: str, occasion: str, answers: Mapping[str, object], at: datetime) -> None:
        """Answer one measure."""
        form = next(row for row in responses_of(self.patient, instrument) if row.occasion == occasion)
        complete_response(
            response=form, answers=answers, seen=None, by=self.client, at=at, leave_unanswered=True
        )

    def accept(self, at: datetime) -> None:
        """Screen, accept and sign, with a word on every hold and review."""
        reviewer = self.house.reviewer
        screening = run_screening(episode=self.episode, by=reviewer.actor, at=at)
        weighed = {f["rule"] for f in screening.findings if f["weighs"] not in {"clear", "note"}}
        decide_screening(
            screening=screening,
            decision=Decision.ACCEPT,
            reason="",
            overrides=dict.fromkeys(weighed, "Talked over with the person and their clinician."),
            signer=Signer(reviewer.account, reviewer.password),
            by=reviewer.actor,
            at=at,
        )
        self._advance(Stage.ROADMAP, at)

    def rescreen(self, at: datetime) -> None:
        """Ask what belongs to the day, and screen again."""
        by = self.house.facilitator.actor
        for fact, value in CALM_DAY.items():
            state_fact(patient=self.patient, fact=fact, value=value, seen=None, by=by, at=at)
        run_screening(episode=self.episode, by=self.house.reviewer.actor, at=at)

    def propose(self, start: date, at: datetime) -> None:
        """Put a roadmap before the person."""
        hours = tuple(Hours(day, time(8), time(20)) for day in range(7))
        wish = Preferences(start, hours, ZoneInfo(self.house.site.zone))
        pack = packs()[self.house.site.regime]
        roadmap = propose(protocols()["supported-session@1"], pack, wish, start)
        if not isinstance(roadmap, Roadmap):
            message = f"No roadmap fits: {roadmap.how['en']}"
            raise LookupError(message)  # noqa: TRY004 -- the plan, not its type, is wrong
        propose_roadmap(episode=self.episode, roadmap=roadmap, by=self.house.coordinator.actor, at=at)

    def agree(self, at: datetime) -> None:
        """The person agrees, and preparation begins."""
        plan = self.episode.care_plans.get(status="draft")
        agree_roadmap(plan=plan, by=self.client, at=at)
        self._advance(Stage.PREPARATION, at)

    def hold(self, kind: EncounterKind, count: int, notes: Mapping[str, str] | None = None) -> None:
        """Hold the first planned meetings of a kind at their planned times."""
        by = self.house.facilitator.actor
        rows = [
            row for row in encounters_of(self.patient) if row.kind == kind.value and row.status == "planned"
        ]
        for row in rows[:count]:
            begin, end = row.planned_start, row.planned_end
            if begin is None or end is None:
                continue
            start_encounter(encounter=row, by=by, at=begin)
            for topic, text in (notes or {}).items():
                write_note(
                    encounter=row, kind="topic", topic=topic, text=text, by=by, at=begin, recorded_at=end
                )
            finish_encounter(encounter=row, by=by, at=end)

    def intend(self, text: str, at: datetime) -> None:
        """Write the intention."""
        write_intention(episode=self.episode, text=text, seen=0, by=self.client, at=at)

    def sign(self, details: Mapping[str, Mapping[str, object]], at: datetime) -> None:
        """Sign papers: the person in the portal, the authority's own forms before the facilitator."""
        for code, filled in details.items():
            paper = papers()[code]
            here = paper.signed_where == "portal"
            record_consent(
                episode=self.episode,
                kind=code,
                text=paper.key,
                text_hash=paper.text_hash(self.patient.language),
                language=self.patient.language,
                signed_name=self.patient.full_name,
                details=filled,
                by=self.client if here else self.house.facilitator.actor,
                at=at,
            )

    def day(self) -> Encounter:
        """The administration day."""
        return next(
            row for row in encounters_of(self.patient) if row.kind == EncounterKind.ADMINISTRATION.value
        )

    def prepare_day(self, room: str, milligrams: str, at: datetime) -> Encounter:
        """Give the day its room and two facilitators, and write down the dose they agreed."""
        house = self.house
        day = assign_day(
            encounter=self.day(),
            room_id=house.rooms[room].pk,
            lead_id=house.facilitator.account.pk,
            second_id=house.second.account.pk,
            by=house.coordinator.actor,
            at=at,
        )
        amount = Amount(Decimal(milligrams), DoseUnit.MG_PSILOCYBIN)
        agreed = AgreedDose(DosePlan(amount, amount), "Clear Springs 25", "L-204", ProductForm.EXTRACT)
        plan_dose(
            encounter=day,
            agreed=agreed,
            signed_name=self.patient.full_name,
            seen=None,
            by=house.facilitator.actor,
            at=at,
        )
        return self.day()

    @property
    def client(self) -> Actor:
        """The person as somebody who acts."""
        return client_actor(self.patient)

    def _advance(self, to: Stage, at: datetime) -> None:
        advance_episode(episode=self.me.episode, to=to, by=self.house.coordinator.actor, at=at)
        self.episode = self.me.episode


def begin(house: House, at: datetime, **details: object) -> Way:
    """Register somebody, let their facilitator care for them, invite them, and open their way."""
    by = house.coordinator.actor
    patient = register_patient(site=house.site, by=by, at=at, **details)  # type: ignore[arg-type]  # its own keywords
    for member in (house.facilitator, house.second):
        join_care_team(patient=patient, account_id=member.account.pk, role=Role.FACILITATOR, by=by, at=at)
    invite_to_portal(patient=patient, by=by, at=at)
    episode = open_episode(patient=patient, by=by, at=at, concern="treatment-resistant-depression")
    return Way(house, patient, episode)
