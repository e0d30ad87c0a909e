"""Tasks of a person's way."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.record.errors import RefusedError
from cairn.record.permissions import Permission, may
from cairn.record.selectors.person import Patient
from cairn.record.selectors.screening import find_task, open_tasks
from cairn.record.services.screening import finish_task


@page(audience=Audience.CLINIC, permission=Permission.SCREENING_READ, reads="tasks.read")
def listed(request: PageRequest, patient: Patient) -> HttpResponse:
    """What still must be done for them: as a part of the screening, or as a page of its own."""
    context = frame(request.actor, patient, "screening")
    episode = context["header"].episode
    context |= {
        "tasks": open_tasks(episode) if episode else [],
        "may_finish": may(request.actor, Permission.EPISODE_ADVANCE),
    }
    template = "clinic/screening/tasks.html" if request.htmx else "clinic/screening/tasks_page.html"
    return render(request, template, context)


@require_POST
@page(audience=Audience.CLINIC, permission=Permission.EPISODE_ADVANCE)
def finish(request: PageRequest, patient: Patient, task_id: uuid.UUID) -> HttpResponse:
    """Mark it done."""
    task = find_task(patient, task_id)
    try:
        finish_task(task=task, by=request.actor, at=now())
    except RefusedError as refused:
        messages.error(request, refused.words)
    else:
        messages.success(request, f"Done: {task.what}")
    return redirect("clinic:person-screening", patient.pk)
