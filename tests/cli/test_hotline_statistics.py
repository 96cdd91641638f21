"""``dutyroom export hotline-statistics`` as it is called: tables of a period as CSV, JSON and workbook, and refusals."""

from __future__ import annotations

import csv
import json
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from dutyroom.__main__ import main
from dutyroom.data.startup import create_store
from dutyroom.rules.hotline_measures import CaseFacts
from tests.cli.conftest import UNTIL
from tests.data.hotline_rows import Rows


def called(folder, *words):
    return main(["--data", str(folder), "--lang", "en", *map(str, words)])


@pytest.fixture
def store(tmp_path):
    """A store with seven cases of this week, two of them dispatched late, and one of the week before."""
    create_store(tmp_path / "store", clock=lambda: UNTIL).close()
    at = UNTIL - timedelta(minutes=30)
    named = {"state": "in_hand", "channel": "phone", "demand": "help", "code": "020301", "area": "金水区"}
    sent = {"dispatched_at": at, "unit": "市城管局", "held": frozenset({"市城管局"})}
    cases = [
        CaseFacts(id=number, received_at=at, dispatch_due_at=at - timedelta(number < 3), **named, **sent)
        for number in range(1, 8)
    ]
    before = CaseFacts(id=9, received_at=at - timedelta(days=7), **named)
    Rows(tmp_path / "store").put([*cases, before])
    return tmp_path / "store"


def test_a_table_has_numerator_and_denominator_beside_every_percentage(store, tmp_path, capsys):
    assert called(store, "export", "hotline-statistics", "-o", tmp_path / "rates.csv") == 0
    assert "12 rows written" in capsys.readouterr().out
    with (tmp_path / "rates.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["chinese"], first["share_percent"], first["share_part"], first["share_whole"]) == (
        "按时转出率",
        "71.4",
        "5",
        "7",
    )
    assert first["definition"] == "dispatched within the limit / all that were dispatched"


def test_views_cuts_and_days_are_chosen(store, tmp_path):
    target = tmp_path / "counts.json"
    assert called(store, "export", "hotline-statistics", "--view", "counts", "--by", "area", "-o", target) == 0
    assert [(row["value"], row["cases"], row["before"]) for row in json.loads(target.read_text("utf-8"))] == [
        ("All", 7, 1),
        ("金水区", 7, 1),
    ]
    since = (UNTIL - timedelta(days=20)).date()
    assert called(store, "export", "hotline-statistics", "--view", "units", "--since", since, "-o", target) == 0
    assert [(row["unit"], row["cases"]) for row in json.loads(target.read_text("utf-8"))] == [("市城管局", 7)]
    assert called(store, "export", "hotline-statistics", "--view", "hot", "-o", tmp_path / "hot.xlsx") == 0
    (sheet,) = CalamineWorkbook.from_path(tmp_path / "hot.xlsx").sheet_names
    rows = CalamineWorkbook.from_path(tmp_path / "hot.xlsx").get_sheet_by_name(sheet).to_python()
    assert sheet == "Hot spots"
    assert rows[0][:4] == ["class", "place", "now", "mean"]
    assert rows[1][1:3] == ["金水区", 7]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--view", "hot", "--by", "area"), "does not go with"),
        (("--since", "soon"), "is no day"),
        (("--since", "2026-11-20", "--until", "2026-11-01"), "before the first"),
        (("--since", "2020-11-20"), "are too many at once"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(store, tmp_path, capsys, words, why):
    assert called(store, "export", "hotline-statistics", *words, "-o", tmp_path / "no.csv") != 0
    assert why in capsys.readouterr().err
    assert not (tmp_path / "no.csv").exists()
    assert called(store, "export", "hotline-statistics", "-o", tmp_path / "no.txt") != 0
