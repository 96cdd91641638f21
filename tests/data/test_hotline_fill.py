"""The store of the benchmark: the same for the same seed, many out of some; found in it is what SQL by hand finds."""

import sqlite3
from contextlib import closing

from benchmarks.filling import SEED, UNTIL
from benchmarks.hotline import hotline_ratios
from benchmarks.hotline_fill import fill_hotline
from dutyroom.data.store import DATABASE
from dutyroom.rules.canon import microseconds

CASES = 1_200


def test_every_question_is_answered_as_by_hand_over_many_cases_made_of_some(tmp_path):
    fill_hotline(tmp_path / "store", cases=CASES, seed=SEED, until=microseconds(UNTIL), whole=300)
    with closing(sqlite3.connect(tmp_path / "store" / DATABASE)) as raw:
        count, numbers, times = raw.execute(
            "SELECT count(*), count(DISTINCT number), count(DISTINCT received_at) FROM matter"
        ).fetchone()
        assert (count, numbers, times) == (CASES, CASES, CASES)
        assert raw.execute("SELECT number FROM matter ORDER BY received_at LIMIT 2").fetchall() == [
            ("热〔2026〕1号",),
            ("热〔2026〕2号",),
        ]
        assert raw.execute("SELECT count(DISTINCT phone) FROM hotline_call").fetchone()[0] > 1_000
        indexes = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'index'")]
        assert {"ix_hotline_case_code", "ix_hotline_call_phone_key", "ix_matter_kind_received_at"} <= set(indexes)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    # Raises where an answer is another one than that of the hand-written statement.
    names = [ratio.name for ratio in hotline_ratios(tmp_path / "store", cases=CASES, rounds=1)]
    assert len(names) == len(set(names)) > 30
