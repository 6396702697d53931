"""What someone writes about a passage: size and shape, and where the passage is."""

from __future__ import annotations

import re
import uuid as uuids
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from statements import permissions
from statements.actions.annotation import Passage
from statements.models import Annotation, Edition, Team
from statements.queries.audience import people_in
from statements.queries.edition import find_edition
from statements.queries.places import NoSuchPlace, place_at, place_between, text_of
from statements.text.markdown import MAX_LENGTH
from statements.text.selectors import locate
from statements.vocabulary import Motivation, Relation, Visibility

QUOTE_LENGTH = 5_000
CHOICES = 20  # places offered when a quote stands in several
THEME_BORDERS = re.compile(r"[,;\n\u060c\u3001\uff0c\uff1b]")
PASSAGE_LINK = re.compile(r"^/statements/(?P<slug>[^/]+)/(?:(?P<language>[a-z0-9-]+)/)?(?:(?P<number>\d{1,6})/)?$")
MOTIVATIONS = (Motivation.COMMENTING, Motivation.QUESTIONING, Motivation.DESCRIBING)


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One of several places where a quote stands: its value in the form, its address, and the words around it."""

    value: str
    address: str
    before: str
    words: str
    after: str


class BodyField(forms.CharField):
    """Browsers send each line end as two characters; counted and kept as one."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class WordsForm(forms.Form):
    """Whatever has a body: the words, and the number of the wording the writer began from."""

    body = BodyField(
        label=gettext_lazy("Note"),
        required=False,
        strip=True,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 5, "data-behaviour": "grow"}),
        error_messages={
            "max_length": gettext_lazy(
                "This has %(show_value)d characters; a note can hold %(limit_value)d. What you typed is kept."
            )
        },
    )
    wording = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def focus_first_problem(self) -> None:
        """Let the page open in the first field that needs another look."""
        for name in self.fields:
            if name in self.errors and not self.fields[name].widget.is_hidden:
                self.fields[name].widget.attrs["autofocus"] = True
                return


