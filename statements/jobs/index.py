"""Tasks that keep what is derived in step with what was written. Each can run twice, or late, without harm."""

from __future__ import annotations

from django_tasks import task

from statements.actions.rendering import bodies_to_render, render_older_bodies
from statements.models import index


@task()
def index_edition(edition_id: int) -> int:
    """Make the index agree with an edition; returns the number of its entries."""
    return index.index_edition(edition_id)


@task()
def index_annotation(annotation_id: int) -> int:
    """Make the index agree with a note and its replies; returns the number of their entries."""
    return index.index_annotation(annotation_id)


@task()
def render_bodies() -> int:
    """Render one batch of bodies that an older renderer rendered, and see to the next one; returns how many."""
    rendered = render_older_bodies()
    if rendered and bodies_to_render():
        render_bodies.enqueue()
    return rendered
