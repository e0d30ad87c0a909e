"""How Django's forms look here: the renderer, and the few widgets that need more than an <input>.

Set `FORM_RENDERER = "cairn.components.forms.CairnRenderer"` and have `django.forms` in INSTALLED_APPS.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class CairnRenderer(TemplatesSetting):
    """Renders every form, field and error list with the templates of `components/forms/`."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"


def offer(form: forms.Form, **choices: Iterable[tuple[str, Any]]) -> None:
    """Say what may be chosen in fields whose choices are known only when a page is asked for."""
    for name, offered in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- the form has declared it
        field.choices = list(offered)


class Choices(forms.RadioSelect):
    """One of several, each a target one can hit; `across` lays short words side by side, `numbers` bare numbers."""

    template_name = "components/forms/choices.html"
    option_template_name = "components/forms/choice.html"
    says_unanswered = True

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        across: bool = False,
        numbers: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self.across, self.numbers = across or numbers, numbers

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, dict(attrs or {}))
        context["widget"]["across"], context["widget"]["numbers"] = self.across, self.numbers
        context["widget"]["says_unanswered"] = self.says_unanswered
        return context


class ManyChoices(forms.CheckboxSelectMultiple):
    """Any number of several."""

    template_name = "components/forms/choices.html"
    option_template_name = "components/forms/choice.html"


YES_NO_NOT_SURE = (("yes", _("Yes")), ("no", _("No")), ("not-sure", _("Not sure")))


class YesNoNotSure(Choices):
    """A question whose third answer is a real answer; leaving it open stays visibly open."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = YES_NO_NOT_SURE) -> None:
        super().__init__(attrs, choices, across=True)


class YesNoNotSureField(forms.ChoiceField):
    """The field for `YesNoNotSure`: cleans to `yes`, `no`, `not-sure`, or `""` when nobody has answered."""

    widget = YesNoNotSure

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(choices=YES_NO_NOT_SURE, **options)


class Quantity(forms.NumberInput):
    """A number with its unit written beside it, and read out with it."""

    template_name = "components/forms/quantity.html"

    def __init__(self, unit: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "step": "any", "autocomplete": "off", **(attrs or {})})
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, dict(attrs or {}))
        context["widget"]["unit"] = self.unit
        return context


class DayInput(forms.DateInput):
    """A calendar day through the browser's own picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and an hour at the site, through the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class Words(forms.Textarea):
    """Room for someone's own words; it grows as they write."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, voice: bool = False) -> None:
        super().__init__({"rows": 5, **({"class": "voice"} if voice else {}), **(attrs or {})})


class ScaleNumber(forms.NumberInput):
    """A whole number on a scale. It begins empty: a slider would suggest an answer nobody gave."""

    template_name = "components/forms/scale.html"
    says_unanswered = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        plain = {"inputmode": "numeric", "step": "1", "autocomplete": "off", "placeholder": " "}
        super().__init__({**plain, **(attrs or {})})
