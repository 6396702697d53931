"""The geometry of pictures over years."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.timeline import DOT, HEAD, HEIGHT, NAME_SHIFT, bar_chart, dot_chart, gaps_between

YEARS = st.integers(1800, 2100)
COUNTS = st.dictionaries(YEARS, st.tuples(st.integers(0, 500), st.integers(0, 50)).filter(any), min_size=1, max_size=60)


def test_gaps_are_the_years_missing_between_first_and_last():
    assert gaps_between([2008, 2021, 2010, 2022]) == [(2009, 2009), (2011, 2020)]
    assert gaps_between([2008]) == []
    assert gaps_between([]) == []


def test_bars_stand_in_their_years_in_layers():
    chart = bar_chart({2020: (3, 1), 2022: (0, 2)})
    assert [(bar.year, bar.total) for bar in chart.bars] == [(2020, 4), (2022, 2)]
    first, second = chart.bars
    assert first.parts[0].height == pytest.approx(HEIGHT * 3 / 4)
    assert first.parts[1].y + first.parts[1].height == pytest.approx(first.parts[0].y)
    assert second.parts[0].height == 0
    assert [(gap.first, gap.last, gap.x, gap.width) for gap in chart.axis.gaps] == [
        (2021, 2021, first.x + first.width, first.width)
    ]


def test_a_year_of_one_beside_a_year_of_a_thousand_can_be_seen():
    one, _thousand = bar_chart({2000: (1,), 2001: (1_000,)}).bars
    assert one.parts[0].height >= 2


@given(COUNTS)
def test_bars_stay_in_the_picture_and_beside_each_other(counts):
    chart = bar_chart(counts)
    assert [bar.total for bar in chart.bars] == [sum(counts[year]) for year in sorted(counts)]
    for bar in chart.bars:
        assert 0 <= bar.top <= chart.axis.base
        assert bar.bar_x >= bar.x >= 0
        assert bar.x + bar.width <= chart.axis.width + 0.2
    for before, after in pairwise(chart.bars):
        assert before.x + before.width <= after.x + 0.2
    assert chart.axis.base == HEAD + HEIGHT
    labelled = [tick.middle for tick in chart.axis.labelled]
    assert all(after - before >= 40 for before, after in pairwise(labelled))


@given(st.lists(st.dates(date(1990, 1, 1), date(2026, 12, 31)), min_size=1, max_size=40))
def test_marks_never_cover_each_other(days):
    dots = dot_chart(days, []).dots
    assert len(dots) == len(days)
    assert all(dot.name_y is None for dot in dots)
    for number, one in enumerate(dots):
        for other in dots[:number]:
            assert abs(one.x - other.x) >= DOT - 0.2 or abs(one.y - other.y) >= DOT - 0.2


@given(st.lists(st.dates(date(1990, 1, 1), date(2026, 12, 31)), min_size=1, max_size=14))
def test_no_name_runs_through_the_leader_of_another(days):
    names = ["China – Russian Federation"] * len(days)
    chart = dot_chart(days, names)
    named = [dot for dot in chart.dots if dot.name_y is not None]
    for dot in named:
        end = dot.x + NAME_SHIFT + 6.4 * len(names[0])
        assert end <= chart.axis.width
        for other in named:
            if other is not dot and dot.x == other.x:
                assert other.name_y != dot.name_y
            elif dot.x < other.x < end:
                assert other.name_y > dot.name_y
