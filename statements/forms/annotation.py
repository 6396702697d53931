"""What someone writes about a passage: size and shape, and where the passage is."""

from __future__ import annotations

import re
import uuid as uuids
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from statements import permissions
from statements.actions.passage import Passage
from statements.forms.passage import NotThere, PlaceChoice, first_passage, second_passage
from statements.models import Annotation, Edition, Team
from statements.queries.audience import people_in
from statements.text.markdown import MAX_LENGTH
from statements.vocabulary import Motivation, Relation, Visibility

QUOTE_LENGTH = 5_000
THEME_BORDERS = re.compile(r"[,;\n\u060c\u3001\uff0c\uff1b]")
MOTIVATIONS = (Motivation.COMMENTING, Motivation.QUESTIONING, Motivation.DESCRIBING)


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
    began = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
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
        help_text=gettext_lazy(
            "Parted by commas, in any script; the first one is drawn. A new name is proposed to everyone signed in."
        ),
        widget=forms.TextInput(attrs={"class": "input", "data-behaviour": "themes"}),
    )
    second = forms.CharField(
        label=gettext_lazy("Second passage"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("An address of this text (5.4s2), or the link of a passage of another one."),
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    second_quote = forms.CharField(
        label=gettext_lazy("Its words"),
        required=False,
        max_length=QUOTE_LENGTH,
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Beside the first it is"),
        required=False,
        choices=[("", "–"), *Relation.choices()],
        widget=forms.Select(attrs={"class": "select"}),
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Seen by"), choices=Visibility.choices())
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False, widget=forms.Select(attrs={"class": "select"}))

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
        self.teams = [membership.team for membership in user.joined]
        self.writes_for = [team for team in self.teams if permissions.can(user, "write_for_team", team)]
        super().__init__(data, **given)
        choice_of_team = self.fields["team"]
        assert isinstance(choice_of_team, forms.ChoiceField)
        choice_of_team.choices = [(team.slug, team.name) for team in self.teams]
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

    @property
    def audiences(self) -> list[tuple[str, str, bool]]:
        """Who will see it: value, words and numbers, chosen now. Counted only when the form is drawn."""
        now = self["visibility"].value()
        choices = [(str(Visibility.PRIVATE), _("Only you"))]
        if self.writes_for:
            here, room = people_in(self.writes_for)
            said = ngettext("{team}, {n} person", "{team}, {n} people", here)
            one = said.format(team=self.writes_for[0].name, n=here)
            choices.append((str(Visibility.TEAM), one if len(self.writes_for) == 1 else _("The team chosen below")))
            choices.append((str(Visibility.ROOM), room))
        return [(value, words, value == now) for value, words in choices]

    @property
    def kinds(self) -> list[tuple[str, Any, bool]]:
        """The kinds of note one may choose: value, name, chosen now."""
        now = self["motivation"].value() or Motivation.COMMENTING
        return [(str(word), word.label, word == now) for word in MOTIVATIONS]

    def clean_team(self) -> Team | None:
        return next((team for team in self.teams if team.slug == self.cleaned_data["team"]), None)

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
        assert self.edition is not None
        try:
            self.passages = [first_passage(self.edition, data)]
        except NotThere as problem:
            self.places = problem.places
            self.add_error("quote", str(problem))
            return
        if data.get("second"):
            quote = data.get("second_quote", "")
            try:
                self.passages.append(second_passage(self.user, self.edition, data["second"], quote))
            except NotThere as problem:
                self.add_error("second", str(problem))
        elif data.get("second_quote"):
            self.add_error("second", _("Say where these words stand."))
