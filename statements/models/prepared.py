"""Queries that Django works out once and the database then answers often.

To build and compile a query of a few joins takes Django ten times as long as SQLite takes to answer it, and a reading
page asks a dozen of them. `@prepared` keeps the SQL of a queryset for the next call of the same shape.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache, wraps
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models

SHAPES = 256  # of one query; a shape is about 3 kB
PADDED_TO = 1_024  # longer lists are rare, and databases limit the number of parameters
FIRST_PLACEHOLDER = 2_000_000_000  # fits every column of whole numbers but no room's keys and positions
PLACEHOLDER_WORD = "\0placeholder "

Row = tuple[Any, ...]
Value = int | str
Argument = Hashable | list[int]
_Shape = tuple[Hashable, ...]
_Converters = dict[int, tuple[list[Callable[..., Any]], Any]]


class _Compiled:
    """SQL with the values still to be filled in: `places` are positions in `params`, in the order of the values."""

    def __init__(self, queryset: models.QuerySet[Any, Any], placeholders: Sequence[Value]) -> None:
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        self.using = queryset.db
        self.sql: str = sql
        self.params: list[Any] = list(params)
        self.places = [self.params.index(placeholder) for placeholder in placeholders]
        assert sum(map(_is_placeholder, params)) == len(self.places), "each value stands in the query once"
        self.converters: _Converters = compiler.get_converters([column for column, *_rest in compiler.select])

    def rows(self, values: Sequence[Value]) -> list[Row]:
        params = self.params.copy()
        for place, value in zip(self.places, values, strict=True):
            params[place] = value
        with connections[self.using].cursor() as cursor:
            cursor.execute(self.sql, params)
            rows: list[Row] = cursor.fetchall()
        return list(self._converted(rows)) if self.converters else rows

    def _converted(self, rows: list[Row]) -> Iterator[Row]:
        connection = connections[self.using]
        for row in rows:
            values = list(row)
            for place, (converters, column) in self.converters.items():
                for convert in converters:
                    values[place] = convert(values[place], column, connection)
            yield tuple(values)


def prepared(write: Callable[..., models.QuerySet[Any, Any]]) -> Callable[..., list[Row]]:
    """Turn a function that writes a `values_list` queryset into one that gives its rows, and works it out once.

    Arguments that are whole numbers, words or lists of numbers may differ from call to call; each must stand in the
    query exactly once, as itself. All others (a `Q` with what someone may see) are part of the shape: the query is
    worked out anew when one of them differs, so a condition can never be answered with the SQL of another. `write` must
    depend on its arguments alone, not on the time or on who asks. An empty list gives no rows.
    """

    @lru_cache(maxsize=SHAPES)
    def compile_for(shape: _Shape) -> _Compiled | None:
        arguments, placeholders = _stand_ins(shape)
        try:
            return _Compiled(write(*arguments), placeholders)
        except EmptyResultSet:
            return None

    @wraps(write)
    def rows(*arguments: Argument) -> list[Row]:
        if [] in arguments:
            return []
        shape, values = _parted(arguments)
        compiled = compile_for(shape)
        return compiled.rows(values) if compiled else []

    return rows


def _parted(arguments: Sequence[Argument]) -> tuple[_Shape, list[Value]]:
    """What the SQL depends on, and the values to fill in. In the shape `int` and `str` stand for one value, a range for
    a list as long.
    """
    shape: list[Hashable] = []
    values: list[Value] = []
    for argument in arguments:
        if isinstance(argument, list):
            padded = _padded(argument)
            shape.append(range(len(padded)))
            values += padded
        elif isinstance(argument, (int, str)) and not isinstance(argument, bool):
            shape.append(int if isinstance(argument, int) else str)
            values.append(argument)
        else:
            shape.append(argument)
    return tuple(shape), values


def _stand_ins(shape: _Shape) -> tuple[list[Any], list[Value]]:
    """Arguments to write the query with, and those of them that are placeholders, one by one."""
    numbers = count(FIRST_PLACEHOLDER)
    arguments: list[Any] = []
    placeholders: list[Value] = []
    for part in shape:
        if isinstance(part, range):
            arguments.append([next(numbers) for _place in part])
            placeholders += arguments[-1]
        elif part is int or part is str:
            number = next(numbers)
            arguments.append(number if part is int else f"{PLACEHOLDER_WORD}{number}")
            placeholders.append(arguments[-1])
        else:
            arguments.append(part)
    return arguments, placeholders


def _is_placeholder(param: object) -> bool:
    if isinstance(param, str):
        return param.startswith(PLACEHOLDER_WORD)
    return isinstance(param, int) and param >= FIRST_PLACEHOLDER


def _padded(numbers: list[int]) -> list[int]:
    """Filled up with its last number to a length that many lists share."""
    size = 1 << (len(numbers) - 1).bit_length()
    return numbers + numbers[-1:] * (size - len(numbers)) if size <= PADDED_TO else numbers
