"""Every address of the product."""

from typing import Any

from django.conf import settings
from django.urls import include, path

from cairn.api.handlers import also_in_fhir
from cairn.components import errors, sign_in
from cairn.config import set_up
from cairn.portal.views import inquiry

urlpatterns: list[Any] = [
    path("", sign_in.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/link/<str:token>/", sign_in.sign_in_link, name="sign-in-link"),
    path("sign-in/second-factor/", sign_in.second_factor, name="second-factor"),
    path("set-up/<str:token>/", set_up.set_up, name="set-up"),
    path("account/", include("cairn.config.account_urls")),
    path("inquiry/", inquiry.ask, name="inquiry"),
    path("inquiry/thanks/", inquiry.thanks, name="inquiry-thanks"),
    path("clinic/", include("cairn.clinic.urls")),
    path("portal/", include("cairn.portal.urls")),
    path("fhir/", include("cairn.api.urls")),
    path("", include("cairn.components.urls")),
]
if settings.CAIRN_PIECES:
    urlpatterns.append(path("pieces/", include("cairn.components.pieces_urls")))

handler400 = also_in_fhir(errors.bad_request, 400)
handler403 = also_in_fhir(errors.forbidden, 403)
handler404 = also_in_fhir(errors.not_found, 404)
handler500 = also_in_fhir(errors.server_error, 500)
