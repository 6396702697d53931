"""What comes to the upload desk: a text, what is known about it, and the reasons for publishing and withdrawing."""

from __future__ import annotations

import re
import uuid
from itertools import zip_longest
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from statements.actions.about import About, Digested, PartyName
from statements.actions.batch import TooMuchAtOnce, refuse_too_much
from statements.actions.upload import too_large_sentence
from statements.ingest.readers.archive import MEGABYTE, MOST_FILES
from statements.models import Statement
from statements.text.languages import is_tag
from statements.vocabulary import Profile, StatementKind, TranslationKind

# What browsers offer first; the importer goes by content.
ACCEPTED = ".zip,.docx,.docm,.dotx,.pdf,.odt,.ott,.epub,.html,.htm,.xhtml,.md,.markdown,.txt,text/plain,text/html"
SIGNATORY = ("name", "office", "party")
_PARTY = re.compile(r"(?P<name>[^;()]+?)\s*(?:\((?P<iso>[A-Za-z]{3})\))?")


class DateField(forms.DateField):
    """A day, as browsers send it from their own field."""

    widget = forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d")


class FilesInput(forms.FileInput):
    """A browser's field for one or more files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; its value is their list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        return [super(FilesField, self).clean(one, initial) for one in data or []]


def limits_sentence() -> str:
    """What the room takes, said before anything is sent."""
    return _(
        "Word (DOCX), PDF with its text, OpenDocument (ODT), EPUB, a web page as the browser saves it, Markdown or "
        "plain text; or a ZIP of any of these. "
        "At most {one} MB for one text; at most {files} files and {all} MB at once."
    ).format(one=settings.UPLOAD_LIMIT // MEGABYTE, files=MOST_FILES, all=settings.BATCH_LIMIT // MEGABYTE)


class HandInForm(forms.Form):
    """Files or pasted text, and what the person knows of where they come from. `key` will be that of the batch, where
    there are several: a form sent twice makes one.
    """

    file = FilesField(
        label=gettext_lazy("A file, or several"),
        required=False,
        allow_empty_file=True,  # the action refuses an empty one, with the same sentence as an empty field
        widget=FilesInput(attrs={"class": "input", "accept": ACCEPTED}),
        help_text=lazy(limits_sentence, str)(),
    )
    words = forms.CharField(
        label=gettext_lazy("Or the text itself, pasted"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 12, "spellcheck": "false"}),
        error_messages={
            "null_characters_not_allowed": gettext_lazy(
                "The text holds NUL characters, as programs and pictures do. Nothing was stored; "
                "copy the words alone and paste them again."
            )
        },
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address it was taken from"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "input", "placeholder": "https://"}),
        help_text=gettext_lazy("Kept as provenance; the room never opens it."),
    )
    retrieved_on = DateField(label=gettext_lazy("Taken from there on"), required=False)
    profile = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        required=False,
        choices=[("", gettext_lazy("Let the importer find out")), *Profile.choices()],
        widget=forms.Select(attrs={"class": "select"}),
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Of several texts, publish at once those that lack nothing"),
        required=False,
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_file(self) -> list[UploadedFile]:
        files = cast("list[UploadedFile]", self.cleaned_data["file"])
        try:
            refuse_too_much(sum(file.size or 0 for file in files))
        except TooMuchAtOnce as refused:
            raise ValidationError(str(refused), code="too-large") from refused
        if len(files) == 1 and (files[0].size or 0) > settings.UPLOAD_LIMIT and not _is_zip(files[0]):
            raise ValidationError(too_large_sentence(settings.UPLOAD_LIMIT), code="too-large")
        return files

    def clean_words(self) -> str:
        words = cast(str, self.cleaned_data["words"])
        if len(words.encode()) > settings.PASTE_LIMIT:
            raise ValidationError(too_large_sentence(settings.PASTE_LIMIT), code="too-large")
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        files, words = cleaned.get("file"), cleaned.get("words", "").strip()
        if files and words:
            raise ValidationError(_("A file and a pasted text: hand in one of them. Nothing was stored."), code="two")
        if not files and not words:
            raise ValidationError(_("Choose a file or paste a text. Nothing was stored."), code="nothing")
        return cleaned

    @property
    def is_too_large(self) -> bool:
        return any(self.has_error(name, "too-large") for name in ("file", "words"))

    @property
    def handed_in(self) -> list[UploadedFile]:
        return cast("list[UploadedFile]", self.cleaned_data["file"])

    @property
    def data_and_name(self) -> tuple[bytes, str]:
        """The bytes handed in and the name of the one file; no name for pasted text, which is kept as UTF-8."""
        if not self.handed_in:
            return self.cleaned_data["words"].replace("\r\n", "\n").encode(), ""
        file = self.handed_in[0]
        file.seek(0)
        return file.read(), file.name or ""


def _is_zip(file: UploadedFile) -> bool:
    file.seek(0)
    return bool(file.read(4) == b"PK\x03\x04")


class AboutForm(forms.Form):
    """Everything `About` holds, for people. `seen` names the state the page showed: nobody overwrites what they did
    not see.
    """

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2, "data-key": "i"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=StatementKind.choices())
    digest_of_title = forms.CharField(label=gettext_lazy("Digest of"), max_length=500, required=False)
    digest_of_date = DateField(label=gettext_lazy("Of the day"), required=False)
    digest_of_url = forms.URLField(
        label=gettext_lazy("Its address"), max_length=500, required=False, assume_scheme="https"
    )
    parties = forms.CharField(
        label=gettext_lazy("Parties, in the order of the title"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Parted by semicolons; ISO code in brackets where it is a state: China (CHN)."),
    )
    date_signed = DateField(label=gettext_lazy("Signed"), required=False)
    date_published = DateField(label=gettext_lazy("Published"), required=False)
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    language = forms.CharField(
        label=gettext_lazy("Language"), max_length=35, help_text=gettext_lazy("A language tag: en, zh, ru, en-x-mfa.")
    )
    translation_kind = forms.ChoiceField(
        label=gettext_lazy("Translation"),
        required=False,
        choices=[("", gettext_lazy("Not stated")), *TranslationKind.choices()],
    )
    signatories = forms.CharField(
        label=gettext_lazy("Signatures, one a line"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Name; office; party. Where one is unknown it stays empty: A. Bell; ; FRA."),
    )
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=200)
    based_on = forms.CharField(label=gettext_lazy("Based on"), required=False, max_length=200)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the original"), required=False, max_length=1000, assume_scheme="https"
    )
    retrieved_on = DateField(label=gettext_lazy("Retrieved"), required=False)
    topics = forms.CharField(
        label=gettext_lazy("Topics"), required=False, max_length=1000, help_text=gettext_lazy("Parted by commas.")
    )
    self_name = forms.CharField(label=gettext_lazy("Calls its parties"), required=False, max_length=200)
    rights_note = forms.CharField(
        label=gettext_lazy("Rights"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    members_only = forms.BooleanField(label=gettext_lazy("Only for people signed in"), required=False)
    statement = forms.CharField(
        label=gettext_lazy("Edition of a statement held here"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Its address, the part after /statements/. Empty: this is a new statement."),
        widget=forms.TextInput(attrs={"list": "statements-that-fit"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput):
                field.widget.attrs.setdefault("class", "select" if isinstance(field.widget, forms.Select) else "input")

    @classmethod
    def filled(cls, about: About, *, signatories: list[dict[str, Any]], **columns: Any) -> dict[str, Any]:
        """Initial values for a form: those of `about`, of the draft's signatories, and of the upload's own columns."""
        plain: dict[str, Any] = {name: value for name, value in about.items() if name in cls.base_fields}
        digested = about["digest_of"]
        return {
            **plain,
            **columns,
            "parties": "; ".join(_party_words(party) for party in about["parties"]),
            "signatories": "\n".join(map(_signatory_words, signatories)),
            "topics": ", ".join(about["topics"]),
            "digest_of_title": digested["title"],
            "digest_of_date": digested["date"],
            "digest_of_url": digested["url"],
        }

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_language(self) -> str:
        tag = str(self.cleaned_data["language"]).lower().strip()
        if not is_tag(tag):
            raise ValidationError(
                _("“%(tag)s” is no language tag. Write two or three letters, such as en, zh, ru or ar."),
                params={"tag": tag},
            )
        return tag

    def clean_parties(self) -> list[PartyName]:
        parties = []
        for words in filter(None, (part.strip() for part in self.cleaned_data["parties"].split(";"))):
            found = _PARTY.fullmatch(words)
            if found is None or len(found["name"]) > 160:
                raise ValidationError(
                    _("“%(words)s” is no party as this field takes it. Write: China (CHN); Russian Federation (RUS)."),
                    params={"words": words},
                )
            parties.append(PartyName(name=found["name"].strip(), iso=(found["iso"] or "").upper()))
        return parties

    def clean_signatories(self) -> list[dict[str, str | None]]:
        """Rows of name, office and party as the draft keeps them: None where nothing is said."""
        rows = []
        for line in filter(str.strip, self.cleaned_data["signatories"].splitlines()):
            parts = [" ".join(part.split()) or None for part in line.split(";")]
            if len(parts) > len(SIGNATORY) or max(len(part or "") for part in parts) > 200:
                raise ValidationError(
                    _("“%(line)s” is no signature as this field takes it. Write: name; office; party."),
                    params={"line": line.strip()},
                )
            rows.append(dict(zip_longest(SIGNATORY, parts)))
        return rows

    def clean_topics(self) -> list[str]:
        names = [" ".join(name.split()) for name in re.split(r"[,，、;；]", self.cleaned_data["topics"])]
        once: dict[str, str] = {}
        for name in filter(None, names):
            once.setdefault(name.casefold(), name[:100])
        return list(once.values())

    def clean_statement(self) -> str:
        slug = str(self.cleaned_data["statement"]).strip().strip("/").rpartition("/")[2]
        if slug and not Statement.objects.filter(slug=slug).exists():
            raise ValidationError(_("No statement is held at this address. Leave it empty for a new one."))
        return slug

    @property
    def about(self) -> About:
        given = self.cleaned_data
        names = ("title", "kind", "place", "language", "publisher", "based_on", "translation_kind", "rights_note")
        plain = {name: given[name] for name in (*names, "members_only", "self_name", "statement", "parties", "topics")}
        days = {name: _iso(given[name]) for name in ("date_signed", "date_published")}
        digested = Digested(
            title=given["digest_of_title"], date=_iso(given["digest_of_date"]), url=given["digest_of_url"]
        )
        return cast(About, {**plain, **days, "digest_of": digested})


class PublishForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Note of the editor"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2, "data-key": "n"}),
        help_text=gettext_lazy("Stands on the page of provenance, for all readers."),
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
        help_text=gettext_lazy("Readers who follow a link to this edition are told these words."),
    )


def _party_words(party: PartyName) -> str:
    return f"{party['name']} ({party['iso']})" if party["iso"] else party["name"]


def _signatory_words(row: dict[str, Any]) -> str:
    return "; ".join(row[name] or "" for name in SIGNATORY).rstrip("; ")


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
