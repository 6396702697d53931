"""An answer in a thread."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from statements.forms.annotation import WordsForm


class ReplyForm(WordsForm):
    """A new answer, or new words for one."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given)
        body = self.fields["body"]
        body.label = _("Reply")
        body.required = True
        body.error_messages["required"] = _("Write your reply first; nothing was sent.")
        body.widget.attrs["rows"] = 3
        self.initial.setdefault("uuid", uuids.uuid4())