class NoteForm(WordsForm):
    """A new note, or (with `annotation`) new words for one. Validates to `passages`, `team` and `theme_names`."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    exact = forms.CharField(required=False, strip=False, max_length=1_000_000, widget=forms.HiddenInput)
    at = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    quote = forms.CharField(
        label=gettext_lazy("Only these words of it"),
        required=False,
        max_length=QUOTE_LENGTH,
        help_text=gettext_lazy("Paste or type words of the text; leave empty for all of it."),
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 2}),
    )
    place = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    motivation = forms.ChoiceField(
        label=gettext_lazy("Kind of note"),
        required=False,
        choices=Motivation.choices(),
        widget=forms.RadioSelect,
    )
    themes = forms.CharField(
        label=gettext_lazy("Themes"),
        required=False,
        max_length=1_000,
        help_text=gettext_lazy("Parted by commas, in any script; the first one is drawn."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "data-behaviour": "themes"}),
    )
    second = forms.CharField(
        label=gettext_lazy("Second passage"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("An address of this text (5.4s2), or the link of a passage of another one."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    second_quote = forms.CharField(
        label=gettext_lazy("Its words"),
        required=False,
        max_length=QUOTE_LENGTH,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Beside the first it is"),
        required=False,
        choices=[("", "–"), *Relation.choices()],
        widget=forms.Select(attrs={"class": "select"}),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Seen by"), widget=forms.RadioSelect)
    team = forms.ModelChoiceField(
        label=gettext_lazy("Team"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=None,
        to_field_name="slug",
        widget=forms.Select(attrs={"class": "select"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        user: Any,
        edition: Edition | None,
        annotation: Annotation | None = None,
        **given: Any,
    ) -> None:
        self.user = user
        self.edition = edition
        self.annotation = annotation
        self.passages: list[Passage] = []
        self.places: list[PlaceChoice] = []
        self._team_of_note = annotation.team if annotation else None
        self.teams = list(Team.objects.filter(memberships__user=user)) if user.team_roles else []
        self.writes_for = [team for team in self.teams if permissions.can(user, "write_for_team", team)]
        super().__init__(data, **given)
        self.fields["visibility"].choices = self._audiences()
        self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in self.teams])
        if len(self.writes_for) < 2:
            self.fields["team"].widget = forms.HiddenInput()
        if annotation:
            for name in ("start", "end", "exact", "at", "quote", "place", "second", "second_quote", "uuid"):
                del self.fields[name]
        if annotation and not annotation.relation:
            del self.fields["relation"]
        if self.writes_for:
            self.initial.setdefault("team", self.writes_for[0].slug)
        self.initial.setdefault("visibility", Visibility.TEAM if self.writes_for else Visibility.PRIVATE)
        self.initial.setdefault("motivation", Motivation.COMMENTING)
        self.initial.setdefault("uuid", uuids.uuid4())
        if not self.is_bound:
            self.fields["body"].widget.attrs["autofocus"] = True

    @property
    def may_add_second(self) -> bool:
        return "second" in self.fields

    def _audiences(self) -> list[tuple[str, str]]:
        """Who will see it, in words and numbers."""
        choices = [(str(Visibility.PRIVATE), _("Only you"))]
        writes_for = self.writes_for or [team for team in self.teams if team == self._team_of_note]
        if writes_for:
            here, room = people_in(writes_for)
            if len(writes_for) == 1:
                name = writes_for[0].name
                said = ngettext("{team}, {n} person", "{team}, {n} people", here).format(team=name, n=here)
            else:
                said = _("The team chosen below")
            choices.append((str(Visibility.TEAM), said))
            choices.append((str(Visibility.ROOM), room))
        elif self.is_bound:
            # Refused with 403 by the view, not as a value nobody knows.
            choices += [(str(Visibility.TEAM), _("Your team")), (str(Visibility.ROOM), _("Everyone in the room"))]
        return choices

    @property
    def kinds(self) -> list[tuple[str, Any, bool]]:
        """The kinds of note one may choose: value, name, chosen now."""
        now = self["motivation"].value() or Motivation.COMMENTING
        return [(str(word), word.label, word == now) for word in MOTIVATIONS]

    def clean_motivation(self) -> str:
        return self.cleaned_data["motivation"] or str(Motivation.COMMENTING)

    def clean_themes(self) -> list[str]:
        """Names in the order typed, each once. Adds nothing to the codebook; the action does."""
        names = (" ".join(name.split()) for name in THEME_BORDERS.split(self.cleaned_data["themes"]))
        found = list(dict.fromkeys(name for name in names if name))
        if long := next((name for name in found if len(name) > 100), ""):
            raise forms.ValidationError(_("“%(name)s…” is too long for a theme."), params={"name": long[:30]})
        if len(found) > 20:
            raise forms.ValidationError(_("A note can have twenty themes; this has %(n)d."), params={"n": len(found)})
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.edition is not None and self.annotation is None:
            self._clean_passages(data)
        if data.get("visibility") != Visibility.PRIVATE and not data.get("team") and len(self.writes_for) == 1:
            data["team"] = self.writes_for[0]
        if data.get("visibility") == Visibility.PRIVATE:
            data["team"] = None
        elif "visibility" in data and not data.get("team") and self.writes_for:
            self.add_error("team", _("Choose the team this note belongs to."))
        if not self.errors and self._says_nothing(data):
            self.add_error("body", _("Write something, or give it a theme; or press “Only highlight”."))
        return data

    def _says_nothing(self, data: dict[str, Any]) -> bool:
        return not (
            data.get("body")
            or data.get("themes")
            or data.get("relation")
            or len(self.passages) > 1
            or data["motivation"] == Motivation.HIGHLIGHTING
        )

    def _clean_passages(self, data: dict[str, Any]) -> None:
        try:
            first = self._first_passage(data)
        except _NotThere as problem:
            self.add_error("quote", str(problem))
            return
        self.passages = [first]
        if data.get("second"):
            try:
                self.passages.append(self._second_passage(data["second"], data.get("second_quote", "")))
            except _NotThere as problem:
                self.add_error("second", str(problem))
        elif data.get("second_quote"):
            self.add_error("second", _("Say where these words stand."))

    def _first_passage(self, data: dict[str, Any]) -> Passage:
        edition = self.edition
        assert edition is not None
        if data.get("quote"):
            return self._quoted(edition, data["quote"], data.get("at", ""), chosen=data.get("place", ""))
        start, end = data.get("start"), data.get("end")
        if start is not None and end is not None:
            return Passage(start, end, data.get("exact") or None)
        if data.get("at"):
            place = _place(edition, data["at"])
            return Passage(place.start, place.end)
        return Passage()

    def _second_passage(self, where: str, quote: str) -> Passage:
        edition, at = self._meant(where.strip())
        if quote:
            return self._quoted(edition, quote, at, chosen="")._replace(edition=edition)
        if not at:
            raise _NotThere(_("This leads to a whole statement; add the words, or take the link of a paragraph."))
        place = _place(edition, at)
        return Passage(place.start, place.end, edition=edition)

    def _meant(self, where: str) -> tuple[Edition, str]:
        """The edition and the address that a link, or an address of this text, means."""
        assert self.edition is not None
        parts = urlsplit(where)
        if "/" not in parts.path:
            return self.edition, (parts.fragment or parts.path).removeprefix("p")
        named = PASSAGE_LINK.match(unquote(parts.path))
        if not named:
            raise _NotThere(_("This is no link to a statement of this room."))
        try:
            edition = find_edition(self.user, named["slug"], named["language"] or "", int(named["number"] or 0) or None)
        except Edition.DoesNotExist as missing:
            raise _NotThere(_("No statement of this room stands at this link.")) from missing
        return edition, unquote(parts.fragment).removeprefix("p")

    def _quoted(self, edition: Edition, quote: str, at: str, *, chosen: str) -> Passage:
        """The one place where a quote stands, inside the paragraph or sentence `at` if it is there at all."""
        text = text_of(edition)
        spans = locate(text, quote)
        if at:
            place = _place(edition, at)
            spans = [span for span in spans if place.start <= span[0] and span[1] <= place.end] or spans
        if chosen:
            spans = [span for span in spans if f"{span[0]}-{span[1]}" == chosen] or spans
        if not spans:
            raise _NotThere(_("These words do not stand in the text. They are kept here; copy them once more."))
        if len(spans) > 1:
            self.places = [_choice(edition, text, start, end) for start, end in spans[:CHOICES]]
            self.fields["place"].widget = forms.HiddenInput()
            raise _NotThere(_("These words stand in several places. Choose one below, or add a word."))
        start, end = spans[0]
        return Passage(start, end, text[start:end])


class _NotThere(Exception):
    """A sentence for the field."""


def _place(edition: Edition, at: str) -> Any:
    try:
        return place_at(edition, at)
    except NoSuchPlace as missing:
        raise _NotThere(_("The text has no paragraph or sentence “{at}”.").format(at=at)) from missing


def _choice(edition: Edition, text: str, start: int, end: int) -> PlaceChoice:
    place = place_between(edition, start, end)
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    around = [" ".join(words.split()) for words in (before, text[start:end], after)]
    return PlaceChoice(f"{start}-{end}", place.address, *around)
