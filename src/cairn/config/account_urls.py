"""Sign-in, sign-out and proving again, by django-allauth. Nobody signs up or resets a password by mail here.

Who cannot come in any more asks an administrator for a one-time link.
"""

from typing import Any

from allauth.account import views
from django.urls import include, path

urlpatterns: list[Any] = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
