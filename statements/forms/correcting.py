"""Correcting a published text: a new wording handed in, why it takes the place of the old one, where a note stands."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from statements.actions.upload import too_large_sentence
from statements.forms.passage import PlaceChoice
from statements.models import Target
from statements.text.normalise import normalise

REASON_LENGTH = 2_000
DEEDS = ("confirm", "second", "choose", "leave")
TAKE_BACK = "back"


class NewWordingForm(forms.Form):
    """A file or pasted text that is to take the place of the current edition."""

    file = forms.FileField(
        label=gettext_lazy("A file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "input"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Or the whole text, pasted"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 10, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, words = cast(UploadedFile | None, cleaned.get("file")), cleaned.get("words", "")
        if self.errors:
            return cleaned
        if (file is None) == (not words.strip()):
            raise ValidationError(_("Choose a file or paste the text: one of them. Nothing was stored."))
        size = (file.size or 0) if file else len(words.encode())
        limit = settings.UPLOAD_LIMIT if file else settings.PASTE_LIMIT
        if size > limit:
            raise ValidationError(too_large_sentence(limit), code="too-large")
        return cleaned

    @property
    def data_and_name(self) -> tuple[bytes, str]:
        """The bytes handed in and the name of the file; no name for pasted text, which is kept as UTF-8."""
        file = cast(UploadedFile | None, self.cleaned_data["file"])
        if file is None:
            return self.cleaned_data["words"].replace("\r\n", "\n").encode(), ""
        return file.read(), file.name or ""


class RewordForm(forms.Form):
    """The text of an edition to be changed word by word; blank lines part its paragraphs."""

    text = forms.CharField(
        label=gettext_lazy("The text, a blank line between paragraphs"),
        required=False,
        strip=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Change words, take paragraphs out, put new ones in. Numbers and bullets stay beside it."
        ),
    )

    @property
    def texts(self) -> list[str]:
        """Its paragraphs, NFC, without the white space around them."""
        text = normalise(self.cleaned_data["text"].replace("\r\n", "\n"))
        return [part.strip() for part in re.split(r"\n[ \t]*\n\s*", text) if part.strip()]


class ReasonForm(forms.Form):
    """Why there is a new edition, and which dry run was looked at. `sure` is asked where almost nothing fits."""

    reason = forms.CharField(
        label=gettext_lazy("What was corrected, and why"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
        help_text=gettext_lazy(
            "Readers of the new edition are told these words, for example “corrected a date in 5.4”."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=120)
    sure = forms.BooleanField(label=gettext_lazy("It is the same statement all the same"), required=False)

    def __init__(self, *args: Any, doubtful: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if doubtful:
            self.fields["sure"].required = True
        else:
            del self.fields["sure"]


class PlaceForm(forms.Form):
    """What is decided about a passage of a note: confirm the proposal, take the second-best, choose, leave behind."""

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    passage = forms.IntegerField(min_value=1, max_value=99)
    seen = forms.CharField(max_length=80)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    exact = forms.CharField(required=False, strip=False, max_length=1_000_000, widget=forms.HiddenInput)
    quote = forms.CharField(
        label=gettext_lazy("Its words in the new text"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 2}),
        help_text=gettext_lazy("Select them below, or copy them here."),
    )
    at = forms.CharField(
        label=gettext_lazy("In paragraph"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text=gettext_lazy("Its address, such as 5.4; needed only where the words stand more than once."),
    )
    place = forms.CharField(required=False, max_length=30)
    back = forms.CharField(required=False, max_length=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places: list[PlaceChoice] = []

    @classmethod
    def for_target(cls, target: Target, *, seen: str, back: str = "") -> PlaceForm:
        return cls(initial={"passage": target.passage, "seen": seen, "back": back})


class DecisionForm(PlaceForm):
    """What is decided about a passage before the corrected text is published; it can be taken back until then."""

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in (*DEEDS, TAKE_BACK)])

    @classmethod
    def for_passage(cls, passage: int, seen: str) -> DecisionForm:
        return cls(initial={"passage": passage, "seen": seen})
