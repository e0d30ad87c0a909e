"""Tasks of a person's way."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cairn.clinic.person_frame import frame
from cairn.clinic.words import roles_words
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.domain.vocabulary import Role
from cairn.record.errors import RefusedError
from cairn.record.gate_task import GATE
from cairn.record.permissions import Permission, may
from cairn.record.selectors.person import Patient
from cairn.record.selectors.screening import Task, find_task, open_tasks
from cairn.record.services.screening import finish_task


@page(audience=Audience.CLINIC, permission=Permission.SCREENING_READ, reads="tasks.read")
def listed(request: PageRequest, patient: Patient) -> HttpResponse:
    """What still must be done for them: as a part of the screening, or as a page of its own."""
    context = frame(request.actor, patient, "screening")
    episode = context["header"].episode
    context |= {
        "tasks": [_line(task) for task in (open_tasks(episode) if episode else [])],
        "may_finish": may(request.actor, Permission.EPISODE_ADVANCE),
    }
    template = "clinic/screening/tasks.html" if request.htmx else "clinic/screening/tasks_page.html"
    return render(request, template, context)


def _line(task: Task) -> tuple[Task, str, str]:
    """A task, who may see to it, and what asked for it."""
    if task.because.startswith(GATE):
        why = ", asked for by the roadmap"
    else:
        why = ", a condition of the acceptance" if task.because == "screening" else ""
    return task, roles_words((Role(task.role),)), why


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
