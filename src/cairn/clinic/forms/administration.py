"""What the care team writes around an administration day."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms

from cairn.clinic.room_words import PRODUCT_WORDS, UNIT_WORDS
from cairn.components.forms import Choices, ManyChoices, MomentInput, Words
from cairn.domain.administration.codes import ProductForm
from cairn.domain.administration.dose import DosePlan
from cairn.domain.quantities import Amount, DoseUnit, Form, NotRead, doubt_amount, parse_number
from cairn.record.to_domain.session_day import AgreedDose

Options = list[tuple[str, str]]
SALT_WORDS = {
    Form.NOT_STATED: "Not stated on the label",
    Form.ANHYDRATE: "Anhydrate",
    Form.DIHYDRATE: "Dihydrate",
    Form.TRIHYDRATE: "Trihydrate",
}


class AssignForm(forms.Form):
    """The room and the two people of a day."""

    room = forms.ChoiceField(label="Room", required=False)
    lead = forms.ChoiceField(label="Facilitator who leads", required=False)
    second = forms.ChoiceField(label="Second facilitator", required=False)

    def __init__(self, *args: Any, rooms: Options, facilitators: Options, **options: Any) -> None:
        super().__init__(*args, **options)
        nobody = [("", "Not named yet")]
        self.fields["room"].choices = nobody + rooms  # type: ignore[attr-defined]
        for name in ("lead", "second"):
            self.fields[name].choices = nobody + facilitators  # type: ignore[attr-defined]

    def chosen(self, name: str) -> uuid.UUID | None:
        """The id chosen in a field."""
        value = self.cleaned_data[name]
        return uuid.UUID(value) if value else None


class StartForm(forms.Form):
    """Who is here as the session begins."""

    facilitators = forms.MultipleChoiceField(label="In the room with the client", widget=ManyChoices())
    representative = forms.ChoiceField(
        label="Of the centre, on the premises throughout",
        widget=Choices(),
        required=False,
        help_text="Somebody besides those in the room.",
    )

    def __init__(self, *args: Any, facilitators: Options, staff: Options, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["facilitators"].choices = facilitators  # type: ignore[attr-defined]
        self.fields["representative"].choices = [*staff, ("nobody", "Nobody")]  # type: ignore[attr-defined]


class DosePlanForm(forms.Form):
    """The dose as client and facilitator agreed it. Every number is theirs; none is proposed."""

    first = forms.CharField(label="First dose", max_length=12, help_text="The number alone, such as 12.5.")
    most = forms.CharField(
        label="The most in all", max_length=12, help_text="First dose and any supplementary dose together."
    )
    unit = forms.ChoiceField(
        label="Counted in", choices=[(u.value, word) for u, word in UNIT_WORDS.items()], widget=Choices()
    )
    salt = forms.ChoiceField(
        label="Solid form of the psilocybin",
        choices=[(f.value, word) for f, word in SALT_WORDS.items()],
        initial=Form.NOT_STATED.value,
        help_text="Only where the label counts psilocybin.",
    )
    product = forms.CharField(label="Product", max_length=120)
    lot = forms.CharField(label="Lot", max_length=60)
    product_form = forms.ChoiceField(
        label="Form", choices=[(p.value, word) for p, word in PRODUCT_WORDS.items()], widget=Choices()
    )
    words = forms.CharField(label="What was talked about", widget=Words(), required=False, max_length=2000)
    signed_name = forms.CharField(
        label="The client writes their name",
        max_length=160,
        help_text="With this they agree to the plan above.",
    )
    sure = forms.BooleanField(label="The numbers are as the label says", required=False)

    def clean(self) -> dict[str, Any]:
        """Read both amounts in one unit; ask back where a number looks like a slip."""
        cleaned = super().clean() or {}
        if {"unit", "salt"} <= cleaned.keys():
            for name in ("first", "most"):
                cleaned[name] = self._amount(name, cleaned)
        return cleaned

    def _amount(self, name: str, cleaned: dict[str, Any]) -> Amount | None:
        number = parse_number(cleaned[name]) if name in cleaned else None
        if isinstance(number, NotRead):
            self.add_error(name, f"{number.what} {number.do}")
        if not isinstance(number, Decimal):
            return None
        unit = DoseUnit(cleaned["unit"])
        salt = Form(cleaned["salt"]) if unit is DoseUnit.MG_PSILOCYBIN else Form.NOT_STATED
        amount = Amount(number, unit, salt)
        doubt = doubt_amount(amount)
        if doubt is not None and (doubt.kind.value == "impossible" or not cleaned.get("sure")):
            self.add_error(name, f"{doubt.what} {doubt.do}")
        return amount

    def agreed(self) -> AgreedDose:
        """The plan of a valid form."""
        said = self.cleaned_data
        plan = DosePlan(said["first"], said["most"])
        form = ProductForm(said["product_form"])
        return AgreedDose(plan, said["product"], said["lot"], form, said["words"])


class SignForm(forms.Form):
    """A name under the record of the day."""

    signer = forms.ChoiceField(label="Who signs", widget=Choices())
    secret = forms.CharField(
        label="Their password, or the code their authenticator shows now",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        strip=False,
    )

    def __init__(self, *args: Any, signers: Options, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["signer"].choices = signers  # type: ignore[attr-defined]


class CorrectForm(forms.Form):
    """Why an entry was wrong, and when it really happened where it is replaced."""

    reason = forms.CharField(label="What was wrong", max_length=400)
    at = forms.DateTimeField(label="When it happened", widget=MomentInput(), required=False)
