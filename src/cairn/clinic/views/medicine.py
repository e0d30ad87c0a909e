"""The medicines a person takes: the list, and what an unknown name means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cairn.clinic.fact_origin import origin_of
from cairn.clinic.forms.medicine import LookUpForm, MedicinesForm
from cairn.clinic.person_frame import frame
from cairn.clock import now
from cairn.components.page import Audience, PageRequest, page
from cairn.content.readers.medicine import medicine_classes, medicine_dictionary
from cairn.content.readers.screening import interactions
from cairn.domain.medicines.interactions import interactions_with
from cairn.domain.medicines.resolving import Resolved, Unresolved, resolve
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.permissions import Permission
from cairn.record.selectors.fact_statement import FactStatement, current_statements
from cairn.record.selectors.person import Patient
from cairn.record.services.fact_statement import state_fact

FACT: Final = "medicines"
NO_LIST: Final[Mapping[str, Any]] = {"items": [], "complete": False}
MEANWHILE: Final = "A colleague changed the list a moment ago. Look at it as it stands now, then send again."


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A stated name, what it was understood as, what of that meets no interaction row, and whether all of it was."""

    name: str
    words: str
    silent: str
    is_whole: bool


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.FACT_STATE, reads="fact.read")
def listed(request: PageRequest, patient: Patient) -> HttpResponse:
    """The whole list, to be stated or corrected with the person."""
    row = current_statements(patient.pk).get(FACT)
    items = (row.value if row and row.value else NO_LIST)["items"]
    data = request.POST if request.method == "POST" else None
    form = MedicinesForm(data, items=items, initial=_initial(row))
    if data is not None and form.is_valid():
        try:
            state_fact(
                patient=patient,
                fact=FACT,
                value=form.json,
                seen=form.cleaned_data["seen"],
                by=request.actor,
                at=now(),
            )
        except RefusedError as refused:
            form.data = _over(form.data, row)
            form.add_error(None, MEANWHILE if isinstance(refused, ChangedMeanwhileError) else refused.words)
        else:
            messages.success(request, "The list of medicines is kept.")
            return redirect("clinic:person-screening", patient.pk)
    context = {
        **frame(request.actor, patient, "screening"),
        "form": form,
        "origin": origin_of(row) if row else "",
        "understood": [_meaning(str(item["name"])) for item in items],
        "stands": items if form.is_bound else [],
    }
    return render(request, "clinic/screening/medicines.html", context, status=422 if form.is_bound else 200)


def _initial(row: FactStatement | None) -> dict[str, Any]:
    return {"seen": row.pk, "complete": bool(row.value and row.value["complete"])} if row else {}


def _meaning(name: str) -> _Meaning:
    meant = resolve(name, medicine_dictionary())
    items = meant.ingredients if isinstance(meant, Resolved) else meant.recognised
    return _Meaning(
        name=name,
        words=", ".join(item.name for item in items),
        silent=", ".join(item.name for item in items if not interactions_with(item.classes, interactions())),
        is_whole=isinstance(meant, Resolved),
    )


@require_http_methods(["GET", "POST"])
@page(audience=Audience.CLINIC, permission=Permission.FACT_STATE, reads="fact.read")
def look_up(request: PageRequest, patient: Patient) -> HttpResponse:
    """What a name that was not recognised means: chosen by a person, or kept as not assessed."""
    about = request.GET.get("name", "")
    row = current_statements(patient.pk).get(FACT)
    stated = row.value if row and row.value else NO_LIST
    place = next((n for n, item in enumerate(stated["items"]) if _is_about(item, about)), None)
    if row is None or place is None:
        messages.info(request, "That name is no longer on the list, or is understood by now.")
        return redirect("clinic:person-screening", patient.pk)
    typed = str(stated["items"][place]["name"])
    meant = resolve(typed, medicine_dictionary())
    suggestions = [(name, _classes(name)) for name in getattr(meant, "suggestions", ())]
    data = request.POST if request.method == "POST" else None
    form = LookUpForm(data, suggestions=suggestions, initial={"seen": row.pk})
    if data is not None and form.is_valid():
        if not form.name:
            messages.info(request, f"“{about}” stays not assessed.")
            return redirect("clinic:person-screening", patient.pk)
        if _understood(request, patient, form, stated=stated, place=place, about=about):
            return redirect("clinic:person-screening", patient.pk)
    context = {
        **frame(request.actor, patient, "screening"),
        "form": form, "about": about, "typed": typed, "origin": origin_of(row), "suggested": bool(suggestions),
    }  # fmt: skip
    return render(request, "clinic/screening/look_up.html", context, status=422 if form.is_bound else 200)


def _understood(
    request: PageRequest,
    patient: Patient,
    form: LookUpForm,
    *,
    stated: Mapping[str, Any],
    place: int,
    about: str,
) -> bool:
    """Write the name that was meant in the place of the one that was typed."""
    if isinstance(resolve(form.name, medicine_dictionary()), Unresolved):
        form.add_error(
            "other", "This name is not known here either. Check its spelling, or keep it as not assessed."
        )
        return False
    items = [
        new
        for n, item in enumerate(stated["items"])
        for new in (_renamed(item, about, form.name) if n == place else [item])
    ]
    try:
        state_fact(
            patient=patient,
            fact=FACT,
            value={**stated, "items": items},
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=now(),
        )
    except RefusedError as refused:
        form.data = _over(form.data, current_statements(patient.pk).get(FACT))
        form.add_error(None, MEANWHILE if isinstance(refused, ChangedMeanwhileError) else refused.words)
        return False
    messages.success(request, f"{form.name}: understood, and asked about in the screening.")
    return True


def _over(data: Any, row: FactStatement | None) -> Any:
    """What was sent, over the list that now stands: sent again, it replaces that one."""
    again = data.copy()
    again["seen"] = "" if row is None else str(row.pk)
    return again


def _renamed(item: Mapping[str, Any], about: str, name: str) -> list[dict[str, Any]]:
    """The item with the unknown words replaced; in parts, where the rest of it was understood by itself."""
    typed = str(item["name"])
    whole = re.sub(re.escape(about), lambda _: name, typed, flags=re.IGNORECASE)
    if isinstance(resolve(whole, medicine_dictionary()), Resolved):
        return [{**item, "name": whole, "classes": None}]
    known = [part.name for part in getattr(resolve(typed, medicine_dictionary()), "recognised", ())]
    return [{**item, "name": each, "classes": None} for each in [*known, name]]


def _is_about(item: Mapping[str, Any], about: str) -> bool:
    name = str(item["name"])
    meant = resolve(name, medicine_dictionary())
    return item.get("classes") is None and isinstance(meant, Unresolved) and about in {name, *meant.unknown}


def _classes(name: str) -> str:
    meant = resolve(name, medicine_dictionary())
    words = medicine_classes()
    found = sorted(words[code] for code in meant.classes) if isinstance(meant, Resolved) else []
    return ", ".join(found) or "no class known"
