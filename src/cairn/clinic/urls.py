"""Addresses of the care team's pages."""

from django.urls import path

from cairn.clinic.views import (
    account,
    administration,
    board,
    care_team,
    correction,
    encounter,
    encounter_note,
    episode,
    fit,
    inquiry,
    invitation,
    people,
    person,
    person_measures,
    referral,
    registration,
    room,
    room_close,
    safety_flag,
    stage,
    today,
    unmet,
)

app_name = "clinic"
urlpatterns = [
    path("", today.show, name="today"),
    path("people/", people.search, name="people"),
    path("people/register/", registration.register, name="person-register"),
    path("people/<uuid:patient_id>/", person.story, name="person"),
    path("people/<uuid:patient_id>/story/", person.story, name="person-story"),
    path("people/<uuid:patient_id>/measures/", person_measures.show, name="person-measures"),
    path("people/<uuid:patient_id>/measures/charts/", person_measures.charts, name="person-measures-charts"),
    path("people/<uuid:patient_id>/consents/", person.consents, name="person-consents"),
    path("people/<uuid:patient_id>/documents/", person.documents, name="person-documents"),
    path("people/<uuid:patient_id>/activity/", person.activity, name="person-activity"),
    path("people/<uuid:patient_id>/unmet/", unmet.before_next, name="person-unmet"),
    path("people/<uuid:patient_id>/correct/", correction.correct, name="person-correct"),
    path("people/<uuid:patient_id>/team/", care_team.change, name="person-team"),
    path("people/<uuid:patient_id>/team/<uuid:account_id>/leave/", care_team.leave, name="person-team-leave"),
    path("people/<uuid:patient_id>/invite/", invitation.invite, name="person-invite"),
    path("people/<uuid:patient_id>/episode/", episode.begin, name="person-episode"),
    path("people/<uuid:patient_id>/fit/", fit.show, name="fit"),
    path("people/<uuid:patient_id>/fit/begin/", fit.begin, name="fit-begin"),
    path("people/<uuid:patient_id>/fit/schedule/", fit.schedule, name="fit-schedule"),
    path(
        "people/<uuid:patient_id>/fit/<uuid:encounter_id>/decide/<str:side>/", fit.decide, name="fit-decide"
    ),
    path("people/<uuid:patient_id>/step/", stage.step, name="person-step"),
    path("people/<uuid:patient_id>/close/", stage.close, name="person-close"),
    path("people/<uuid:patient_id>/words-out/", stage.words_out, name="person-words-out"),
    path("people/<uuid:patient_id>/meetings/<uuid:encounter_id>/", encounter.show, name="meeting"),
    path(
        "people/<uuid:patient_id>/meetings/<uuid:encounter_id>/start/", encounter.start, name="meeting-start"
    ),
    path(
        "people/<uuid:patient_id>/meetings/<uuid:encounter_id>/finish/",
        encounter.finish,
        name="meeting-finish",
    ),
    path(
        "people/<uuid:patient_id>/meetings/<uuid:encounter_id>/cancel/",
        encounter.cancel,
        name="meeting-cancel",
    ),
    path("people/<uuid:patient_id>/meetings/<uuid:encounter_id>/plan/", encounter.plan, name="meeting-plan"),
    path(
        "people/<uuid:patient_id>/meetings/<uuid:encounter_id>/safety/",
        encounter.ask_safety,
        name="meeting-safety",
    ),
    path(
        "people/<uuid:patient_id>/meetings/<uuid:encounter_id>/topics/",
        encounter_note.keep_topics,
        name="meeting-topics",
    ),
    path(
        "people/<uuid:patient_id>/meetings/<uuid:encounter_id>/notes/",
        encounter_note.add,
        name="meeting-note",
    ),
    path(
        "people/<uuid:patient_id>/meetings/<uuid:encounter_id>/notes/<uuid:note_id>/",
        encounter_note.correct,
        name="meeting-correct",
    ),
    path("people/<uuid:patient_id>/days/", administration.days, name="person-days"),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/readiness/",
        administration.readiness,
        name="readiness",
    ),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/readiness/assign/",
        administration.assign,
        name="readiness-assign",
    ),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/readiness/ask-again/",
        administration.ask_again,
        name="readiness-ask-again",
    ),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/dose-plan/",
        administration.dose_plan,
        name="dose-plan",
    ),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/start/",
        administration.start,
        name="administration-start",
    ),
    path("people/<uuid:patient_id>/days/<uuid:encounter_id>/room/", room.show, name="room"),
    path("people/<uuid:patient_id>/days/<uuid:encounter_id>/room/live/", room.live, name="room-live"),
    path("people/<uuid:patient_id>/days/<uuid:encounter_id>/room/events/", room.events, name="room-events"),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/room/events/<uuid:event_id>/",
        room_close.correct,
        name="room-correct",
    ),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/release/", room_close.release, name="room-release"
    ),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/release/assess/",
        room_close.assess,
        name="room-assess",
    ),
    path(
        "people/<uuid:patient_id>/days/<uuid:encounter_id>/release/sign/", room_close.sign, name="room-sign"
    ),
    path("board/", board.show, name="board"),
    path("board/rooms/", board.rooms, name="board-rooms"),
    path("inquiries/", inquiry.listed, name="inquiries"),
    path("inquiries/telephone/", inquiry.by_telephone, name="inquiry-telephone"),
    path("inquiries/<uuid:inquiry_id>/", inquiry.one, name="inquiry"),
    path("inquiries/<uuid:inquiry_id>/contacted/", inquiry.contacted, name="inquiry-contacted"),
    path("inquiries/<uuid:inquiry_id>/register/", inquiry.register, name="inquiry-register"),
    path("inquiries/<uuid:inquiry_id>/decline/", inquiry.decline, name="inquiry-decline"),
    path("referrals/", referral.listed, name="referrals"),
    path("referrals/<uuid:referral_id>/", referral.one, name="referral"),
    path("referrals/<uuid:referral_id>/accept/", referral.accept, name="referral-accept"),
    path("referrals/<uuid:referral_id>/decline/", referral.decline, name="referral-decline"),
    path("flags/", safety_flag.waiting, name="flags"),
    path("accounts/", account.index, name="accounts"),
    path("accounts/<uuid:account_id>/", account.show, name="account"),
    path("accounts/<uuid:account_id>/change/", account.change, name="account-change"),
]
