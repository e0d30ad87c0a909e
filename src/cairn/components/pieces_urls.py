"""The living style pages, mounted at /pieces/ only where the product is being built or tested."""

from django.urls import path

from cairn.components import pieces_page

app_name = "pieces"
urlpatterns = [
    path("", pieces_page.clinic, name="clinic"),
    path("portal/", pieces_page.portal, name="portal"),
    path("room/", pieces_page.room, name="room"),
    path("document/", pieces_page.document, name="document"),
    path("public/", pieces_page.public, name="public"),
]
