"""Answering in a thread."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from statements import permissions
from statements.actions.draft import drop_draft
from statements.actions.reply import ThreadGone, delete_reply, edit_reply, reply, restore_reply
from statements.actions.wording import EditedMeanwhile
from statements.forms.reply import ReplyForm
from statements.models import Annotation, Draft, Reply
from statements.queries.thread import in_context
from statements.text.diff import differing_spans
from statements.text.marks import draw_found
from statements.views.found import note_or_404, reply_or_404
from statements.views.kept_words import forget_kept_words, kept_words
from statements.views.margin import done, note_address
from statements.views.responses import for_deed, page, signed_in, wants_fragment


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_reply(request: HttpRequest, uuid: str) -> HttpResponse:
    note = note_or_404(request, uuid)
    if note.deleted_at is None:
        permissions.require(request.user, "reply", note)
    key = f"reply/{note.uuid}"
    if request.method != "POST":
        if note.deleted_at:
            return page(request, "410.html", {"reason": _thread_gone()}, status=410)
        draft = Draft.objects.filter(user=signed_in(request), key=key).first()
        initial = (draft.content if draft else {}) | kept_words(request)
        return _form(request, note, ReplyForm(initial=initial))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        form.focus_first_problem()
        return _form(request, note, form, status=422)
    try:
        reply(annotation=note, by=signed_in(request), body=form.cleaned_data["body"], uuid=form.cleaned_data["uuid"])
    except ThreadGone:
        form.add_error(None, _thread_gone())
        return _form(request, note, form, status=409)
    _forget_draft(request)
    return done(request, note, said=_("Reply sent."), in_hand=True, stay=True)


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def reply_edit(request: HttpRequest, uuid: str) -> HttpResponse:
    answer = reply_or_404(request, uuid)
    permissions.require(request.user, "edit_reply", answer)
    note = answer.annotation
    if request.method != "POST":
        draft = Draft.objects.filter(user=signed_in(request), key=f"edit-reply/{answer.uuid}").first()
        initial = {"body": answer.body, "wording": answer.wording}
        initial |= (draft.content if draft else {}) | kept_words(request)
        return _form(request, note, ReplyForm(initial=initial), answer=answer)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        form.focus_first_problem()
        return _form(request, note, form, answer=answer, status=422)
    try:
        edit_reply(
            reply=answer,
            by=signed_in(request),
            wording=form.cleaned_data["wording"] or 0,
            body=form.cleaned_data["body"],
        )
    except EditedMeanwhile as meanwhile:
        form.data = {**{name: form.data[name] for name in form.data}, "wording": str(meanwhile.wording)}
        saved = draw_found(meanwhile.ours, differing_spans(meanwhile.ours, meanwhile.theirs)[0])
        return _form(request, note, form, answer=answer, saved_meanwhile=saved, status=409)
    _forget_draft(request)
    return done(request, note, said=_("Reply saved. Earlier wordings are kept."), in_hand=True, stay=True)


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def reply_delete(request: HttpRequest, uuid: str) -> HttpResponse:
    answer = reply_or_404(request, uuid)
    if answer.deleted_at is None or answer.author_id != request.user.pk:
        permissions.require(request.user, "delete_reply", answer)
    if request.method != "POST":
        return page(request, "annotations/delete_reply.html", {"answer": answer, "note": answer.annotation})
    delete_reply(reply=answer, by=signed_in(request))
    undo = f"/replies/{answer.uuid}/restore/"
    return done(request, answer.annotation, said=_("Reply deleted."), undo=undo, in_hand=True, stay=True)


@for_deed("keep_account")
@require_POST
def reply_restore(request: HttpRequest, uuid: str) -> HttpResponse:
    answer = reply_or_404(request, uuid)
    permissions.require(request.user, "restore_reply", answer)
    restore_reply(reply=answer, by=signed_in(request))
    return done(request, answer.annotation, said=_("The reply is back."), in_hand=True, stay=True)


def _form(
    request: HttpRequest,
    note: Annotation,
    form: ReplyForm,
    *,
    answer: Reply | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    address = f"/replies/{answer.uuid}/edit/" if answer else f"{note_address(note)}reply/"
    template = "annotations/_reply_form.html" if wants_fragment(request) else "annotations/reply.html"
    context |= {
        "form": form,
        "note": note,
        "answer": answer,
        "action": address,
        "draft_key": f"edit-reply/{answer.uuid}" if answer else f"reply/{note.uuid}",
        "root": f"reply-form-{answer.pk}" if answer else "reply-form",
        "passages": in_context(request.user, note),
    }
    return page(request, template, dict(context), status=status)


def _thread_gone() -> str:
    return _("This note was deleted, so there is nothing left to answer. Your words are kept here: copy them.")


def _forget_draft(request: HttpRequest) -> None:
    forget_kept_words(request)
    if key := request.POST.get("draft"):
        drop_draft(by=signed_in(request), key=key)
