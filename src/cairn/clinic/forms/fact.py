"""A form for one declared fact, stated on the spot with the person."""

from typing import Any, Final

from django import forms

from cairn.clinic.fact_lines import unit_words
from cairn.components.forms import Choices, ManyChoices, Quantity, Words, YesNoNotSureField
from cairn.domain.facts import FactDeclaration, FactType

NOT_KNOWN: Final = "not-known"
_YES_NO: Final = {"yes": True, "no": False, "not-sure": None}


class FactForm(forms.Form):
    """The answer, or that nobody knows; and which statement the writer was looking at."""

    seen = forms.UUIDField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, declaration: FactDeclaration, **options: Any) -> None:
        """Build the field the fact's type needs."""
        super().__init__(*args, **options)
        self.declaration = declaration
        self.fields["value"] = _field(declaration)
        if declaration.type is FactType.CODES:
            self.fields["complete"] = forms.BooleanField(label="That is all of them", required=False)
        if declaration.type not in {FactType.BOOL, FactType.CODE}:
            self.fields["unknown"] = forms.BooleanField(label="Nobody knows", required=False)

    def clean(self) -> dict[str, Any]:
        """Silence is not an answer: say what it is, or that nobody knows."""
        stated = super().clean() or self.cleaned_data
        given = stated.get("value") is not None and stated["value"] not in ("", [])
        closed = self.declaration.type is FactType.CODES and stated.get("complete")
        if not self.errors and not given and not closed and not stated.get("unknown"):
            self.add_error("value", "Write the answer, or say that nobody knows.")
        if not self.errors and given and stated.get("unknown"):
            self.add_error("unknown", "An answer is given above. Take one of the two away.")
        return stated

    @property
    def json(self) -> object:
        """The answer as plain JSON; None where nobody knows."""
        value = self.cleaned_data["value"]
        if self.cleaned_data.get("unknown") or value == NOT_KNOWN:
            return None
        match self.declaration.type:
            case FactType.BOOL:
                return _YES_NO[value]
            case FactType.INTEGER:
                return int(value)
            case FactType.DECIMAL:
                return str(value)
            case FactType.CODES:
                return {"known": list(value), "complete": bool(self.cleaned_data.get("complete"))}
            case _:
                return value


def initial_of(declaration: FactDeclaration, json: Any) -> dict[str, Any]:
    """A stored value as the form's first state."""
    if json is None:
        return {}
    if declaration.type is FactType.BOOL:
        return {"value": "yes" if json else "no"}
    if declaration.type is FactType.CODES:
        return {"value": json["known"], "complete": json["complete"]}
    if isinstance(json, dict):  # a day between two others
        return {}
    return {"value": json}


def _field(declaration: FactDeclaration) -> forms.Field:
    label, unit = declaration.question["en"], unit_words(declaration.unit)
    shared: dict[str, Any] = {"label": label, "required": False}
    if "en" in declaration.help:
        shared["help_text"] = declaration.help["en"]
    match declaration.type:
        case FactType.BOOL:
            return YesNoNotSureField(**shared)
        case FactType.CODE:
            choices = [*_choices(declaration), (NOT_KNOWN, "Nobody knows")]
            return forms.ChoiceField(**shared, choices=choices, widget=Choices())
        case FactType.CODES if declaration.values:
            return forms.MultipleChoiceField(**shared, choices=_choices(declaration), widget=ManyChoices())
        case FactType.INTEGER:
            return forms.IntegerField(**shared, widget=Quantity(unit, {"step": "1"}))
        case FactType.DECIMAL:
            limits: dict[str, Any] = {"min_value": declaration.minimum, "max_value": declaration.maximum}
            return forms.DecimalField(**shared, widget=Quantity(unit), **limits)
        case FactType.DATE:
            shared["help_text"] = "A day as 2026-05-03, a month as 2026-05, or a year as 2026."
            return forms.CharField(**shared, max_length=10)
        case _:
            return forms.CharField(**shared, widget=Words(), max_length=4000)


def _choices(declaration: FactDeclaration) -> list[tuple[str, str]]:
    return [(code, declaration.value_labels.get(code, {}).get("en", code)) for code in declaration.values]
