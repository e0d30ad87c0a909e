"""Addresses of the care team's pages."""

from django.urls import path

from cairn.clinic.views import account, safety_flag, today

app_name = "clinic"
urlpatterns = [
    path("", today.show, name="today"),
    path("flags/", safety_flag.waiting, name="flags"),
    path("accounts/", account.index, name="accounts"),
    path("accounts/<uuid:account_id>/", account.show, name="account"),
    path("accounts/<uuid:account_id>/change/", account.change, name="account-change"),
]
