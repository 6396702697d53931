"""The search index: which paragraphs, notes and replies hold which words.

The only module that knows which database it runs on. The rows are ordinary; what finds them is made by a migration
through `install`: on SQLite an FTS5 table over the rows, kept by triggers, on PostgreSQL two generated columns with
their indexes. Both see text that `text.tokens` has already cut and folded, so both give the same answers.

The index never decides who may see something: whoever searches filters by `visible_to`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.db.models.expressions import RawSQL

from statements.models.annotation import Annotation
from statements.models.edition import Edition
from statements.models.paragraph import Paragraph
from statements.models.reply import Reply
from statements.text import tokens
from statements.text.query import stems_of

if TYPE_CHECKING:
    from statements.text.query import Query, Term

# PostgreSQL keeps 256 places of a word in one row, and 16,383 places in all: longer texts are several parts, which
# overlap so that no phrase is cut. Words of two parts are not found together.
PART = 2_000  # words
OVERLAP = 50
LONGEST_WORD = 500  # code points; PostgreSQL refuses words of more than 2,046 bytes


class IndexEntryQuerySet(models.QuerySet["IndexEntry"]):
    def matching(self, query: Query) -> IndexEntryQuerySet:
        """Entries whose words answer the query, whoever may see them."""
        sql, params = _matching_sql(query)
        return self.filter(pk__in=RawSQL(sql, params))


class IndexEntry(models.Model):
    """The words of one paragraph, note or reply (or of a part of a very long one), as the engines are to see them."""

    paragraph = models.ForeignKey(Paragraph, null=True, on_delete=models.CASCADE, related_name="index_entries")
    edition = models.ForeignKey(Edition, null=True, on_delete=models.CASCADE, related_name="index_entries")
    annotation = models.ForeignKey(Annotation, null=True, on_delete=models.CASCADE, related_name="index_entries")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="index_entries")
    part = models.PositiveIntegerField(default=0)
    words = models.TextField()
    stems = models.TextField()

    objects = IndexEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paragraph__isnull=False, edition__isnull=False, annotation__isnull=True)
                | models.Q(paragraph__isnull=True, edition__isnull=True, annotation__isnull=False),
                name="index_entry_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["paragraph", "part"],
                condition=models.Q(paragraph__isnull=False),
                name="index_entry_once_per_paragraph",
            ),
            models.UniqueConstraint(
                fields=["annotation", "part"],
                condition=models.Q(annotation__isnull=False, reply__isnull=True),
                name="index_entry_once_per_note",
            ),
            models.UniqueConstraint(
                fields=["reply", "part"], condition=models.Q(reply__isnull=False), name="index_entry_once_per_reply"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph_id or ''}/{self.annotation_id or ''}/{self.reply_id or ''}/{self.part}"


# Writing. Each function makes the index agree with the thing as it is now; doing it twice changes nothing.


@transaction.atomic
def index_edition(edition_id: int) -> int:
    """Write the entries of an edition, or take them out when it is withdrawn or gone. Returns how many there are."""
    edition = Edition.objects.select_for_update().filter(pk=edition_id).first()
    IndexEntry.objects.filter(edition_id=edition_id).delete()
    if edition is None or not edition.is_published:
        return 0
    paragraphs = edition.paragraphs.order_by("order").values_list("pk", "text")
    return len(IndexEntry.objects.bulk_create(edition_entries(edition, paragraphs), batch_size=500))


@transaction.atomic
def index_annotation(annotation_id: int) -> int:
    """Write the entries of a note and its replies, or take them out when it is deleted. Returns how many there are."""
    annotation = Annotation.objects.select_for_update().filter(pk=annotation_id).first()
    IndexEntry.objects.filter(annotation_id=annotation_id).delete()
    if annotation is None or annotation.deleted_at is not None:
        return 0
    bodies = [(None, annotation.body), *annotation.replies.alive().order_by("pk").values_list("pk", "body")]
    return len(IndexEntry.objects.bulk_create(annotation_entries(annotation, bodies), batch_size=500))


def edition_entries(edition: Edition, paragraphs: Iterable[tuple[int, str]]) -> list[IndexEntry]:
    """The entries, not stored yet, of an edition's paragraphs: pairs of key and text."""
    return [
        IndexEntry(edition=edition, paragraph_id=key, part=part, words=words, stems=stems)
        for key, text in paragraphs
        for part, words, stems in _parts(text, edition.language)
    ]


def annotation_entries(annotation: Annotation, bodies: Iterable[tuple[int | None, str]]) -> list[IndexEntry]:
    """The entries, not stored yet, of a note: pairs of a reply's key (None for the note itself) and its body."""
    return [
        IndexEntry(annotation=annotation, reply_id=reply, part=part, words=words, stems=stems)
        for reply, body in bodies
        for part, words, stems in _parts(body, "")
    ]


