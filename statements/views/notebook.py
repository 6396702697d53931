"""One's own notes, wherever they stand, and what is still being typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from statements.forms.notebook import NotebookForm
from statements.queries.carried import waiting_editions
from statements.queries.notebook import open_notebook
from statements.views.responses import for_deed, page


@for_deed("keep_account")
@require_safe
def notebook(request: HttpRequest) -> HttpResponse:
    form = NotebookForm(request.GET)
    form.is_valid()
    chosen = open_notebook(request.user, page=request.GET.get("page", "1"), **form.cleaned_data)
    waiting = waiting_editions(request.user)
    return page(request, "annotations/notebook.html", {"form": form, "notebook": chosen, "waiting": waiting})
