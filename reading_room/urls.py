"""The room's addresses: its own pages at the root, sign-in and the staff screens beside them."""

from __future__ import annotations

from django.urls import include, path

from statements.admin import staff_screens

handler403 = "statements.views.responses.refused"

urlpatterns = [
    path("", include("statements.urls")),
    path("admin/", staff_screens.urls),
]
