"""The log: its numbers are given in the order in which transactions are committed."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from statements.actions.event import record
from statements.models import Event, Room
from statements.vocabulary import Verb

HOLD = 0.4  # seconds for which the first writer keeps its transaction open


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
    """Someone with a connection of their own, who writes one event and keeps the transaction open for a while.

    `has_number` is set when the number is given, `committed_at` (monotonic seconds) after the commit.
    """

    def __init__(self, hold: float, started: threading.Event | None = None) -> None:
        super().__init__()
        self.hold, self.started_first = hold, started
        self.has_number = threading.Event()
        self.number, self.number_at, self.committed_at = 0, 0.0, 0.0

    def run(self) -> None:
        if self.started_first:
            self.started_first.wait(10)
        try:
            with transaction.atomic():
                self.number = note().number
                self.number_at = time.monotonic()
                self.has_number.set()
                time.sleep(self.hold)
            self.committed_at = time.monotonic()
        finally:
            connection.close()


@pytest.fixture
def two_writers() -> tuple[Writer, Writer]:
    """The second writer asks for a number while the first holds one and has not committed."""
    with transaction.atomic():
        note()
    first = Writer(HOLD)
    second = Writer(0, first.has_number)
    first.start()
    second.start()
    assert first.has_number.wait(10)
    return first, second


@pytest.mark.django_db(transaction=True)
def test_later_number_is_never_committed_before_an_earlier_one(two_writers: tuple[Writer, Writer]) -> None:
    first, second = two_writers
    seen = set()
    while first.is_alive() or second.is_alive():
        # What someone who follows the log sees meanwhile: never a number with a hole before it.
        seen.add(tuple(Event.objects.order_by("number").values_list("number", flat=True)))
        time.sleep(0.02)
    first.join()
    second.join()
    assert (first.number, second.number) == (2, 3)
    assert first.committed_at - first.number_at >= HOLD
    assert second.number_at >= first.committed_at - 0.1
    assert (1, 3) not in seen
    assert (1,) in seen
    assert Room.objects.get().last_event == 3


@pytest.mark.django_db(transaction=True)
def test_second_writer_waits_in_the_way_of_its_database(two_writers: tuple[Writer, Writer]) -> None:
    """PostgreSQL lets the second transaction begin and stops it at the counter row; SQLite (IMMEDIATE) lets it begin
    only when the first has ended. Readers wait for nobody.
    """
    first, second = two_writers
    time.sleep(HOLD / 4)
    begun = time.monotonic()
    assert Event.objects.count() == 1
    assert time.monotonic() - begun < HOLD / 2
    WAITS[connection.vendor]()
    first.join()
    second.join()
    assert Event.objects.count() == 3


def waits_for_the_counter_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        waiting = [query for (query,) in cursor.fetchall()]
    assert len(waiting) == 1
    assert waiting[0].startswith('UPDATE "statements_room" SET "last_event"')


def waits_to_begin() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(OperationalError, match="database is locked"):
            cursor.execute("BEGIN IMMEDIATE")
    connection.close()
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


WAITS = {"postgresql": waits_for_the_counter_row, "sqlite": waits_to_begin}