def _parts(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """Number, words and stems of each part of a text; nothing for a text without a letter or figure."""
    here = tokens.words(text)
    for part, begin in enumerate(range(0, max(len(here) - OVERLAP, 1), PART - OVERLAP)):
        cut = here[begin : begin + PART]
        if cut:
            stems = dict.fromkeys(stems_of(text, cut, language))
            yield part, _joined(token.text for token in cut), _joined(stems)


def _joined(words: Iterable[str]) -> str:
    return " ".join(word[:LONGEST_WORD] for word in words)


# The engines.

_TABLE = "statements_indexentry"
_FTS = "statements_index_fts"

_SQLITE_INSTALL = (
    f"CREATE VIRTUAL TABLE {_FTS} USING fts5(words, stems, content='{_TABLE}', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    f"CREATE TRIGGER {_FTS}_insert AFTER INSERT ON {_TABLE} BEGIN"
    f" INSERT INTO {_FTS}(rowid, words, stems) VALUES (new.id, new.words, new.stems); END",
    f"CREATE TRIGGER {_FTS}_delete AFTER DELETE ON {_TABLE} BEGIN"
    f" INSERT INTO {_FTS}({_FTS}, rowid, words, stems) VALUES ('delete', old.id, old.words, old.stems); END",
    f"CREATE TRIGGER {_FTS}_update AFTER UPDATE OF words, stems ON {_TABLE} BEGIN"
    f" INSERT INTO {_FTS}({_FTS}, rowid, words, stems) VALUES ('delete', old.id, old.words, old.stems);"
    f" INSERT INTO {_FTS}(rowid, words, stems) VALUES (new.id, new.words, new.stems); END",
    f"INSERT INTO {_FTS}({_FTS}) VALUES ('rebuild')",
)
_SQLITE_REMOVE = (
    *(f"DROP TRIGGER IF EXISTS {_FTS}_{moment}" for moment in ("insert", "delete", "update")),
    f"DROP TABLE IF EXISTS {_FTS}",
)
# Not to_tsvector: its parser cuts again, and takes ² and ① out of words. A generated column wants one function.
_POSTGRES_INSTALL = (
    f"CREATE FUNCTION {_FTS}_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$"
    " SELECT coalesce(string_agg('''' || word || ''':' || place, ' '), '')::tsvector"
    " FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS cut(word, place) WHERE word <> '' $$",
    *(
        statement
        for column in ("words", "stems")
        for statement in (
            f"ALTER TABLE {_TABLE} ADD COLUMN {column}_vector tsvector"
            f" GENERATED ALWAYS AS ({_FTS}_vector({column})) STORED",
            f"CREATE INDEX {_TABLE}_{column} ON {_TABLE} USING gin ({column}_vector)",
        )
    ),
)
_POSTGRES_REMOVE = (
    *(f"ALTER TABLE {_TABLE} DROP COLUMN IF EXISTS {column}_vector" for column in ("words", "stems")),
    f"DROP FUNCTION IF EXISTS {_FTS}_vector",
)


def install(schema_editor: Any) -> None:
    """Make what this database finds words with. SQLite drops the triggers with the table when a later migration
    alters IndexEntry: such a migration calls `remove` before and `install` after.
    """
    _run(schema_editor, _SQLITE_INSTALL if _is_sqlite(schema_editor.connection) else _POSTGRES_INSTALL)


def remove(schema_editor: Any) -> None:
    """Undo `install`; the rows stay."""
    _run(schema_editor, _SQLITE_REMOVE if _is_sqlite(schema_editor.connection) else _POSTGRES_REMOVE)


def _run(schema_editor: Any, statements: Iterable[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement)


def _is_sqlite(database: Any) -> bool:
    return bool(database.vendor == "sqlite")


def _matching_sql(query: Query) -> tuple[str, list[str]]:
    """A SELECT of the keys of the entries that answer the query, and its parameters."""
    if _is_sqlite(connection):
        return f"SELECT rowid FROM {_FTS} WHERE {_FTS} MATCH %s", [_fts5(query)]
    condition, params = _postgres(query)
    return f"SELECT id FROM {_TABLE} WHERE {condition}", params


def _fts5(query: Query) -> str:
    groups = ("(" + " OR ".join(map(_fts5_term, group)) + ")" for group in query.required)
    wanted = "(" + " AND ".join(groups) + ")"
    if not query.excluded:
        return wanted
    return wanted + " NOT (" + " OR ".join(map(_fts5_term, query.excluded)) + ")"


def _fts5_term(term: Term) -> str:
    phrase = 'words : "' + " ".join(term.words) + '"' + (" *" if term.prefix else "")
    if not term.stems:
        return phrase
    return "(" + " OR ".join([phrase, *(f'stems : "{stem}"' for stem in term.stems)]) + ")"


def _postgres(query: Query) -> tuple[str, list[str]]:
    params: list[str] = []
    parts = ["(" + " OR ".join(_postgres_term(term, params) for term in group) + ")" for group in query.required]
    parts += [f"NOT {_postgres_term(term, params)}" for term in query.excluded]
    return " AND ".join(parts), params


def _postgres_term(term: Term, params: list[str]) -> str:
    # Cast, not to_tsquery: the words are cut already and must not be cut again.
    params.append(" <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else ""))
    condition = "words_vector @@ %s::tsquery"
    if term.stems:
        params.append(" | ".join(f"'{stem}'" for stem in term.stems))
        condition += " OR stems_vector @@ %s::tsquery"
    return f"({condition})"
