"""The floor: one file of Django that does the least honest work for the requests Cairn is measured by.

It does: the same server, database engine and number of people; a session and an active account read from the database
for every request; CSRF on every write; the same rows read and shown through a plain template; every write in one
transaction with its audit row, and an audit row for every page about people; the form's fields checked; the answers to a
measure checked, summed, kept, and kept once; people with the same e-mail, birth date or
family name looked at before another is registered; a bundle parsed, checked for its
one patient, kept whole, and kept once.

It does not: roles, care teams or whose record one may open (beyond being signed in, and owning the measure one answers);
encryption; a second factor; lock-out; security headers beyond Django's usual ones; languages, themes or time zones;
menus, flags, tabs, a stated path, doubts and origins in words; versions of answers; safety flags; comparing names and
numbers by likeness; understanding what a bundle says.

It is served as floor:application, with FLOOR_DATABASE set to what fill_floor.py has filled.
"""

# ruff: noqa: D101, D103, E501, RUF012, S106, TID251, ARG001 -- one file, as plain as one would write it in an afternoon

import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import django
import environ
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

DATABASE = environ.Env().db("FLOOR_DATABASE", default="sqlite://:memory:")
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["CONN_MAX_AGE"] = None
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
    }
else:
    DATABASE["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 10}}

BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{% block title %}{% endblock %}</title></head>
<body><header><a href="/">Floor</a> <span>{{ request.user.first_name }}</span></header><main>{% block content %}{% endblock %}</main></body></html>"""
SEARCH = """{% extends "base.html" %}{% block title %}People{% endblock %}{% block content %}<form><input name="q" value="{{ words }}"></form>
<table><tr><th>Name</th><th>Born</th><th>Stage</th><th>Cared for by</th></tr>{% for p in rows %}<tr>
<td><a href="/people/{{ p.pk }}/">{{ p.family }}, {{ p.given }}</a></td><td>{{ p.born|date:"j M Y" }}</td>
<td>{% for e in p.episodes.all %}{{ e.stage }}{% endfor %}</td><td>{% for t in p.team.all %}{{ t.member.first_name }}{% endfor %}</td></tr>{% endfor %}</table>{% endblock %}"""
PERSON = """{% extends "base.html" %}{% block title %}{{ p.given }} {{ p.family }}{% endblock %}{% block content %}
<h1>{{ p.given }} {{ p.family }}</h1><p>{{ p.born|date:"j M Y" }} {{ p.email }} {{ p.phone }}</p>
{% for e in episodes %}<p>{{ e.stage }} since {{ e.opened|date:"j M Y" }}</p>{% endfor %}
{% if meeting %}<p>Next: {{ meeting.kind }} {{ meeting.start|date:"j M Y H:i" }}</p>{% endif %}
<ul>{% for t in team %}<li>{{ t.member.first_name }}</li>{% endfor %}</ul>
{% for i in inquiries %}<blockquote>{{ i.brings }}</blockquote><p>{{ i.received|date:"j M Y H:i" }}</p>{% endfor %}
<table>{% for f in facts %}<tr><td>{{ f.fact }}</td><td>{{ f.value }}</td><td>{{ f.status }}</td><td>{{ f.origin.sender }}: {{ f.origin.words }}, {{ f.origin.on }}</td></tr>{% endfor %}</table>
{% endblock %}"""
FORM = """{% extends "base.html" %}{% block title %}Form{% endblock %}{% block content %}<form method="post">{% csrf_token %}{{ form }}<button>Save</button></form>{% endblock %}"""
TEMPLATES = {"base.html": BASE, "search.html": SEARCH, "person.html": PERSON, "form.html": FORM}

if not settings.configured:
    settings.configure(
        SECRET_KEY="floor-for-measuring-only", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
        DATABASES={"default": DATABASE}, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": ["django.template.context_processors.request"],
                "loaders": [("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", TEMPLATES)])],
            },
        }],
        DATA_UPLOAD_MAX_MEMORY_SIZE=25 * 1024 * 1024, LOGIN_URL="/sign-in/",
    )  # fmt: skip
    django.setup()

from django import forms  # noqa: E402 -- after set-up
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

LABEL = "floor"
"""Rows belong to no installed application: one file can be none. Tables are made from them directly."""


class Someone(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="+")
    family = models.CharField(max_length=120)
    given = models.CharField(max_length=120)
    preferred = models.CharField(max_length=120, default="")
    pronouns = models.CharField(max_length=40, default="")
    born = models.DateField(null=True)
    gender = models.CharField(max_length=10, default="unknown")
    email = models.EmailField(default="")
    phone = models.CharField(max_length=40, default="")
    language = models.CharField(max_length=8, default="en")
    search = models.CharField(max_length=400)

    class Meta:
        app_label = LABEL
        indexes = [
            models.Index(fields=["family", "given"], name="by_name"),
            models.Index(fields=["email"], name="by_email"),
        ]


class Episode(models.Model):
    person = models.ForeignKey(Someone, on_delete=models.PROTECT, related_name="episodes")
    stage = models.CharField(max_length=24)
    opened = models.DateTimeField()

    class Meta:
        app_label = LABEL


class Team(models.Model):
    person = models.ForeignKey(Someone, on_delete=models.PROTECT, related_name="team")
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = LABEL


class Meeting(models.Model):
    person = models.ForeignKey(Someone, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    start = models.DateTimeField()

    class Meta:
        app_label = LABEL


class Inquiry(models.Model):
    person = models.ForeignKey(Someone, on_delete=models.PROTECT, related_name="+")
    brings = models.TextField()
    received = models.DateTimeField()

    class Meta:
        app_label = LABEL


class Fact(models.Model):
    person = models.ForeignKey(Someone, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    status = models.CharField(max_length=20)
    origin = models.JSONField()
    current = models.BooleanField()

    class Meta:
        app_label = LABEL


class Measure(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Someone, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    status = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        app_label = LABEL


class Score(models.Model):
    measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="+")
    value = models.IntegerField()

    class Meta:
        app_label = LABEL


class Document(models.Model):
    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = LABEL


class Audit(models.Model):
    at = models.DateTimeField()
    action = models.CharField(max_length=48)
    account = models.IntegerField()
    name = models.CharField(max_length=120)
    person = models.UUIDField(null=True, db_index=True)

    class Meta:
        app_label = LABEL


ROWS = (Someone, Episode, Team, Meeting, Inquiry, Fact, Measure, Score, Document, Audit)


class PersonForm(forms.Form):
    given = forms.CharField(max_length=120)
    family = forms.CharField(max_length=120)
    preferred = forms.CharField(max_length=120, required=False)
    pronouns = forms.CharField(max_length=40, required=False)
    birth_date = forms.DateField(required=False)
    gender = forms.ChoiceField(
        choices=[(c, c) for c in ("unknown", "female", "male", "other")], required=False
    )
    email = forms.EmailField(required=False)
    phone = forms.CharField(max_length=40, required=False)
    language = forms.ChoiceField(choices=[("en", "English"), ("es", "Spanish")], required=False)


class MeasureForm(forms.Form):
    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        for item in range(1, 10):
            self.fields[f"item-{item}"] = forms.TypedChoiceField(
                choices=[(n, n) for n in range(4)], coerce=int
            )


def note(request: HttpRequest, action: str, person: uuid.UUID | None = None) -> None:
    Audit.objects.create(
        at=datetime.now(tz=UTC),
        action=action,
        account=request.user.pk,
        name=request.user.first_name,
        person=person,
    )


@login_required
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    found = Someone.objects.filter(*(models.Q(search__contains=f" {word}") for word in words.lower().split()))
    rows = found.order_by("family", "given", "pk").prefetch_related("episodes", "team__member")[:20]
    response = render(request, "search.html", {"words": words, "rows": rows})
    note(request, "people.search")
    return response


@login_required
def person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    someone = Someone.objects.filter(pk=pk).first()
    if someone is None:
        raise Http404
    context = {
        "p": someone,
        "episodes": someone.episodes.order_by("-opened"),
        "meeting": Meeting.objects.filter(person=someone).order_by("-start").first(),
        "team": someone.team.select_related("member"),
        "inquiries": Inquiry.objects.filter(person=someone).order_by("-received"),
        "facts": Fact.objects.filter(person=someone, current=True).order_by("fact"),
    }
    response = render(request, "person.html", context)
    note(request, "person.read", pk)
    return response


@login_required
def register(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "form.html", {"form": form}, status=422 if form.is_bound else 200)
    told = dict(form.cleaned_data)
    with transaction.atomic():
        told["born"] = told.pop("birth_date")
        near = models.Q(email__iexact=told["email"]) | models.Q(born=told["born"])
        near |= models.Q(search__contains=f" {told['family'].lower()}")
        known = Someone.objects.filter(near).order_by("family", "given", "pk")[:120]
        if any(
            (told["email"].lower() == email.lower())
            + (told["born"] == born)
            + (told["family"].lower() == family.lower())
            > 1
            for family, email, born in known.values_list("family", "email", "born")
        ):
            return render(request, "form.html", {"form": form}, status=422)
        someone = Someone.objects.create(**told, search=f" {told['given']} {told['family']}".lower())
        note(request, "person.register", someone.pk)
    return HttpResponseRedirect(f"/people/{someone.pk}/")


@login_required
def measure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    form = MeasureForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "form.html", {"form": form}, status=422 if form.is_bound else 200)
    given = {name.removeprefix("item-"): value for name, value in form.cleaned_data.items()}
    with transaction.atomic():
        row = Measure.objects.filter(pk=pk, person__account=request.user).first()
        if row is None:
            raise Http404
        changed = Measure.objects.filter(pk=pk, status="open").update(
            answers=given, status="completed", at=datetime.now(tz=UTC)
        )
        if changed:
            Score.objects.create(measure=row, value=sum(given.values()))
            note(request, "measure.complete", row.person_id)
    return HttpResponseRedirect("/")


@login_required
def referrals(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "form.html", {"form": ""})
    raw = request.FILES["document"].read()
    entries = json.loads(raw)["entry"]
    if sum(entry["resource"]["resourceType"] == "Patient" for entry in entries) != 1:
        return HttpResponse("Not one patient.", status=422)
    sha256 = hashlib.sha256(raw).hexdigest()
    with transaction.atomic():
        if not Document.objects.filter(sha256=sha256).exists():
            Document.objects.create(sha256=sha256, text=raw.decode(), at=datetime.now(tz=UTC))
            note(request, "referral.receive")
    return HttpResponseRedirect("/")


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Floor")


urlpatterns = [
    path("", home),
    path("people/", search),
    path("people/new/", register),
    path("people/<uuid:pk>/", person),
    path("measures/<uuid:pk>/", measure),
    path("referrals/", referrals),
]


from a2wsgi import WSGIMiddleware  # noqa: E402 -- after set-up
from django.core.wsgi import get_wsgi_application  # noqa: E402

application = WSGIMiddleware(get_wsgi_application(), workers=8)
