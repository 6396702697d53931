"""Which paragraphs of two editions belong together, named by their addresses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from statements.models import Edition
from statements.queries.shelf import shelf_of


class TogetherForm(forms.Form):
    """Addresses of both sides, parted by spaces or commas; one side may be empty. `orders` are their paragraphs."""

    old = forms.CharField(required=False, max_length=400, widget=forms.TextInput(attrs={"class": "input"}))
    new = forms.CharField(
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text=gettext_lazy(
            "Several that stand beside each other with spaces between: “5.2 5.3”. Empty: it has no partner."
        ),
    )

    def __init__(self, *args: Any, editions: tuple[Edition, Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editions = editions
        for name, edition in zip(("old", "new"), editions, strict=True):
            self.fields[name].label = _("Paragraphs of edition {n}").format(n=edition.number)

    def clean_old(self) -> list[int]:
        return self._orders(self.editions[0], self.cleaned_data["old"])

    def clean_new(self) -> list[int]:
        return self._orders(self.editions[1], self.cleaned_data["new"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned["old"] or cleaned["new"]):
            raise ValidationError(_("Name at least one paragraph. Nothing was changed."))
        return cleaned

    def _orders(self, edition: Edition, given: str) -> list[int]:
        known = {paragraph.address: paragraph.order for paragraph in shelf_of(edition).paragraphs}
        orders = []
        for address in given.replace(",", " ").split():
            if address not in known:
                raise ValidationError(_("There is no paragraph “{at}” in this edition.").format(at=address))
            orders.append(known[address])
        return orders
