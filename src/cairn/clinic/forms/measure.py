"""Ask a person for a measure outside their roadmap."""

from django import forms

from cairn.components.forms import DayInput
from cairn.content.readers.instrument import instruments
from cairn.domain.instruments.definition import Instrument, Rater

_RATERS = {
    Rater.SELF: "The person answers",
    Rater.CLINICIAN: "A clinician rates",
    Rater.OBSERVER: "Somebody who knows them answers",
}


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every measure of the site's content, by who answers it."""
    known = instruments().values()
    groups = [
        (words, [(each.id, title(each)) for each in known if each.rater is rater])
        for rater, words in _RATERS.items()
    ]
    return [group for group in groups if group[1]]


def title(instrument: Instrument) -> str:
    """What a list calls a measure: its short name and what it is about."""
    return f"{instrument.short}: {instrument.construct.en[:1].lower()}{instrument.construct.en[1:]}"


class AskMeasureForm(forms.Form):
    """Which measure, and by when."""

    measure = forms.ChoiceField(label="Measure")
    due_on = forms.DateField(
        label="Answered by",
        help_text="Empty where there is no hurry. A day that has gone by without an answer is shown as missing.",
        widget=DayInput(),
        required=False,
    )

    def __init__(self, *args: object, **options: object) -> None:
        """Offer the measures there are now."""
        super().__init__(*args, **options)  # type: ignore[arg-type]  # passed on as given
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [("", "Choose a measure"), *offered()]
