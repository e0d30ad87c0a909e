"""Addresses of the FHIR endpoints."""

from typing import Any

from django.urls import path

from cairn.api.kinds import KINDS
from cairn.api.views import metadata, part, patient, questionnaire

app_name = "api"
urlpatterns: list[Any] = [
    path("metadata", metadata.metadata, name="metadata"),
    path("Questionnaire", questionnaire.search, name="questionnaire-search"),
    path("Questionnaire/<str:resource_id>", questionnaire.read, name="questionnaire-read"),
    path("Organization/<str:resource_id>", patient.organization, name="organization-read"),
    path("Patient", patient.search, name="patient-search"),
    path("Patient/<str:resource_id>", patient.read, name="patient-read"),
    path("Patient/<str:resource_id>/$everything", patient.whole, name="patient-everything"),
]
for kind in KINDS.values():
    urlpatterns += [
        path(kind.name, part.search_of(kind), name=f"{kind.name.lower()}-search"),
        path(f"{kind.name}/<str:resource_id>", part.read_of(kind), name=f"{kind.name.lower()}-read"),
    ]
urlpatterns += [
    path("", metadata.unknown, name="root"),
    path("<path:rest>", metadata.unknown, name="unknown"),
]
