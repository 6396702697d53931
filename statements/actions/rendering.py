"""Bringing stored HTML up to the present renderer."""

from __future__ import annotations

from django.db import models

from statements.actions.wording import wording_fields
from statements.models import Annotation, Reply
from statements.text import markdown

BATCH = 200


def bodies_to_render() -> bool:
    """Whether any stored HTML was made by an older renderer."""
    return any(_outdated(model).exists() for model in (Annotation, Reply))


def render_older_bodies(*, limit: int = BATCH) -> int:
    """Render up to `limit` notes and as many replies anew; returns how many. Each row is its own step: one that is
    edited meanwhile keeps its new wording. No event: nobody did anything.
    """
    return sum(_render(model, limit) for model in (Annotation, Reply))


def render_all_bodies() -> None:
    """Render every note and reply anew, whatever HTML is stored: rows that came from outside the room may hold any."""
    for model in (Annotation, Reply):
        for key, body in model._default_manager.order_by("pk").values_list("pk", "body").iterator():
            model._default_manager.filter(pk=key).update(**_rendered(body))


def _rendered(body: str) -> dict[str, object]:
    return {name: value for name, value in wording_fields(body).items() if name != "body"}


def _render(model: type[Annotation] | type[Reply], limit: int) -> int:
    rows = list(_outdated(model).order_by("pk").values_list("pk", "body", "wording")[:limit])
    for key, body, wording in rows:
        model._default_manager.filter(pk=key, wording=wording).update(**_rendered(body))
    return len(rows)


def _outdated(model: type[Annotation] | type[Reply]) -> models.QuerySet[Annotation] | models.QuerySet[Reply]:
    return model._default_manager.filter(body_html_version__lt=markdown.VERSION)
