"""``dutyroom export statistics`` as it is called: the numbers, the filters that lead behind them, native charts, refusals."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import timedelta

import pytest

from dutyroom.__main__ import main
from dutyroom.data.startup import create_store
from tests.cli.conftest import UNTIL
from tests.data.hotline_rows import Rows
from tests.rules.hotline_cases import CaseFacts


def called(folder, *words):
    return main(["--data", str(folder), "--lang", "en", *map(str, words)])


@pytest.fixture
def store(tmp_path):
    """A store with three cases of today and one of the month before."""
    create_store(tmp_path / "store", clock=lambda: UNTIL).close()
    named = {"state": "in_hand", "channel": "phone", "demand": "help", "code": "020301", "area": "金水区"}
    times = [UNTIL - timedelta(minutes=30)] * 3 + [UNTIL - timedelta(days=31)]
    Rows(tmp_path / "store").put([CaseFacts(id=n, received_at=at, **named) for n, at in enumerate(times, 1)])
    return tmp_path / "store"


def test_every_number_stands_beside_the_period_before_and_leads_to_its_records(store, tmp_path):
    target = tmp_path / "figures.csv"
    assert called(store, "export", "statistics", "--period", "month", "-o", target) == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (came,) = [row for row in rows if row["name"] == "Cases received"]
    assert (came["number"], came["before"], came["change"]) == ("3", "1", "+200.0%")
    (area,) = [row for row in rows if row["name"] == "金水区"]
    assert area["figure"].startswith("figure:hotline.received;")
    assert area["figure"].endswith(";area=金水区")


def test_a_workbook_has_native_charts_and_json_one_subject(store, tmp_path):
    assert called(store, "export", "statistics", "--subject", "hotline", "-o", tmp_path / "s.xlsx") == 0
    with zipfile.ZipFile(tmp_path / "s.xlsx") as book:
        charts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/charts/chart")]
    assert any("<c:lineChart>" in chart for chart in charts)
    assert any('c:grouping val="stacked"' in c for c in charts)
    target = tmp_path / "s.json"
    assert called(store, "export", "statistics", "--subject", "hotline", "--date", "2020-05-01", "-o", target) == 0
    rows = json.loads(target.read_text("utf-8"))
    assert {row["subject"] for row in rows} == {"Mayor's telephone"}
    assert not any(row["number"] for row in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "s.docx"), "must end in"),
        (("--date", "soon", "-o", "s.csv"), "is no day"),
        (("--since", "2026-05-02", "--until", "2026-05-01", "-o", "s.csv"), "before the first"),
        (("--since", "1999-05-02", "--until", "2026-05-01", "-o", "s.csv"), "are the most"),
        (("--date", "1950-01-01", "-o", "s.csv"), "too far back"),
    ],
)
def test_what_cannot_be_counted_is_refused(store, tmp_path, capsys, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    assert called(store, "export", "statistics", *words) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("s.*"))


@pytest.mark.parametrize("words", [("export", "journal", "-o", "j.csv"), ("brief", "day-log", "-o", "d.pdf")])
def test_what_belongs_to_the_statistics_is_refused_elsewhere(store, tmp_path, capsys, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    assert called(store, *words, "--period", "week") == 2
    assert "belong to the statistics" in capsys.readouterr().err


def test_the_paper_is_printed_from_the_store_and_the_log_says_so(store, tmp_path):
    target = tmp_path / "s.pdf"
    assert called(store, "brief", "statistics", "--subject", "hotline", "--date", "2026-11-23", "-o", target) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert called(store, "export", "journal", "-o", tmp_path / "journal.json") == 0
    texts = [row["text"] for row in json.loads((tmp_path / "journal.json").read_text("utf-8"))]
    assert "值班统计 2026-11-01—2026-11-30 → s.pdf" in texts
