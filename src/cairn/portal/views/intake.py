"""The questions: a section at a time, saved as they are answered, resumed on any device."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.clock import now
from cairn.components.page import PageRequest
from cairn.content.readers.fact import sections
from cairn.content.readers.medicine import medicine_dictionary
from cairn.domain.instruments.wording import Language
from cairn.domain.medicines.resolving import Unresolved, resolve
from cairn.portal.forms.intake import AboutYouForm, MedicineForm, SectionForm, answer, language, questions
from cairn.portal.intake_steps import ABOUT_YOU, MEDICINES, next_section, section_states
from cairn.portal.offers import offers_in
from cairn.portal.own_measures import OwnMeasure, own_measures
from cairn.portal.own_page import own_page
from cairn.record.errors import ChangedMeanwhileError, RefusedError
from cairn.record.selectors.episode import current_episode, intake_finished
from cairn.record.selectors.fact_statement import FactStatement, current_statements
from cairn.record.selectors.patient import Patient
from cairn.record.services.fact_statement import state_fact
from cairn.record.services.intake import finish_intake
from cairn.record.services.patient import correct_patient


@own_page(reads="facts.read")
def index(request: PageRequest, patient: Patient) -> HttpResponse:
    """Every section with how far it is, and the measures that wait."""
    states = section_states(current_statements(patient.pk))
    episode = current_episode(patient)
    context = {
        "sections": states,
        "measures": [_measure(each) for each in own_measures(patient, now().date())],
        "finished": episode is not None and intake_finished(episode),
        "open": [state for state in states if not state.is_whole],
    }
    return render(request, "portal/intake.html", context)


def _measure(own: OwnMeasure) -> dict[str, object]:
    title = own.instrument.title.in_language(Language(language()))
    return {"pk": own.response.pk, "title": title, "started_at": own.response.started_at}


@own_page()
def finish(request: PageRequest, patient: Patient) -> HttpResponse:
    """The person says that the questions are answered, as far as they want to."""
    episode = current_episode(patient)
    if request.method == "POST" and episode is not None:
        finish_intake(episode=episode, by=request.actor, at=now())
        messages.success(
            request, _("Thank you. Your care team can read your answers now; you can still change them.")
        )
    return redirect("portal:home")


@own_page(reads="facts.read")
def section(request: PageRequest, patient: Patient, section: str) -> HttpResponse:
    """One section. Each answer that changed becomes a statement; an answer another device gave meanwhile is kept."""
    if section not in sections():
        raise Http404
    if section == ABOUT_YOU:
        return _about_you(request, patient)
    facts = questions(section)
    statements = current_statements(patient.pk)
    if request.method == "POST" and "confirm" in request.POST:
        return _confirm(request, patient, section, statements)
    form = SectionForm(facts, request.POST or None, initial=_initial(facts, statements))
    if request.method == "POST":
        _save(request, patient, form, statements)
        statements = current_statements(patient.pk)
        if request.htmx:
            status = 422 if form.errors else 200
            return render(
                request, "portal/intake_seen.html", {"seen": _seen(facts, statements)}, status=status
            )
        if not form.errors:
            return _go_on(section)
    context = {
        "form": form,
        "offers": offers_in([fact.id for fact in facts], statements),
        "seen": _seen(facts, statements),
        **_place(section),
    }
    return render(request, "portal/intake_section.html", context)


def _initial(facts: list[Any], statements: dict[str, FactStatement]) -> dict[str, object]:
    confirmed = {fact.id: statements.get(fact.id) for fact in facts}
    return {
        fact.id: answer(fact, row.value)
        for fact in facts
        if (row := confirmed[fact.id]) is not None and row.status == "confirmed"
    }


def _seen(facts: list[Any], statements: dict[str, FactStatement]) -> dict[str, str]:
    return {fact.id: str(statements[fact.id].pk) if fact.id in statements else "" for fact in facts}


def _save(
    request: PageRequest, patient: Patient, form: SectionForm, statements: dict[str, FactStatement]
) -> None:
    """State each answer that differs from what stands; a refusal stays beside its question."""
    form.is_valid()
    for fact in form.facts.values():
        if fact.id in form.errors or fact.id not in form.changed_data:
            continue
        if fact.id not in request.POST and fact.id not in form.initial:
            continue
        seen = request.POST.get(f"seen-{fact.id}", "")
        try:
            state_fact(
                patient=patient,
                fact=fact.id,
                value=form.stated(fact.id),
                seen=uuid.UUID(seen) if seen else None,
                by=request.actor,
                at=now(),
            )
        except ChangedMeanwhileError:
            row = statements.get(fact.id)
            stands = "" if row is None else _("It now says: %s.") % answer(fact, row.value)
            form.add_error(fact.id, _("You answered this on another device meanwhile.") + f" {stands}")
        except RefusedError as refused:
            form.add_error(fact.id, refused.words)


def _confirm(
    request: PageRequest, patient: Patient, section: str, statements: dict[str, FactStatement]
) -> HttpResponse:
    fact = request.POST["confirm"]
    row = statements.get(fact)
    if row is None or row.status != "prefilled":
        messages.info(request, _("That was answered already."))
    else:
        state_fact(patient=patient, fact=fact, value=row.value, seen=row.pk, by=request.actor, at=now())
    return redirect(reverse("portal:intake-section", args=[section]) + f"#id_{fact}")


def _place(section: str) -> dict[str, object]:
    order = list(sections())
    return {
        "section": section,
        "title": sections()[section][language()],
        "number": order.index(section) + 1,
        "total": len(order),
        "is_painful": section in {"life", "safety", "mind"},
        "back_url": reverse("portal:intake"),
    }


def _go_on(section: str) -> HttpResponse:
    following = next_section(section)
    if following is None:
        return redirect("portal:intake")
    return (
        redirect("portal:medicines")
        if following == MEDICINES
        else redirect("portal:intake-section", following)
    )


def _about_you(request: PageRequest, patient: Patient) -> HttpResponse:
    fields = ("given", "family", "preferred", "pronouns", "birth_date", "email", "phone")
    form = AboutYouForm(request.POST or None, initial={name: getattr(patient, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        try:
            if changes:
                correct_patient(patient=patient, changes=changes, by=request.actor, at=now())
        except RefusedError as refused:
            form.add_error("birth_date", refused.words)
        else:
            return _go_on(ABOUT_YOU)
    return render(request, "portal/intake_section.html", {"form": form, "seen": {}, **_place(ABOUT_YOU)})


@own_page(reads="facts.read")
def medicines(request: PageRequest, patient: Patient) -> HttpResponse:
    """Medicines one by one; a name nobody knows is asked about, never guessed."""
    statements = current_statements(patient.pk)
    row = statements.get("medicines")
    stated: dict[str, Any] = {"items": [], "complete": False}
    if row is not None and row.value:
        stated = {"items": list(row.value["items"]), "complete": row.value["complete"]}
    form = MedicineForm(request.POST if request.POST.get("do") == "add" else None)
    if request.method == "POST":
        changed = _changed_medicines(request, form, stated)
        if changed is not None:
            try:
                seen = None if row is None else row.pk
                state_fact(
                    patient=patient, fact="medicines", value=changed, seen=seen, by=request.actor, at=now()
                )
            except RefusedError as refused:
                form.add_error("last_taken" if request.POST.get("do") == "add" else None, refused.words)
            else:
                whole = request.POST.get("do") == "that-is-all"
                return redirect("portal:intake-section", MEDICINES) if whole else redirect("portal:medicines")
    context = {
        "form": form,
        "items": [{**item, "unknown": _unknown(item["name"])} for item in stated["items"]],
        "complete": stated["complete"],
        "waits": row is not None and row.status == "prefilled",
        **_place(MEDICINES),
    }
    return render(request, "portal/medicines.html", context)


def _changed_medicines(
    request: PageRequest, form: MedicineForm, stated: dict[str, Any]
) -> dict[str, Any] | None:
    items = stated["items"]
    match request.POST.get("do"):
        case "add" if form.is_valid():
            return {"items": [*items, form.stated()], "complete": False}
        case "that-is-all":
            return {"items": items, "complete": True}
        case "remove":
            index = request.POST.get("index", "")
            return {
                "items": [item for number, item in enumerate(items) if str(number) != index],
                "complete": stated["complete"],
            }
        case _:
            return None


def _unknown(name: str) -> tuple[str, ...] | None:
    """What a name that was not recognised might mean; None where it was recognised."""
    meaning = resolve(name, medicine_dictionary())
    return tuple(meaning.suggestions) if isinstance(meaning, Unresolved) else None
