"""``import warnings``, ``export warnings`` and ``search --in warnings`` as a person calls them."""

from __future__ import annotations

import csv
import json

import pytest

from dutyroom.readers.cap import read_cap
from tests.actions.test_warnings import CANCEL, UPDATE
from tests.readers.test_cap import GOOD, REAL, needs_real


@pytest.fixture
def files(tmp_path):
    texts = {"alert": GOOD, "update": UPDATE, "cancel": CANCEL, "real": GOOD.replace("Exercise", "Actual")}
    for name, text in {**texts, "real": texts["real"].replace("A1", "R1")}.items():
        (tmp_path / f"{name}.xml").write_text(text, "utf-8")
    return tmp_path


def test_messages_come_in_are_found_and_go_out_again(dutyroom, typed, files):
    tried = typed("import", "warnings", files / "alert.xml", "--dry-run", "--json")
    assert json.loads(tried.stdout)["messages"][0]["result"] == "registered"
    ran = dutyroom("import", "warnings", files / "alert.xml", "--json")
    assert ran.returncode == 0, ran.stderr
    (first,) = json.loads(ran.stdout)["messages"]
    assert (first["result"], first["number"], first["title"]) == (
        "registered", "警〔2026〕1号", "【演练】市气象台发布暴雨橙色预警",
    )  # fmt: skip
    assert any("Shapes" in remark for remark in first["remarks"])
    for name, result in (("alert", "registered already"), ("update", "changed"), ("cancel", "lifted")):
        assert result in typed("import", "warnings", files / f"{name}.xml").stdout
    assert typed("export", "warnings", "-o", files / "out.xml").returncode == 2
    typed("import", "warnings", files / "real.xml")
    said = typed("export", "warnings", "-o", files / "out.xml").stdout
    assert "1 exercises and tests are left out" in said
    assert [each.identifier for each in read_cap(files / "out.xml")] == ["R1"]
    typed("export", "warnings", "--exercises", "-o", files / "drill.xml")
    (drill,) = read_cap(files / "drill.xml")
    assert (drill.status, drill.message) == ("Exercise", "Cancel")
    typed("export", "warnings", "-o", files / "out.csv")
    with (files / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["status"], row["colour"]) for row in csv.DictReader(file)] == [
            ("exercise", "red"), ("actual", "orange"),
        ]  # fmt: skip
    hits = json.loads(typed("search", "金水区", "--in", "warnings", "--json").stdout)
    assert {hit["kind"] for hit in hits} == {"warning"}
    assert json.loads(typed("check", "--json").stdout)["ok"]


@needs_real
def test_what_is_no_message_is_refused_in_one_line(typed):
    for name, words in (("invalid.cap", "<scope> is missing in <alert>."), ("weather_index.atom", "feed")):
        ran = typed("import", "warnings", REAL / name)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert words in ran.stderr
        assert name in ran.stderr


@needs_real
def test_every_real_message_comes_in(typed):
    results = {}
    for path in sorted(REAL.iterdir(), reverse=True):
        ran = typed("import", "warnings", path, "--json")
        if ran.returncode == 0:
            results[path.name] = json.loads(ran.stdout)["messages"][0]["result"]
    assert results.pop("no_optional_fields.cap") == "skipped"
    assert set(results.values()) == {"registered"}
    assert len(results) == 9
