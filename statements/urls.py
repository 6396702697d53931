"""Every address of the room (DESIGN, section 6), in groups per noun. Names, not paths, are used everywhere else."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, register_converter

from statements.views.converters import LanguageTagConverter

register_converter(LanguageTagConverter, "lang")


def coming(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


library = [
    path("", coming, name="library"),
]

# /statements/
reading = [
    path("statements/<slug:slug>/", coming, name="statement"),
    path("statements/<slug:slug>/history/", coming, name="statement_history"),
    path("statements/<slug:slug>/provenance/", coming, name="statement_provenance"),
    path("statements/<slug:slug>/references/", coming, name="statement_references"),
    path("statements/<slug:slug>/print/", coming, name="statement_print"),
    path("statements/<slug:slug>/news/", coming, name="statement_news"),
    path("statements/<slug:slug>/<lang:language>/", coming, name="statement_language"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/", coming, name="edition"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/cite/", coming, name="edition_cite"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/withdraw/", coming, name="edition_withdraw"),
]

# Notes of an edition, and one note at /annotations/
annotations = [
    path("statements/<slug:slug>/<lang:language>/<int:number>/notes/", coming, name="edition_notes"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/notes/new/", coming, name="note_new"),
    path("notes/preview/", coming, name="note_preview"),
    path("drafts/", coming, name="draft"),
    path("annotations/<uuid:uuid>/", coming, name="annotation"),
    path("annotations/<uuid:uuid>/edit/", coming, name="annotation_edit"),
    path("annotations/<uuid:uuid>/delete/", coming, name="annotation_delete"),
    path("annotations/<uuid:uuid>/restore/", coming, name="annotation_restore"),
    path("annotations/<uuid:uuid>/reply/", coming, name="annotation_reply"),
    path("annotations/<uuid:uuid>/resolve/", coming, name="annotation_resolve"),
    path("annotations/<uuid:uuid>/history/", coming, name="annotation_history"),
    path("replies/<uuid:uuid>/edit/", coming, name="reply_edit"),
    path("replies/<uuid:uuid>/delete/", coming, name="reply_delete"),
    path("replies/<uuid:uuid>/restore/", coming, name="reply_restore"),
    path("notebook/", coming, name="notebook"),
]

themes = [
    path("themes/", coming, name="theme_list"),
    path("themes/suggest/", coming, name="theme_suggest"),
    path("themes/<str:slug>/", coming, name="theme"),
]

search = [
    path("search/", coming, name="search"),
]

# The upload desk
uploads = [
    path("uploads/", coming, name="uploads"),
    path("uploads/new/", coming, name="upload_new"),
    path("uploads/<int:pk>/", coming, name="upload"),
    path("uploads/<int:pk>/preview/", coming, name="upload_preview"),
    path("uploads/<int:pk>/correct/", coming, name="upload_correct"),
    path("uploads/<int:pk>/about/", coming, name="upload_about"),
    path("uploads/<int:pk>/publish/", coming, name="upload_publish"),
    path("uploads/<int:pk>/original/", coming, name="upload_original"),
]

people = [
    path("accounts/demo/", coming, name="demo_sign_in"),
    path("account/", coming, name="account"),
    path("teams/", coming, name="team_list"),
    path("teams/<slug:slug>/", coming, name="team"),
    path("invitations/new/", coming, name="invitation_new"),
    path("invitations/<str:token>/", coming, name="invitation"),
    path("help/", coming, name="help"),
]

operations = [
    path("healthz", coming, name="healthz"),
]

urlpatterns = [
    *library,
    *reading,
    *annotations,
    *themes,
    *search,
    *uploads,
    *people,
    *operations,
]
