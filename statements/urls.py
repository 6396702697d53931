"""Every address of the room (DESIGN, section 6), in groups per noun. Names, not paths, are used everywhere else."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from statements.views import (
    account,
    alignment,
    annotation,
    batch,
    carried,
    comparison,
    correcting,
    deciding,
    desk,
    desk_step,
    draft,
    edition,
    edition_notes,
    help,
    invitation,
    library,
    near_same,
    notebook,
    operations,
    reading,
    reply,
    search,
    team,
    theme,
    thread,
    upload,
)
from statements.views.converters import LanguageTagConverter

register_converter(LanguageTagConverter, "lang")

library_pages = [
    path("", library.library, name="library"),
    path("pairs/", library.party_pairs, name="party_pairs"),
]

# /statements/
reading_pages = [
    path("statements/<slug:slug>/", reading.statement, name="statement"),
    path("statements/<slug:slug>/history/", reading.history, name="statement_history"),
    path("statements/<slug:slug>/provenance/", reading.provenance, name="statement_provenance"),
    path("statements/<slug:slug>/references/", reading.references, name="statement_references"),
    path("statements/<slug:slug>/print/", reading.print_page, name="statement_print"),
    path("statements/<slug:slug>/news/", reading.news, name="statement_news"),
    path("statements/<slug:slug>/<lang:language>/", reading.statement, name="statement_language"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/", reading.statement, name="edition"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/cite/", reading.citation, name="edition_cite"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/withdraw/", edition.withdraw, name="edition_withdraw"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/correct/", correcting.correct, name="edition_correct"),
    path("statements/<slug:slug>/<lang:language>/<int:number>/return/", correcting.bring_back, name="edition_return"),
    path(
        "statements/<slug:slug>/<lang:language>/<int:number>/alignment/<int:later>/",
        alignment.edition_alignment,
        name="edition_alignment",
    ),
    path("statements/<slug:slug>/<lang:language>/<int:number>/carried/", carried.carried, name="edition_carried"),
]

# Notes of an edition, and one note at /annotations/
annotations_pages = [
    path(
        "statements/<slug:slug>/<lang:language>/<int:number>/notes/", edition_notes.edition_notes, name="edition_notes"
    ),
    path("statements/<slug:slug>/<lang:language>/<int:number>/notes/new/", annotation.note_new, name="note_new"),
    path("notes/preview/", edition_notes.note_preview, name="note_preview"),
    path("drafts/", draft.draft, name="draft"),
    path("annotations/<uuid:uuid>/", thread.annotation, name="annotation"),
    path("annotations/<uuid:uuid>/edit/", annotation.annotation_edit, name="annotation_edit"),
    path("annotations/<uuid:uuid>/delete/", thread.annotation_delete, name="annotation_delete"),
    path("annotations/<uuid:uuid>/restore/", thread.annotation_restore, name="annotation_restore"),
    path("annotations/<uuid:uuid>/reply/", reply.annotation_reply, name="annotation_reply"),
    path("annotations/<uuid:uuid>/resolve/", thread.annotation_resolve, name="annotation_resolve"),
    path("annotations/<uuid:uuid>/place/", carried.annotation_place, name="annotation_place"),
    path("annotations/<uuid:uuid>/history/", thread.annotation_history, name="annotation_history"),
    path("replies/<uuid:uuid>/edit/", reply.reply_edit, name="reply_edit"),
    path("replies/<uuid:uuid>/delete/", reply.reply_delete, name="reply_delete"),
    path("replies/<uuid:uuid>/restore/", reply.reply_restore, name="reply_restore"),
    path("notebook/", notebook.notebook, name="notebook"),
    path("inbox/", carried.inbox, name="inbox"),
]

themes_pages = [
    path("themes/", theme.theme_list, name="theme_list"),
    path("themes/suggest/", theme.theme_suggest, name="theme_suggest"),
    path("themes/propose/", theme.theme_propose, name="theme_propose"),
    path("themes/<str:slug>/", theme.theme, name="theme"),
    path("themes/<str:slug>/edit/", theme.theme_edit, name="theme_edit"),
    path("themes/<str:slug>/accept/", theme.theme_accept, name="theme_accept"),
    path("themes/<str:slug>/merge/", theme.theme_merge, name="theme_merge"),
    path("themes/<str:slug>/delete/", theme.theme_delete, name="theme_delete"),
]

search_pages = [
    path("search/", search.search_page, name="search"),
    path("compare/", comparison.comparison, name="compare"),
]

# The upload desk
uploads_pages = [
    path("uploads/", upload.upload_list, name="uploads"),
    path("uploads/new/", upload.new, name="upload_new"),
    path("uploads/batches/<int:pk>/", batch.batch, name="batch"),
    path("uploads/batches/<int:pk>/stop/", batch.stop, name="batch_stop"),
    path("uploads/batches/<int:pk>/go-on/", batch.go_on, name="batch_go_on"),
    path("uploads/<int:pk>/", desk.desk, name="upload"),
    path("uploads/<int:pk>/preview/", desk.preview, name="upload_preview"),
    path("uploads/<int:pk>/correct/", desk_step.take_step, name="upload_correct"),
    path("uploads/<int:pk>/here/", desk_step.here, name="upload_here"),
    path("uploads/<int:pk>/about/", desk.about, name="upload_about"),
    path("uploads/<int:pk>/publish/", desk.publish, name="upload_publish"),
    path("uploads/<int:pk>/dry-run/", correcting.dry_run, name="upload_dry_run"),
    path("uploads/<int:pk>/dry-run/<uuid:uuid>/", deciding.upload_place, name="upload_place"),
    path("uploads/<int:pk>/original/", upload.original, name="upload_original"),
    path("uploads/<int:pk>/near-same/", near_same.upload_near_same, name="upload_near_same"),
]

# Sign-in under allauth's names, so that its own code finds them; whatever else allauth offers does not exist here.
sign_in = [
    path("accounts/login/", account.sign_in, name="account_login"),
    path("accounts/logout/", account.sign_out, name="account_logout"),
    path("accounts/inactive/", account.inactive, name="account_inactive"),
    path("accounts/demo/", account.demo_sign_in, name="demo_sign_in"),
    path("accounts/password/change/", account.change_password, name="account_change_password"),
    path("accounts/password/reset/key/done/", account.password_is_set, name="account_reset_password_from_key_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.set_password_by_link,
        name="account_reset_password_from_key",
    ),
    path("accounts/password/reset/", account.forgotten_password, name="account_reset_password"),
    path("accounts/password/reset/done/", account.forgotten_password_sent, name="account_reset_password_done"),
]

people_pages = [
    path("account/", account.account, name="account"),
    path("teams/", team.team_list, name="team_list"),
    path("teams/<slug:slug>/", team.team, name="team"),
    path("teams/<slug:slug>/add/", team.team_add, name="team_add"),
    path("teams/<slug:slug>/members/<int:pk>/", team.member_change, name="member_change"),
    path("teams/<slug:slug>/members/<int:pk>/remove/", team.member_remove, name="member_remove"),
    path("invitations/new/", invitation.invitation_new, name="invitation_new"),
    path("invitations/<int:pk>/withdraw/", invitation.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
    path("help/", help.help_page, name="help"),
]

operations_pages = [
    path("healthz", operations.healthz, name="healthz"),
    path("robots.txt", operations.robots, name="robots"),
]

urlpatterns = [
    *library_pages,
    *reading_pages,
    *annotations_pages,
    *themes_pages,
    *search_pages,
    *uploads_pages,
    *sign_in,
    *people_pages,
    *operations_pages,
]
