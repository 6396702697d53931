"""Addresses of notes, as tests name them."""

from django.urls import reverse

from tests.make import place_of


def new_note(edition, query=""):
    return reverse("note_new", args=[edition.statement.slug, edition.language, edition.number]) + query


def edition_page(edition):
    return reverse("edition", args=[edition.statement.slug, edition.language, edition.number])


def note_page(note, deed=""):
    return f"/annotations/{note.uuid}/{deed}"


def fields(edition, words, **others):
    """What the form sends for a note on `words`."""
    start, end = place_of(edition, words)
    given = {"start": start, "end": end, "exact": words, "body": "Whose words?", "visibility": "private"}
    return {**given, "motivation": "commenting", **others}
