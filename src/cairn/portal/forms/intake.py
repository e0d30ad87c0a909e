"""The intake's questions as form fields, made from the declared facts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cairn.components.forms import Choices, ManyChoices, Quantity, Words, YesNoNotSureField
from cairn.content.readers.fact import declared_facts
from cairn.domain.facts import FactDeclaration, FactType

NONE_OF_THESE = "none-of-these"
UNIT_WORDS = {"mm[Hg]": "mmHg", "mL/min/{1.73_m2}": "mL/min/1.73 m²"}
_YES_NO: Mapping[object, str] = {True: "yes", False: "no"}


def language() -> str:
    """The reader's language, of those the content is written in."""
    return "es" if (get_language() or "en").startswith("es") else "en"


def questions(section: str) -> list[FactDeclaration]:
    """What the person is asked in a section, medicines apart: they have a page of their own."""
    return [
        fact
        for fact in declared_facts().values()
        if fact.section == section and fact.asked_of == "client" and fact.type is not FactType.EXPOSURES
    ]


class SectionForm(forms.Form):
    """The questions of one section. Nothing is required: what is left open stays open."""

    def __init__(self, facts: Iterable[FactDeclaration], *args: object, **kwargs: object) -> None:
        """Make a field for each question."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.facts = {fact.id: fact for fact in facts}
        for fact in self.facts.values():
            field = _field(fact)
            field.label, field.help_text = fact.question[language()], _help(fact)
            self.fields[fact.id] = field

    def stated(self, fact: str) -> object:
        """What was answered, as the JSON a statement takes; None where it was left open or nobody knows."""
        return _stated(self.facts[fact], self.cleaned_data.get(fact))


def answer(fact: FactDeclaration, stored: object) -> object:
    """A stored value as the form shows it; for a value nobody knows, the answer 'not sure'."""
    match fact.type:
        case FactType.BOOL:
            return "not-sure" if stored is None else _YES_NO[stored]
        case FactType.CODES if isinstance(stored, dict):
            return list(stored["known"]) or ([NONE_OF_THESE] if stored["complete"] else [])
        case FactType.DATE if isinstance(stored, dict):
            return f"{stored['earliest']} … {stored['latest']}"
        case _:
            return stored


def _stated(fact: FactDeclaration, given: object) -> object:
    if given in (None, "", []):
        return None
    match fact.type:
        case FactType.BOOL:
            return {"yes": True, "no": False}.get(str(given))
        case FactType.CODES if isinstance(given, list):
            return {"known": [code for code in given if code != NONE_OF_THESE], "complete": True}
        case FactType.DECIMAL | FactType.INTEGER if isinstance(given, Decimal | int):
            return str(given) if fact.type is FactType.DECIMAL else int(given)
        case _:
            return given


def _help(fact: FactDeclaration) -> str:
    if fact.type is FactType.DATE:
        return _("A year is enough, such as 2019; or 2019-05, or 2019-05-17.")
    return fact.help.get(language(), "")


def _field(fact: FactDeclaration) -> forms.Field:
    def choices() -> list[tuple[str, str]]:
        return [(code, fact.value_labels[code][language()]) for code in fact.values]

    match fact.type:
        case FactType.BOOL:
            return YesNoNotSureField()
        case FactType.CODE:
            return forms.ChoiceField(choices=choices(), widget=Choices(), required=False)
        case FactType.CODES:
            options = [*choices(), (NONE_OF_THESE, _("None of these"))]
            return _NoneOfTheseField(choices=options, widget=ManyChoices(), required=False)
        case FactType.INTEGER:
            return forms.IntegerField(required=False, min_value=0)
        case FactType.DECIMAL:
            unit = UNIT_WORDS.get(fact.unit or "", fact.unit or "")
            return forms.DecimalField(required=False, widget=Quantity(unit))
        case FactType.DATE:
            return forms.CharField(required=False, max_length=40)
        case _:
            return forms.CharField(required=False, max_length=8000, widget=Words(voice=True))


class _NoneOfTheseField(forms.MultipleChoiceField):
    """Either some of them or none of these, not both."""

    def clean(self, value: object) -> list[str]:
        """Refuse an answer that says both."""
        given: list[str] = super().clean(value)
        if NONE_OF_THESE in given and len(given) > 1:
            raise forms.ValidationError(_("You chose “none of these” and one of them. Which is it?"))
        return given


class MedicineForm(forms.Form):
    """One medicine, as the person calls it."""

    STILL = (
        ("ongoing", gettext_lazy("Yes")),
        ("stopped", gettext_lazy("No, I stopped")),
        ("not-sure", gettext_lazy("Not sure")),
    )
    name = forms.CharField(
        max_length=160,
        label=gettext_lazy("Name and strength"),
        help_text=gettext_lazy("As it stands on the package, such as “sertraline 50 mg”."),
    )
    still = forms.ChoiceField(
        choices=STILL,
        widget=Choices(across=True),
        label=gettext_lazy("Do you still take it?"),
        required=False,
    )
    last_taken = forms.CharField(
        required=False,
        max_length=12,
        label=gettext_lazy("If you stopped: when did you last take it?"),
        help_text=gettext_lazy("A year is enough, such as 2019; or 2019-05, or 2019-05-17."),
    )

    def stated(self) -> dict[str, object]:
        """The medicine as a statement takes it."""
        still = self.cleaned_data["still"]
        last = "ongoing" if still == "ongoing" else self.cleaned_data["last_taken"] or None
        return {"name": self.cleaned_data["name"], "last_taken": last}


class AboutYouForm(forms.Form):
    """Who the person is and how to reach them."""

    given = forms.CharField(max_length=120, label=gettext_lazy("Given name"))
    family = forms.CharField(max_length=120, label=gettext_lazy("Family name"))
    preferred = forms.CharField(
        max_length=120, required=False, label=gettext_lazy("What would you like to be called?")
    )
    pronouns = forms.CharField(
        max_length=40, required=False, label=gettext_lazy("Your pronouns, if you like")
    )
    birth_date = forms.DateField(
        required=False,
        label=gettext_lazy("Date of birth"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    email = forms.EmailField(required=False, label=gettext_lazy("E-mail address"))
    phone = forms.CharField(max_length=40, required=False, label=gettext_lazy("Telephone"))
