"""When a person can come, and with whom their sessions are."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms

from cairn.components.forms import DayInput, ManyChoices, Words, offer
from cairn.domain.protocols.tailoring import Tailoring
from cairn.domain.roadmap.preferences import DAYS, Away, Hours, Preferences
from cairn.record.selectors.account import Account
from cairn.record.selectors.site import Room

PUT = "put"
"""What the button says that puts the roadmap before the person; the other only shows it."""
TAILOR = "tailor-"
"""Before the name of what may be changed."""
SPANS = (1, 2, 3)
"""How many stretches of days away can be named."""


class _Clock(forms.TimeInput):
    input_type = "time"


class _Across(ManyChoices):
    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, dict(attrs or {}))
        context["widget"]["across"] = True
        return context


def _tailored(each: Tailoring) -> forms.Field:
    """The field of one thing that may be changed. A wish beyond its limits is for the planner to answer."""
    label, why = each.title["en"], each.why["en"]
    if each.is_number:
        limits = f"{each.least} to {each.most}; usually {each.usual}. {why}"
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=999, help_text=limits)
    choices = [("", f"As usual: {each.usual.replace('-', ' ')}")]
    choices += [(option, option.replace("-", " ")) for option in each.options if option != each.usual]
    return forms.ChoiceField(label=label, required=False, choices=choices, help_text=why)


class RoadmapForm(forms.Form):
    """What the person said about their days; the planner does the rest."""

    protocol = forms.ChoiceField(
        label="Way of care",
        required=False,
        help_text="Those that fit what they come with and this place. A draft has not been signed by anyone here.",
    )
    start_on = forms.DateField(
        label="Begin no earlier than",
        widget=DayInput(),
        help_text="The first day on which anything may happen.",
    )
    days = forms.MultipleChoiceField(
        label="Days of the week that are possible",
        choices=[(str(number), name.capitalize()) for number, name in enumerate(DAYS)],
        widget=_Across(),
    )
    since = forms.TimeField(label="From", widget=_Clock(format="%H:%M"))
    until = forms.TimeField(
        label="Until",
        widget=_Clock(format="%H:%M"),
        help_text="A session must be over by then. An administration session keeps eight hours free.",
    )
    reason = forms.CharField(
        label="Why the roadmap changes",
        required=False,
        widget=Words({"rows": 2}),
        help_text="Needed before it is put before them. It stays with the new version, and the old version stays too.",
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        is_revision: bool,
        protocols: list[tuple[str, str]],
        tailoring: tuple[Tailoring, ...] = (),
        **kwargs: Any,
    ) -> None:
        """Ask for a reason only where a roadmap was agreed already, and for a way of care only where none was.

        :param protocols: the ways of care on offer, key and title.
        :param tailoring: what of the chosen one may be changed.
        """
        super().__init__(*args, **kwargs)
        self.today, self.tailoring = today, tailoring
        for each in tailoring:
            self.fields[TAILOR + each.id] = _tailored(each)
        for number in SPANS:
            self.fields[f"away_{number}_first"] = forms.DateField(
                label=f"Away {number}, from", widget=DayInput(), required=False
            )
            self.fields[f"away_{number}_last"] = forms.DateField(
                label=f"Away {number}, to and with", widget=DayInput(), required=False
            )
        offer(self, protocol=protocols)
        if is_revision:
            del self.fields["protocol"]
        else:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Hours that end after they begin, days away that do too, and nothing in the past."""
        cleaned = super().clean() or {}
        if "reason" in self.fields and self.data.get("do") == PUT and not cleaned.get("reason"):
            self.add_error("reason", "Say why the roadmap changes; the reason stays with the new version.")
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until <= since:
            self.add_error("until", "The hours end before they begin. Mend one of the two times.")
        if cleaned.get("start_on") and cleaned["start_on"] < self.today:
            self.add_error("start_on", "This day is over. Choose today or a later day.")
        for number in SPANS:
            self._check_span(cleaned, number)
        return cleaned

    def _check_span(self, cleaned: dict[str, Any], number: int) -> None:
        first, last = cleaned.get(f"away_{number}_first"), cleaned.get(f"away_{number}_last")
        if bool(first) != bool(last):
            self.add_error(
                f"away_{number}_last" if first else f"away_{number}_first",
                "Name both days; one day away has the same day twice.",
            )
        elif first and last and last < first:
            self.add_error(f"away_{number}_last", "The days away end before they begin. Mend one of the two.")

    @property
    def wishes(self) -> tuple[tuple[str, str], ...]:
        """What is to be tailored, by name; what was left empty stays as it is."""
        said = ((each.id, self.cleaned_data.get(TAILOR + each.id)) for each in self.tailoring)
        return tuple((name, str(value)) for name, value in said if value not in {None, ""})

    @property
    def is_tailored(self) -> bool:
        """Whether anything is asked for otherwise than usual, or was before."""
        return any(field.value() not in {None, ""} for field in self.tailored)

    @property
    def tailored(self) -> list[forms.BoundField]:
        """The fields of what may be changed, in the protocol's order."""
        return [self[TAILOR + each.id] for each in self.tailoring]

    def preferences(self, zone: ZoneInfo) -> Preferences:
        """What was said, as the planner asks it."""
        said = self.cleaned_data
        hours = tuple(Hours(int(day), said["since"], said["until"]) for day in sorted(said["days"]))
        away = tuple(
            Away(said[f"away_{number}_first"], said[f"away_{number}_last"])
            for number in SPANS
            if said[f"away_{number}_first"]
        )
        return Preferences(said["start_on"], hours, zone, away)


class AssignForm(forms.Form):
    """Who holds the sessions that have not begun, and where. What is left open stays as it is."""

    lead = forms.ChoiceField(label="Facilitator of every session", required=False)
    second = forms.ChoiceField(label="Second facilitator, on the administration day", required=False)
    room = forms.ChoiceField(label="Room of the administration day", required=False)
    other_room = forms.ChoiceField(label="Room of the other sessions", required=False)

    def __init__(self, *args: Any, rooms: list[Room], staff: list[Account], **kwargs: Any) -> None:
        """Offer the site's rooms and facilitators."""
        super().__init__(*args, **kwargs)
        people = [("", "As it is"), *((str(each.pk), each.name) for each in staff)]
        places = [("", "As it is"), *((str(each.pk), each.name) for each in rooms)]
        offer(self, lead=people, second=people, room=places, other_room=places)

    def clean(self) -> dict[str, Any]:
        """Two facilitators are two people."""
        cleaned = super().clean() or {}
        if cleaned.get("lead") and cleaned["lead"] == cleaned.get("second"):
            self.add_error("second", "The two facilitators are two people. Choose another one.")
        return cleaned

    def chosen(self, name: str, otherwise: UUID | None) -> UUID | None:
        """What was chosen, or what stands."""
        value = self.cleaned_data[name]
        return UUID(value) if value else otherwise
