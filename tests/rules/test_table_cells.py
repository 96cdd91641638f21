"""Cells of an office's tables: every spelling of a day, a time, a number."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.rules.refusal import Refusal
from dutyroom.rules.table_cells import read_count, read_day, read_instant, read_truth

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05", "2026-1-5", "2026/1/5", "2026.1.5", "2026.01.05", "20260105", "2026年1月5日", "2026 年 01 月 05 日",
        "二〇二六年一月五日", "2026年1月5", "1月5日", "1.5", "1/5", "２０２６年１月５日", "2026-01-05T00:00:00", "46027",
    ],
)  # fmt: skip
def test_a_day_in_every_spelling(text):
    assert read_day(text, year=2026) == DAY


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-01-05 15:30", time(15, 30)),
        ("2026/1/5 8:05:00", time(8, 5)),
        ("2026年1月5日15时30分", time(15, 30)),
        ("2026年1月5日下午3点半", time(15, 30)),
        ("1月5日18时", time(18)),
        ("2026-01-05T15:30:00+08:00", time(15, 30)),
        ("2026-01-05", time(17, 30)),
        ("2026年1月5日", time(17, 30)),
    ],
)
def test_an_instant_a_day_alone_takes_the_time_that_is_given(text, at):
    assert read_instant(text, zone=ZONE, year=2026, at=time(17, 30)) == datetime.combine(DAY, at, ZONE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("十一月", "import.matter.day"),
        ("2026年13月5日", "import.matter.day"),
        ("2026-02-30", "import.matter.day"),
        ("下周三", "import.matter.day"),
        ("2026年1月5日 25时", "import.matter.day"),
        ("1月5日", "import.matter.year"),
    ],
)
def test_what_is_no_day_is_refused_and_never_guessed(text, code):
    with pytest.raises(Refusal) as refused:
        read_instant(text, zone=ZONE)
    assert refused.value.code == code


@given(st.integers(1991, 2099), st.datetimes(timezones=st.just(UTC)))
def test_what_an_export_writes_is_read_as_the_same_instant(year, moment):
    written = moment.replace(year=year, day=min(moment.day, 28))
    assert read_instant(written.astimezone(ZONE).isoformat(), zone=ZONE) == written


@given(st.text(max_size=20))
def test_any_cell_is_read_or_refused_in_words(text):
    for read in (read_day, read_count, read_truth, lambda cell: read_instant(cell, zone=ZONE, year=2026)):
        with suppress(Refusal):
            read(text)


def test_counts_and_truths_as_offices_write_them():
    assert [read_count(text) for text in ("2", "2份", "１２", "", "—", "3 页")] == [2, 2, 12, None, None, 3]
    assert [read_truth(text) for text in ("是", "阅件", "True", "1", "", "否", "办件", "0")] == [True] * 4 + [False] * 4
    for read in (read_count, read_truth):
        with pytest.raises(Refusal):
            read("若干")
