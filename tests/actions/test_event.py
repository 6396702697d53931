"""The log: its numbers are given in the order in which transactions are committed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection, transaction

from statements.actions.event import record
from statements.models import Event, Room
from statements.vocabulary import Verb

LONGEST = 10.0  # seconds for which anyone waits for another
ENOUGH = 0.3  # seconds in which a writer whom nothing stops has long had a number


def note(verb: Verb = Verb.JOINED) -> Event:
    return record(verb=verb, actor=None)


@pytest.mark.django_db
def test_numbers_follow_each_other_without_a_hole() -> None:
    assert [note().number for _turn in range(3)] == [1, 2, 3]
    assert Room.objects.get().last_event == 3


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        note()
    assert Event.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_number_of_a_transaction_that_is_taken_back_is_given_again() -> None:
    with transaction.atomic():
        note()
    with pytest.raises(RuntimeError), transaction.atomic():
        note()
        raise RuntimeError
    with transaction.atomic():
        assert note().number == 2
    assert list(Event.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


class Writer(threading.Thread):
    """Someone with a connection of their own, who writes one event and keeps the transaction open until `may_end`.

    `has_number` is set when the number is given.
    """

    def __init__(self) -> None:
        super().__init__()
        self.has_number, self.may_end = threading.Event(), threading.Event()
        self.number = 0

    def run(self) -> None:
        try:
            with transaction.atomic():
                self.number = note().number
                self.has_number.set()
                self.may_end.wait(LONGEST)
        finally:
            connection.close()


@pytest.fixture
def two_writers() -> Iterator[tuple[Writer, Writer]]:
    """The first holds a number and has not committed; the second has set out to ask for the next."""
    with transaction.atomic():
        note()
    first, second = Writer(), Writer()
    first.start()
    assert first.has_number.wait(LONGEST)
    second.may_end.set()
    second.start()
    yield first, second
    first.may_end.set()
    first.join()
    second.join()


@pytest.mark.django_db(transaction=True)
def test_later_number_is_never_committed_before_an_earlier_one(two_writers: tuple[Writer, Writer]) -> None:
    first, second = two_writers
    assert not second.has_number.wait(ENOUGH)
    # What someone who follows the log sees meanwhile: never a number with a hole before it.
    seen = {numbers()}
    first.may_end.set()
    while first.is_alive() or second.is_alive():
        seen.add(numbers())
    assert (first.number, second.number) == (2, 3)
    assert (1,) in seen
    assert seen <= {(1,), (1, 2), (1, 2, 3)}
    assert Room.objects.get().last_event == 3


def numbers() -> tuple[int, ...]:
    return tuple(Event.objects.order_by("number").values_list("number", flat=True))


@pytest.mark.django_db(transaction=True)
def test_second_writer_waits_in_the_way_of_its_database(two_writers: tuple[Writer, Writer]) -> None:
    """PostgreSQL lets the second transaction begin and stops it at the counter row; SQLite (IMMEDIATE) lets it begin
    only when the first has ended. Readers wait for nobody.
    """
    first, second = two_writers
    assert Event.objects.count() == 1
    WAITS[connection.vendor]()
    assert not second.has_number.is_set()
    first.may_end.set()
    first.join()
    second.join()
    assert Event.objects.count() == 3


def waits_for_the_counter_row() -> None:
    until = time.monotonic() + LONGEST
    while not (waiting := queries_that_wait()) and time.monotonic() < until:
        time.sleep(0.02)
    assert len(waiting) == 1
    assert waiting[0].startswith('UPDATE "statements_room" SET "last_event"')


def queries_that_wait() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return [query for (query,) in cursor.fetchall()]


def waits_to_begin() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="database is locked"):
            cursor.execute("BEGIN IMMEDIATE")
    connection.close()
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


WAITS = {"postgresql": waits_for_the_counter_row, "sqlite": waits_to_begin}
