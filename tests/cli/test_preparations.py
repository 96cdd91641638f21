"""``dutyroom export preparations``, ``search --in preparations`` and the papers of plans in preparation, from a store."""

from __future__ import annotations

import csv
import json

import pytest
from python_calamine import CalamineWorkbook

from dutyroom.actions.preparation import start_preparation
from dutyroom.actions.preparation_parts import ask_units
from dutyroom.data.startup import create_store
from dutyroom.rules.preparation_steps import AskedUnit, AskUnits, PreparationFacts, StartPreparation
from tests.cli.conftest import UNTIL

FACTS = PreparationFacts(
    title="=防汛应急预案（示例）", plan_kind="special", plan_level="city", year=2026, basis="期满修订"
)


@pytest.fixture(autouse=True)
def register(tmp_path):
    """One plan in preparation, out for opinions."""
    store = create_store(tmp_path / "store", clock=lambda: UNTIL)
    with store.desk() as desk:
        number = start_preparation(desk, StartPreparation(facts=FACTS))
        ask_units(desk, AskUnits(id=number, units=(AskedUnit(unit="市水利局"),)))
    store.close()


def test_they_are_written_as_json_table_and_workbook(typed, tmp_path):
    for ending in ("json", "csv", "xlsx"):
        ran = typed("export", "preparations", "-o", tmp_path / f"p.{ending}")
        assert ran.returncode == 0, ran.stderr
        assert "1 plans in preparation written" in ran.stdout
    (record,) = json.loads((tmp_path / "p.json").read_text("utf-8"))
    assert (record["number"], record["year"], record["opinions"][0]["unit"]) == ("预〔2026〕1号", 2026, "市水利局")
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == FACTS.title
    assert row["stages"].splitlines()[0] == "stage=programme"
    rows = CalamineWorkbook.from_path(str(tmp_path / "p.xlsx")).get_sheet_by_index(0).to_python()
    assert FACTS.title in rows[1]


def test_they_are_no_part_of_the_matters_that_an_import_restores(typed, tmp_path):
    ran = typed("export", "matters", "-o", tmp_path / "m.json")
    assert ran.returncode == 0
    assert json.loads((tmp_path / "m.json").read_text("utf-8")) == []


def test_they_are_found_by_what_they_say(typed):
    ran = typed("search", "期满修订", "--in", "preparations", "--json")
    (hit,) = json.loads(ran.stdout)
    assert (hit["kind"], hit["title"]) == ("preparation", FACTS.title)
    assert json.loads(typed("search", "期满修订", "year:2027", "--in", "preparations", "--json").stdout) == []


def test_their_papers_are_named_by_number_and_year(typed, tmp_path):
    for kind, named in (("plan-preparation", "预〔2026〕1号"), ("plan-programme", "2026")):
        ran = typed("brief", kind, named, "-o", tmp_path / f"{kind}.pdf", language="zh_CN")
        assert ran.returncode == 0, ran.stderr
        assert (tmp_path / f"{kind}.pdf").read_bytes().startswith(b"%PDF")
    ran = typed("brief", "plan-programme", "2031", "-o", tmp_path / "none.pdf")
    assert (ran.returncode, "2031" in ran.stderr) == (2, True)
