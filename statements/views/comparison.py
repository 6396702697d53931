"""Two texts side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from statements.models import Edition
from statements.queries.comparison import Named, are_comparable, compare, named
from statements.queries.comparison_choice import editions_to_choose, found_by_words, recent
from statements.queries.comparison_rows import Ignored
from statements.queries.edition import find_edition
from statements.views.responses import in_room, page

BESIDE = 12  # statements offered as links


@dataclass(slots=True)
class Asked:
    """One side as it was asked for: `given` words, what they name, and the edition if there is one to read."""

    field: str
    given: str
    named: Named | None
    edition: Edition | None

    @property
    def is_missing(self) -> bool:
        """Whether it is an address at which there is nothing; one plain word is rather a word of a title."""
        return self.named is not None and self.edition is None and not self.given.isalpha()


@in_room
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """`?a=<slug>[/<language>[/<number>]][:<address>]&b=…`, with `ignore=punctuation`, `ignore=case`, `only=changes`.
    Without two texts the form that names them.
    """
    a, b = _asked(request, "a"), _asked(request, "b")
    for side in (a, b):
        if side.edition is not None and not side.edition.is_published:
            return page(request, "reading/withdrawn.html", {"edition": side.edition}, status=410)
    if a.edition is None or b.edition is None:
        if meant := _meant(request, a, b):
            return redirect(meant)
        return _choose(request, a, b, status=404 if a.is_missing or b.is_missing else 200)
    if a.edition.pk == b.edition.pk and _address(a) == _address(b):
        return _choose(request, a, b, why="same")
    if not are_comparable(a.edition, b.edition):
        return _choose(request, a, b, why="languages")
    ignored = request.GET.getlist("ignore")
    shown = compare(
        a.edition,
        b.edition,
        at_a=_address(a),
        at_b=_address(b),
        ignored=Ignored(punctuation="punctuation" in ignored, case="case" in ignored),
        changes_only=request.GET.get("only") == "changes",
    )
    return page(
        request,
        "compare/compare.html",
        {"shown": shown, "asked_a": a, "asked_b": b, **_switches(request), **_pairing(a.edition, b.edition)},
    )


def _pairing(a: Edition, b: Edition) -> dict[str, str]:
    """Where an editor says which paragraphs of two editions of a chain belong together, and which side is the older."""
    if a.statement_id != b.statement_id or a.language != b.language or a.number == b.number:
        return {}
    old, new = sorted((a, b), key=lambda edition: edition.number)
    address = reverse("edition_alignment", args=[old.statement.slug, old.language, old.number, new.number])
    names = ("old", "new") if old is a else ("new", "old")
    return {"pairing": address, "name_a": names[0], "name_b": names[1]}


def _asked(request: HttpRequest, field: str) -> Asked:
    given = request.GET.get(field, "").strip()[:300]
    name = named(given) if given else None
    edition = None
    if name is not None:
        try:
            edition = find_edition(request.user, name.slug, name.language, name.number)
        except Edition.DoesNotExist:
            edition = None
    return Asked(field, given, name, edition)


def _meant(request: HttpRequest, a: Asked, b: Asked) -> str:
    """The address of the page that both sides mean, when what is not an address is in the title of one statement
    alone; empty otherwise.
    """
    query = request.GET.copy()
    for side in (a, b):
        if side.edition is None:
            found = [] if side.is_missing else found_by_words(request.user, side.given)
            if len(found) != 1:
                return ""
            query[side.field] = found[0].slug
    return f"{reverse('compare')}?{query.urlencode()}"


def _address(side: Asked) -> str:
    return side.named.address if side.named else ""


def _choose(request: HttpRequest, a: Asked, b: Asked, *, why: str = "", status: int = 200) -> HttpResponse:
    """The form; what was found already stays, words that name nothing are looked for in the titles."""
    first = a.edition or b.edition
    newest = recent(request.user)
    context: dict[str, Any] = {
        "asked": [a, b],
        "why": why,
        "found": {side.field: found_by_words(request.user, side.given) for side in (a, b) if side.edition is None},
        "recent": newest,
        "beside": [one for one in newest if first and one.language == first.language and one != first.statement][
            :BESIDE
        ],
        "editions": editions_to_choose(request.user, first) if first else [],
        "first": first,
    }
    return page(request, "compare/choose.html", context, status=status)


def _switches(request: HttpRequest) -> dict[str, str]:
    """The address of this page with one switch turned."""
    return {
        "turn_punctuation": _turned(request, "ignore", "punctuation"),
        "turn_case": _turned(request, "ignore", "case"),
        "turn_changes": _turned(request, "only", "changes"),
        "turn_sides": _swapped(request),
    }


def _turned(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    values = query.getlist(name)
    query.setlist(name, [one for one in values if one != value] if value in values else [*values, value])
    return f"?{query.urlencode()}"


def _swapped(request: HttpRequest) -> str:
    query = request.GET.copy()
    query["a"], query["b"] = request.GET.get("b", ""), request.GET.get("a", "")
    return f"?{query.urlencode()}"
