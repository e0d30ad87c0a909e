"""The form in which a screening is decided and signed."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms

from cairn.clinic.forms.signature import SecretField
from cairn.clinic.words import ENDING_WORDS
from cairn.components.forms import Choices, Words
from cairn.domain.pathway.stages import Ending
from cairn.domain.screening.decision import Decision
from cairn.domain.screening.finding import Finding

_REASONS: Final = {
    Decision.ACCEPT: ("Anything the team should know", False),
    Decision.ACCEPT_WITH_CONDITIONS: ("Why with conditions", False),
    Decision.DEFER: ("What is missing, and why it must be known first", True),
    Decision.DECLINE: ("Why, so that the team understands it later", True),
}


class DecisionForm(forms.Form):
    """One decision: what was weighed, conditions or a reason, and who signs."""

    def __init__(
        self,
        *args: Any,
        decision: Decision,
        weighed: Iterable[Finding] = (),
        endings: Sequence[Ending] = (),
        **options: Any,
    ) -> None:
        """Ask only what this decision needs.

        :param weighed: the findings somebody must write a word on.
        """
        super().__init__(*args, **options)
        self.weighed = tuple(weighed) if decision.accepts else ()
        for finding in self.weighed:
            self.fields[_name(finding.rule.id)] = forms.CharField(
                label="What was weighed", widget=Words({"rows": 3}), max_length=4000
            )
        if decision is Decision.ACCEPT_WITH_CONDITIONS:
            self.fields["conditions"] = forms.CharField(
                label="Conditions, one a line",
                help_text="Each line becomes a task of the coordinator; all must be done before the roadmap.",
                widget=Words({"rows": 4}),
                max_length=4000,
            )
        if decision is Decision.DECLINE:
            choices = [(each.value, ENDING_WORDS[each]) for each in endings]
            self.fields["ending"] = forms.ChoiceField(
                label="How the way closes", choices=choices, widget=Choices()
            )
        label, needed = _REASONS[decision]
        self.fields["reason"] = forms.CharField(
            label=label, required=needed, widget=Words({"rows": 4}), max_length=4000
        )
        self.needs_second = any(finding.rule.needs_second_person for finding in self.weighed)
        if self.needs_second:
            self.fields["second_email"] = forms.EmailField(label="The second person's e-mail address")
            self.fields["second_secret"] = SecretField("Their password, or their authenticator's code")
        self.fields["secret"] = SecretField()

    @property
    def weighing(self) -> list[tuple[Finding, forms.BoundField]]:
        """Each finding with its field."""
        return [(finding, self[_name(finding.rule.id)]) for finding in self.weighed]

    @property
    def conditions_field(self) -> forms.BoundField | None:
        """Where this decision has conditions."""
        return self["conditions"] if "conditions" in self.fields else None

    @property
    def ending_field(self) -> forms.BoundField | None:
        """Where this decision closes the way."""
        return self["ending"] if "ending" in self.fields else None

    @property
    def overrides(self) -> dict[str, str]:
        """What was weighed, by rule."""
        return {finding.rule.id: self.cleaned_data[_name(finding.rule.id)] for finding in self.weighed}

    @property
    def conditions(self) -> tuple[str, ...]:
        """Each condition that was written."""
        lines = self.cleaned_data.get("conditions", "").splitlines()
        return tuple(line.strip() for line in lines if line.strip())


def _name(rule: str) -> str:
    return f"weighed-{rule}"
