"""Rows of the database as JSON, one object a line, the same on every engine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.sql import InsertQuery

BATCH = 500
PLAIN = (str, int, float, bool, type(None))
# What a room makes again by itself: sessions, tasks, the search index, who is at a desk, Django's own lists of models
# and permissions.
LEFT_OUT = frozenset(
    {
        *("sessions.Session", "account.EmailConfirmation", "django_tasks_database.DBTaskResult"),
        *("contenttypes.ContentType", "auth.Permission", "auth.Group", "auth.Group_permissions"),
        *("statements.IndexEntry", "statements.Presence"),
    }
)

Model = type[models.Model]


class BadRow(Exception):
    """A line that is no row of its model; says which in words."""


def kept_models() -> list[Model]:
    """Every model whose rows belong to the room, by label. A new model is kept unless LEFT_OUT names it."""
    every = apps.get_models(include_auto_created=True)
    kept = [model for model in every if model._meta.label not in LEFT_OUT and model._meta.managed]
    return sorted(kept, key=lambda model: model._meta.label)


def dump(model: Model) -> Iterator[str]:
    """The rows of a model in the order of their keys."""
    fields = _fields(model)
    for row in model._base_manager.order_by("pk").iterator(chunk_size=BATCH):
        values = {field.attname: _plain(field, row) for field in fields}
        yield json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def load(model: Model, lines: Iterable[str]) -> int:
    """Insert rows as `dump` wrote them, keys and times unchanged; returns how many. Raises BadRow."""
    fields = _fields(model)
    by_name = {field.attname: field for field in fields}
    rows = (_row(model, by_name, line) for line in lines)
    count = 0
    while batch := list(islice(rows, min(BATCH, connection.ops.bulk_batch_size(fields, range(BATCH))))):
        # `raw`: bulk_create would put today's date into every column that keeps the time of a change.
        query = InsertQuery(model)
        query.insert_values(fields, batch, raw=True)
        query.get_compiler(connection=connection).execute_sql()
        count += len(batch)
    return count


def reset_sequences(kept: Iterable[Model]) -> None:
    """Let new rows be numbered after the loaded ones, where the engine does not see to that itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept)):
            cursor.execute(statement)


def _fields(model: Model) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def _names_a_model(field: models.Field[Any, Any]) -> bool:
    return field.remote_field is not None and field.remote_field.model is ContentType


def _plain(field: models.Field[Any, Any], row: models.Model) -> Any:
    value = getattr(row, field.attname)
    if value is not None and _names_a_model(field):
        # Their numbers differ between databases.
        return ".".join(ContentType.objects.get_for_id(value).natural_key())
    if isinstance(field, models.JSONField) or type(value) in PLAIN:
        return value
    if isinstance(value, str):
        return str(value)  # a word of vocabulary.py
    return field.value_to_string(row)


def _row(model: Model, fields: dict[str, models.Field[Any, Any]], line: str) -> models.Model:
    try:
        values = json.loads(line)
        unknown = set(values) - set(fields)
        if unknown:
            raise BadRow(f"{model._meta.label} has no column {', '.join(sorted(unknown))}")
        return model(**{name: _python(fields[name], value) for name, value in values.items()})
    except (ValueError, TypeError, AttributeError, LookupError, FieldDoesNotExist, ValidationError) as error:
        raise BadRow(f"a line of {model._meta.label} is no row of it") from error


def _python(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if _names_a_model(field):
        return ContentType.objects.get_by_natural_key(*value.split(".")).pk
    return getattr(field, "target_field", field).to_python(value)
