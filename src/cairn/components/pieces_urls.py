"""The page of all pieces, mounted at /pieces/ only where the product is built or tested."""

from django.urls import path

from cairn.components.pieces import all_pieces

urlpatterns = [path("", all_pieces, name="pieces")]
