"""Who cares for a person, and may therefore open their record."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cairn.clinic.forms.person import CARING, JoinTeamForm
from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.vocabulary import Role
from cairn.record.permissions import Permission
from cairn.record.selectors.account import staff_at_site
from cairn.record.selectors.person import Patient
from cairn.record.services.patient import join_care_team, leave_care_team


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.CARE_TEAM_CHANGE, reads="care-team.read")
def change(request: PageRequest, patient: Patient) -> HttpResponse:
    """Show the team; add somebody to it."""
    staff = [account for account in staff_at_site(request.actor) if account.role_set.intersection(CARING)]
    form = JoinTeamForm(request.POST or None, staff=[(str(each.pk), each.name) for each in staff])
    if request.method == "POST" and form.is_valid():
        join_care_team(
            patient=patient,
            account_id=uuid.UUID(form.cleaned_data["account"]),
            role=Role(form.cleaned_data["role"]),
            by=request.actor,
            at=now(),
        )
        messages.success(request, "They are on the team and can open this record.")
        return redirect("clinic:person-team", patient.pk)
    context = {**frame(request.actor, patient, "team"), "form": form}
    return render(request, "clinic/person/team.html", context, status=422 if form.is_bound else 200)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.CARE_TEAM_CHANGE)
def leave(request: PageRequest, patient: Patient, account_id: uuid.UUID) -> HttpResponse:
    """End somebody's place on the team."""
    leave_care_team(patient=patient, account_id=account_id, by=request.actor, at=now())
    messages.success(request, "They have left the team. What they did stays in the log.")
    return redirect("clinic:person-team", patient.pk)
