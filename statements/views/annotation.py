"""Writing a note and rewording it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from statements import permissions
from statements.actions.annotation import annotate, audience_of, edit_annotation
from statements.actions.draft import drop_draft
from statements.actions.passage import EditionWithdrawn, NoWords, WordsDiffer
from statements.actions.theme import UnknownThemes
from statements.actions.wording import AudienceChanged, EditedMeanwhile
from statements.forms.annotation import NoteForm
from statements.models import Annotation, Draft, Edition
from statements.queries.audience import change_of_sight
from statements.queries.cards import shorten
from statements.queries.places import NoSuchPlace, Place, place_at, place_between
from statements.queries.thread import in_context
from statements.text.diff import differing_spans
from statements.text.marks import draw_found
from statements.views.found import edition_or_404, note_or_404
from statements.views.kept_words import forget_kept_words, kept_words
from statements.views.margin import done, note_address, stored
from statements.views.responses import for_deed, page, signed_in, wants_fragment
from statements.vocabulary import Visibility


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def note_new(request: HttpRequest, slug: str, language: str, number: int) -> HttpResponse:
    """`?at=5.4`, `?at=5.4s2` or `?start=&end=&exact=`; without any, a note on the whole statement."""
    edition = edition_or_404(request, slug, language, number)
    if request.method != "POST":
        if not edition.is_published:
            return page(request, "reading/withdrawn.html", {"edition": edition}, status=410)
        return _blank(request, edition)
    form = NoteForm(request.POST, user=signed_in(request), edition=edition)
    if not edition.is_published:
        return _unsaved(request, edition, form, _withdrawn_sentence(), status=409)
    permissions.require(request.user, "annotate", edition)
    if not form.is_valid():
        return _unsaved(request, edition, form)
    return _store(request, edition, form)


def _blank(request: HttpRequest, edition: Edition) -> HttpResponse:
    permissions.require(request.user, "annotate", edition)
    try:
        place = _place(request.GET, edition)
    except (NoSuchPlace, ValueError):
        at = request.GET.get("at", "")
        return page(request, "annotations/no_such_place.html", {"edition": edition, "at": at}, status=404)
    initial = _initial(request.GET, place)
    draft = _draft_of(request, _draft_key(edition, place))
    initial |= (draft.content if draft else {}) | kept_words(request)
    form = NoteForm(user=signed_in(request), edition=edition, initial=initial)
    seen = request.GET.get("exact", "")
    if place and seen and "".join(seen.split()) != "".join(place.exact.split()):
        differ = WordsDiffer(ours=place.exact, theirs=seen)
        return _form(request, edition, form, place=place, differ=differ, status=409)
    return _form(request, edition, form, place=place, draft=draft)


def _store(request: HttpRequest, edition: Edition, form: NoteForm) -> HttpResponse:
    data = form.cleaned_data
    _require_audience(request, data)
    try:
        note = annotate(
            by=signed_in(request),
            edition=edition,
            passages=form.passages,
            body=data["body"],
            motivation=data["motivation"],
            themes=data["themes"],
            visibility=data["visibility"],
            team=data["team"],
            relation=data["relation"],
            uuid=data["uuid"],
        )
    except WordsDiffer as differ:
        return _unsaved(request, edition, form, differ=differ, status=409)
    except EditionWithdrawn:
        return _unsaved(request, edition, form, _withdrawn_sentence(), status=409)
    except NoWords:
        return _unsaved(request, edition, form, _("No words stand at this place any more. Choose the passage again."))
    except UnknownThemes as unknown:
        return _unsaved(request, edition, form, _unknown_themes(unknown), field="themes")
    _forget_draft(request)
    return stored(request, note, edition)


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def annotation_edit(request: HttpRequest, uuid: str) -> HttpResponse:
    note = note_or_404(request, uuid)
    permissions.require(request.user, "edit_annotation", note)
    if request.method != "POST":
        return _filled(request, note)
    form = NoteForm(request.POST, user=signed_in(request), edition=None, annotation=note)
    if not form.is_valid():
        form.focus_first_problem()
        return _edit_form(request, note, form, status=422)
    data = form.cleaned_data
    _require_audience(request, data)
    try:
        changed = edit_annotation(
            annotation=note,
            by=signed_in(request),
            wording=data["wording"] or 0,
            body=data["body"],
            motivation=data["motivation"],
            themes=data["themes"],
            visibility=data["visibility"],
            team=data["team"],
            relation=data.get("relation", ""),
            began=data["began"],
        )
    except EditedMeanwhile as meanwhile:
        return _both_wordings(request, note, form, meanwhile)
    except AudienceChanged:
        return _other_audience(request, note, form)
    except UnknownThemes as unknown:
        form.add_error("themes", _unknown_themes(unknown))
        form.focus_first_problem()
        return _edit_form(request, note, form, status=422)
    _forget_draft(request)
    said = change_of_sight(note, changed) or _("Note saved. Earlier wordings are kept.")
    return done(request, changed, said=said, in_hand=True, stay=True)


def _filled(request: HttpRequest, note: Annotation) -> HttpResponse:
    """The form as the note stands, with what was typed and not sent yet."""
    draft = _draft_of(request, f"edit/{note.uuid}")
    initial = _as_fields(note) | (draft.content if draft else {}) | kept_words(request)
    form = NoteForm(user=signed_in(request), edition=None, annotation=note, initial=initial)
    return _edit_form(request, note, form, draft=draft)


def _place(query: Any, edition: Edition) -> Place | None:
    if query.get("at"):
        return place_at(edition, query["at"])
    if query.get("start"):
        return place_between(edition, int(query["start"]), int(query.get("end", "")))
    return None


def _initial(query: Any, place: Place | None) -> dict[str, Any]:
    """A page without a script names a place; a script names the words it saw as well."""
    named = {name: query[name] for name in ("motivation", "themes") if query.get(name)}
    if place is None:
        return named
    if query.get("at"):
        return named | {"at": query["at"]}
    return named | {"start": place.start, "end": place.end, "exact": place.exact}


def _form(request: HttpRequest, edition: Edition, form: NoteForm, *, status: int = 200, **context: Any) -> HttpResponse:
    place = context.get("place")
    template = "annotations/_form.html" if wants_fragment(request) else "annotations/new.html"
    context |= {
        "form": form,
        "edition": edition,
        "action": reverse("note_new", args=[edition.statement.slug, edition.language, edition.number]),
        "back": _text_address(edition, place),
        "draft_key": _draft_key(edition, place),
        "root": "new-note",
        "heading": _("New note"),
        "lemma": shorten(place.exact) if place else "",
        "anchor": _anchor(request),
    }
    return page(request, template, context, status=status)


def _unsaved(
    request: HttpRequest,
    edition: Edition,
    form: NoteForm,
    sentence: str = "",
    *,
    field: str | None = None,
    differ: WordsDiffer | None = None,
    status: int = 422,
) -> HttpResponse:
    """The form again, with everything that was typed and what to do next."""
    if sentence:
        form.is_valid()
        form.add_error(field, sentence)
    form.focus_first_problem()
    try:
        place = _place(request.POST, edition)
    except (NoSuchPlace, ValueError):
        place = None
    return _form(request, edition, form, place=place, differ=differ, status=status)


def _edit_form(
    request: HttpRequest, note: Annotation, form: NoteForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    template = "annotations/_form.html" if wants_fragment(request) else "annotations/edit.html"
    context |= {
        "form": form,
        "note": note,
        "passages": in_context(request.user, note),
        "action": reverse("annotation_edit", args=[note.uuid]),
        "back": note_address(note),
        "draft_key": f"edit/{note.uuid}",
        "root": f"n{note.pk}",
        "heading": _("Edit note"),
        "anchor": _anchor(request),
    }
    return page(request, template, context, status=status)


def _both_wordings(request: HttpRequest, note: Annotation, form: NoteForm, meanwhile: EditedMeanwhile) -> HttpResponse:
    """409: the second one's words stay in the field, the ones saved stand beside; sent again with the new number they
    are saved.
    """
    form.data = {**{name: form.data[name] for name in form.data}, "wording": str(meanwhile.wording)}
    saved = draw_found(meanwhile.ours, differing_spans(meanwhile.ours, meanwhile.theirs)[0])
    return _edit_form(request, note, form, saved_meanwhile=saved, status=409)


def _other_audience(request: HttpRequest, note: Annotation, form: NoteForm) -> HttpResponse:
    """409: who sees the note was changed in another window. The words stay; the audience in the form is the one now."""
    note.refresh_from_db()
    now = {name: _as_fields(note)[name] for name in ("visibility", "team", "began")}
    form.data = {**{name: form.data[name] for name in form.data}, **now}
    form.add_error(
        "visibility",
        _("Who sees this note was changed meanwhile; the choice below is the one now. Look at it and save again."),
    )
    form.focus_first_problem()
    return _edit_form(request, note, form, status=409)


def _as_fields(note: Annotation) -> dict[str, Any]:
    themes = note.themed.order_by("pk").values_list("tag__name", flat=True)
    return {
        "body": note.body,
        "motivation": note.motivation,
        "themes": ", ".join(themes),
        "visibility": note.visibility,
        "team": note.team.slug if note.team else "",
        "relation": note.relation,
        "wording": note.wording,
        "began": audience_of(note.visibility, note.team),
    }


def _require_audience(request: HttpRequest, data: dict[str, Any]) -> None:
    """Team and room notes are for those who write for the team; asked of the team chosen, whoever drew the form."""
    if data["visibility"] != Visibility.PRIVATE:
        if data["team"] is None:
            raise PermissionDenied
        permissions.require(request.user, "write_for_team", data["team"])


def _unknown_themes(unknown: UnknownThemes) -> str:
    names = ", ".join(f"“{name}”" for name in unknown.names)
    return ngettext(
        "{names} is not in the codebook, and only analysts of a team may propose a theme.",
        "{names} are not in the codebook, and only analysts of a team may propose themes.",
        len(unknown.names),
    ).format(names=names)


def _withdrawn_sentence() -> str:
    return _("This edition was withdrawn and takes no new notes. Your words are kept here: copy them.")


def _draft_key(edition: Edition, place: Place | None) -> str:
    return f"note/{edition.pk}/{place.start}-{place.end}" if place else f"note/{edition.pk}/whole"


def _draft_of(request: HttpRequest, key: str) -> Draft | None:
    return Draft.objects.filter(user=signed_in(request), key=key).first()


def _forget_draft(request: HttpRequest) -> None:
    forget_kept_words(request)
    if key := request.POST.get("draft"):
        drop_draft(by=signed_in(request), key=key)


def _anchor(request: HttpRequest) -> int:
    """Where in its row a script wants the card to stand."""
    given = request.GET.get("anchor") or request.POST.get("anchor") or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 3 else 0


def _text_address(edition: Edition, place: Place | None) -> str:
    address = reverse("edition", args=[edition.statement.slug, edition.language, edition.number])
    return f"{address}#p{place.address.partition('–')[0]}" if place else address
