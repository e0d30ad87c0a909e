"""The list of medicines, stated or corrected with the person."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from cairn.components.forms import Choices

MORE_ROWS: Final = 3
STILL, DAY, NOT_KNOWN = "ongoing", "on", "not-known"
WHEN: Final = ((STILL, "Still taken"), (DAY, "Last taken on"), (NOT_KNOWN, "Not known when"))


class MedicinesForm(forms.Form):
    """One row for each medicine on the list, a few empty ones, and whether that is all."""

    seen = forms.UUIDField(required=False, widget=forms.HiddenInput())
    complete = forms.BooleanField(label="That is the whole list: there are no others", required=False)

    def __init__(self, *args: Any, items: Sequence[Mapping[str, Any]] = (), **options: Any) -> None:
        """Make the rows.

        :param items: the medicines stated so far, as plain JSON.
        """
        super().__init__(*args, **options)
        self.items = list(items)
        self.count = len(self.items) + MORE_ROWS
        for row in range(self.count):
            item = self.items[row] if row < len(self.items) else {}
            self.fields[f"name-{row}"] = forms.CharField(
                label="Name, as they say it", required=False, max_length=200, initial=item.get("name", "")
            )
            self.fields[f"when-{row}"] = forms.ChoiceField(
                label="Taken", choices=WHEN, required=False, widget=Choices(across=True), initial=_when(item)
            )
            self.fields[f"on-{row}"] = forms.CharField(
                label="Last taken on",
                required=False,
                max_length=10,
                help_text="A day as 2026-05-03, a month as 2026-05, or a year as 2026.",
                initial=_day(item),
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The three fields of each row."""
        return [(self[f"name-{n}"], self[f"when-{n}"], self[f"on-{n}"]) for n in range(self.count)]

    def clean(self) -> dict[str, Any]:
        """A day is needed where a day is said; an empty list must be said to be whole."""
        stated = super().clean() or self.cleaned_data
        for row in range(self.count):
            if stated.get(f"name-{row}") and stated.get(f"when-{row}") == DAY and not stated.get(f"on-{row}"):
                self.add_error(
                    f"on-{row}", "Write the day, the month or the year; or say that it is not known."
                )
        if not stated.get("complete") and not any(stated.get(f"name-{row}") for row in range(self.count)):
            self.add_error("complete", "Name a medicine, or say that there are none by ticking this.")
        return stated

    @property
    def json(self) -> dict[str, object]:
        """The list as plain JSON. A name that was left as it stood keeps the classes somebody gave it."""
        kept = {str(item.get("name")): item.get("classes") for item in self.items}
        found = []
        for row in range(self.count):
            name = self.cleaned_data[f"name-{row}"].strip()
            if name:
                found.append({"name": name, "classes": kept.get(name), "last_taken": self._taken(row)})
        return {"items": found, "complete": self.cleaned_data["complete"]}

    def _taken(self, row: int) -> object:
        when = self.cleaned_data[f"when-{row}"]
        if when == STILL:
            return STILL
        before = self.items[row].get("last_taken") if row < len(self.items) else None
        if when == DAY:
            written = self.cleaned_data[f"on-{row}"].strip()
            return before if isinstance(before, dict) and written == _day(self.items[row]) else written
        return None


class LookUpForm(forms.Form):
    """What an unknown name means: one of the suggestions, another name, or still not known."""

    meant = forms.ChoiceField(label="What is it?", widget=Choices())
    other = forms.CharField(
        label="Its name on the package",
        required=False,
        max_length=200,
        help_text="The brand or the ingredient.",
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput())
    KEEP = "keep"
    OTHER = "other"

    def __init__(self, *args: Any, suggestions: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        """Offer the names that look alike, each with what it is."""
        super().__init__(*args, **options)
        offered = [(name, f"{name}: {what}") for name, what in suggestions]
        rest = [(self.OTHER, "Another name"), (self.KEEP, "Not known: keep it as not assessed")]
        self.fields["meant"].choices = [*offered, *rest]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another name must be written."""
        stated = super().clean() or self.cleaned_data
        if stated.get("meant") == self.OTHER and not stated.get("other", "").strip():
            self.add_error("other", "Write the name, or keep it as not assessed.")
        return stated

    @property
    def name(self) -> str:
        """The name chosen or written; empty where it stays unknown."""
        meant = str(self.cleaned_data["meant"])
        if meant == self.KEEP:
            return ""
        return str(self.cleaned_data["other"]).strip() if meant == self.OTHER else meant


def _when(item: Mapping[str, Any]) -> str:
    if not item:
        return ""
    last = item.get("last_taken")
    return NOT_KNOWN if last is None else STILL if last == STILL else DAY


def _day(item: Mapping[str, Any]) -> str:
    last = item.get("last_taken")
    if isinstance(last, dict):
        return str(last["earliest"])[:10]
    return "" if last in {None, STILL} else str(last)
