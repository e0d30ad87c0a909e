"""What the care team writes about a meeting: when and with whom, its notes, and the answers after it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from cairn.clinic.fit_words import ANSWER_WORDS, REASON_WORDS
from cairn.clinic.topics import Topic
from cairn.components.forms import Choices, MomentInput, Quantity, Words, offer
from cairn.domain.pathway.situation import FitDecision
from cairn.record.selectors.account import Account
from cairn.record.selectors.encounter import Encounter
from cairn.record.selectors.encounter_note import EncounterNote
from cairn.record.selectors.site import Room
from cairn.record.services.encounter import FIT_REASONS

NOBODY = ("", "Nobody yet")


class PlanForm(forms.Form):
    """When a meeting takes place, where, and who holds it."""

    start = forms.DateTimeField(label="When it begins", widget=MomentInput())
    minutes = forms.IntegerField(
        label="How long", min_value=10, max_value=900, widget=Quantity("minutes", {"step": "5"})
    )
    room = forms.ChoiceField(label="Room", required=False)
    lead = forms.ChoiceField(label="Who holds it", required=False)
    second = forms.ChoiceField(
        label="Second facilitator", required=False, help_text="An administration session needs two."
    )

    def __init__(self, *args: Any, rooms: list[Room], staff: list[Account], **kwargs: Any) -> None:
        """Offer the site's rooms and facilitators."""
        super().__init__(*args, **kwargs)
        people = [NOBODY, *((str(each.pk), each.name) for each in staff)]
        places = [("", "No room yet"), *((str(each.pk), each.name) for each in rooms)]
        offer(self, room=places, lead=people, second=people)

    def clean(self) -> dict[str, Any]:
        """Two facilitators are two people."""
        cleaned = super().clean() or {}
        if cleaned.get("lead") and cleaned["lead"] == cleaned.get("second"):
            self.add_error("second", "This person already holds it. Choose another one, or leave it open.")
        return cleaned

    def identifier(self, name: str) -> UUID | None:
        """A chosen room or person."""
        chosen = self.cleaned_data[name]
        return UUID(chosen) if chosen else None


def plan_initial(encounter: Encounter) -> dict[str, Any]:
    """A meeting as the form shows it."""
    start, end = encounter.planned_start, encounter.planned_end
    length = 60 if start is None or end is None else int((end - start).total_seconds() // 60)
    return {
        "start": None if start is None else timezone.localtime(start).replace(tzinfo=None),
        "minutes": length,
        "room": str(encounter.room_id or ""),
        "lead": str(encounter.lead_id or ""),
        "second": str(encounter.second_id or ""),
    }


class TopicsForm(forms.Form):
    """A field for each topic, and beside each the moment its words were kept, so that nothing is written over."""

    def __init__(
        self, topics: Iterable[Topic], own: dict[str, EncounterNote], *args: Any, **kwargs: Any
    ) -> None:
        """Show what the writer has kept so far."""
        super().__init__(*args, **kwargs)
        self.topics = tuple(topics)
        for topic in self.topics:
            note = own.get(topic.code)
            self.fields[topic.code] = forms.CharField(
                label=topic.title,
                help_text=topic.prompt,
                required=False,
                strip=False,
                widget=Words({"rows": 4}),
                initial=note.text if note else "",
            )
            self.fields[seen_name(topic)] = forms.CharField(
                required=False, widget=forms.HiddenInput(), initial=kept_at(note)
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each topic's field with the hidden one beside it."""
        return [(self[topic.code], self[seen_name(topic)]) for topic in self.topics]

    def seen(self, topic: Topic) -> datetime | None:
        """When the words the writer had before them were kept."""
        kept = self.cleaned_data[seen_name(topic)]
        try:
            return datetime.fromisoformat(kept) if kept else None
        except ValueError:
            return None


def seen_name(topic: Topic) -> str:
    """The name of the hidden field beside a topic."""
    return f"{topic.code}-seen"


def kept_at(note: EncounterNote | None) -> str:
    """The moment a note was last kept, exactly."""
    return "" if note is None else note.recorded_at.isoformat()


class NoteForm(forms.Form):
    """A note outside the topics."""

    text = forms.CharField(label="Note", widget=Words({"rows": 4}))
    kind = forms.ChoiceField(
        label="Who can read it",
        choices=[("free", "The care team"), ("shared", "The care team and the person")],
        initial="free",
        widget=Choices(across=True),
    )


class CorrectionForm(forms.Form):
    """Other words in place of a note, and why."""

    text = forms.CharField(label="The note as it should read", widget=Words({"rows": 6}))
    reason = forms.CharField(
        label="What was wrong with it", max_length=200, help_text="The earlier words stay under the new ones."
    )


class FitDecisionForm(forms.Form):
    """One side's answer and the reason that comes nearest."""

    answer = forms.ChoiceField(
        label="Answer",
        choices=[(answer.value, words) for answer, words in ANSWER_WORDS.items()],
        widget=Choices(across=True),
    )
    reason = forms.ChoiceField(
        label="The reason that comes nearest",
        required=False,
        help_text="Needed for not now and not a fit; it is counted, without names.",
        choices=[
            ("", "Choose one"),
            *(
                (ANSWER_WORDS[FitDecision(answer)], [(code, REASON_WORDS[code]) for code in codes])
                for answer, codes in FIT_REASONS.items()
                if len(codes) > 1
            ),
        ],
    )
    note = forms.CharField(label="In words", required=False, widget=Words({"rows": 3}))

    def clean(self) -> dict[str, Any]:
        """To go on needs no reason but one; the others need one of their own."""
        cleaned = super().clean() or {}
        codes = FIT_REASONS.get(cleaned.get("answer", ""), ())
        if len(codes) == 1:
            cleaned["reason"] = codes[0]
        elif codes and cleaned.get("reason") not in codes:
            self.add_error(
                "reason", "Choose a reason that goes with the answer; it helps the next person too."
            )
        return cleaned


class SafetyQuestionForm(forms.Form):
    """The question every follow-up contact asks."""

    answer = forms.ChoiceField(
        label="Since we last spoke, have you had thoughts of harming yourself or of ending your life?",
        choices=[("no", "No"), ("yes", "Yes"), ("worry", "They say no, and I am worried")],
        widget=Choices(),
    )
    words = forms.CharField(label="In their words", required=False, widget=Words({"rows": 3}))
