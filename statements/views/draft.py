"""What is being typed, kept by the page's script while it is typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from statements.actions.draft import DraftTooLarge, DraftUnreadable, drop_draft, keep_draft
from statements.models import Draft
from statements.views.responses import for_deed, signed_in

# Without its uuid: a draft that outlived its note would make the next note on these words look like the first one.
NOT_KEPT = {"csrfmiddlewaretoken", "key", "drop", "draft", "next", "uuid", "writer"}


@for_deed("keep_account")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """GET `?key=` gives one's own draft as `{"content": {…}, "kept": time}` or 404. POST a form with `key` keeps its
    other fields; with `drop=1` the draft is forgotten (and `next=1` leads to the notebook). 413 when there is more than
    a note can hold.
    """
    key = (request.GET if request.method != "POST" else request.POST).get("key", "")
    if request.method != "POST":
        kept = Draft.objects.filter(user=signed_in(request), key=key).first()
        if kept is None:
            return JsonResponse({"problem": _("No draft is kept under this key.")}, status=404)
        return _answer({"content": kept.content, "kept": kept.updated_at.isoformat()})
    if request.POST.get("drop"):
        drop_draft(by=signed_in(request), key=key)
        if request.POST.get("next"):
            return HttpResponseRedirect(reverse("notebook"), status=303)
        return _answer({"kept": None})
    content = {name: str(value) for name, value in request.POST.items() if name not in NOT_KEPT}
    try:
        kept = keep_draft(by=signed_in(request), key=key, content=content)
    except DraftTooLarge:
        return JsonResponse(
            {"problem": _("This is more than a note can hold; it is kept in your browser only.")}, status=413
        )
    except DraftUnreadable:
        said = _("An invisible character (NUL) is in it, which the room cannot keep; it is kept in your browser only.")
        return JsonResponse({"problem": said}, status=422)
    return _answer({"kept": kept.updated_at.isoformat()})


def _answer(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(content, headers={"Cache-Control": "no-store"})
