"""Addresses of the pages for the person in care."""

from django.urls import path

from cairn.portal.views import home, intake, intention, measure, paper, record, roadmap

app_name = "portal"
urlpatterns = [
    path("", home.show, name="home"),
    path("help/", home.reach, name="help"),
    path("questions/", intake.index, name="intake"),
    path("questions/finish/", intake.finish, name="intake-finish"),
    path("questions/medicines/list/", intake.medicines, name="medicines"),
    path("questions/<slug:section>/", intake.section, name="intake-section"),
    path("measures/<uuid:response_id>/", measure.show, name="measure"),
    path("consents/", paper.index, name="consents"),
    path("consents/<slug:code>/", paper.show, name="consent"),
    path("consents/<uuid:consent_id>/withdraw/", paper.withdraw, name="consent-withdraw"),
    path("intention/", intention.show, name="intention"),
    path("path/", roadmap.show, name="roadmap"),
    path("path/agree/", roadmap.agree, name="roadmap-agree"),
    path("path/print/", roadmap.pdf, name="roadmap-pdf"),
    path("path/calendar/", roadmap.calendar_address, name="calendar-address"),
    path("calendar/<str:token>.ics", roadmap.calendar, name="calendar"),
    path("record/", record.show, name="record"),
    path("record/export/", record.export, name="record-export"),
]
