"""A referral handed in as a file."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cairn.record.services.referral import LARGEST

LIMIT_MB = LARGEST // 2**20


class ReferralForm(forms.Form):
    """One FHIR R4 bundle, and who sent it."""

    document = forms.FileField(
        label="The file",
        help_text=f"One person's record as a FHIR R4 bundle in JSON, at most {LIMIT_MB} MB.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json,application/fhir+json"}),
        allow_empty_file=True,
    )
    sender = forms.CharField(
        label="Who sent it", max_length=160, required=False, help_text="Such as Dr Aoki, Cedar Street Clinic."
    )

    def clean_document(self) -> "UploadedFile[Any]":
        """Refuse by size before anything is read."""
        document = cast("UploadedFile[Any]", self.cleaned_data["document"])
        if (document.size or 0) > LARGEST:
            raise forms.ValidationError(too_large(document.size or 0))
        return document


def too_large(size: int) -> str:
    """Why a file of this many bytes is not taken."""
    megabytes = max(LIMIT_MB + 1, round(size / 2**20))
    return (
        f"The file is {megabytes} MB; the limit is {LIMIT_MB} MB. A whole record is usually under 2 MB. "
        "Ask the sender for one person's bundle without attachments. Nothing was stored."
    )
